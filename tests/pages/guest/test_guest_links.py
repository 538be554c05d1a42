"""Every page behind a personal link: what it says of a link that is no good, and that it slows down after twenty."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from pages.shared import frame
from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.erasure import erase_me
from revalidation.commands.follow_ups import answer_by_link, ask_follow_ups
from revalidation.commands.guest_links import count_wrong_link
from revalidation.commands.installation import set_up
from revalidation.commands.invitations import accept_invitation, invite, withdraw_invitation
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session
from revalidation.commands.sign_offs import Asked, send_new_link, withdraw_link
from revalidation.commands.statements import issue_statement
from revalidation.domain.follow_ups import LINK_LIFE, Used
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import Mark
from revalidation.domain.sign_offs import SignOffKind
from revalidation.queries.invitations import invitations
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.invitations import InvitationRow
from revalidation.storage.links import link_token
from revalidation.storage.passwords import password_hash
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sign_offs import SignOffRow
from revalidation.storage.tokens import digest
from tests import make, signing
from tests.make import PASSWORD
from tests.pages.looking import FRONT_DOOR, texts

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)
GUESSED = "A" * 43
D, C = SignOffKind.DISCUSSION, SignOffKind.CONFIRMATION
NO_FORM = "This link does not lead anywhere: it ran out, was withdrawn or is not whole. Please ask for a new one."
NO_FOLLOW_UP = (
    "This link does not lead anywhere any more. Sign in, and what is still to be answered is on your first page."
)
NO_INVITATION = "This invitation link has been used, withdrawn or is too old. Please ask your librarian for a new one."
NO_LINK = "This link does not lead anywhere any more. Please sign in to see your bookings."
NO_STATEMENT = "There is no statement of attendance with this reference here. Please check what you typed."
WAIT = "Several links or references that lead nowhere were tried from here. Please wait 1 minute, then try yours again."
CALM = {
    "guest/statement": "A statement of attendance carries a reference. "
    "Here you see whether the library's register still says the same."
}


def now() -> datetime:
    return datetime.now(UTC)


class Library:
    """Somebody with a good link to every guest page."""

    def __init__(self) -> None:
        roles = frozenset({Role.LIBRARIAN})
        name, email = "Lib Rarian", "lib@trust.example"
        words = {"name": name, "email": email, "password": PASSWORD, "again": PASSWORD}
        self.by = Actor(
            person_id=carry_out(set_up, **words, roles=roles, now=now()), name=name, email=email, roles=roles
        )
        self.nurse, self.account_ids = signing.ready_nurse(now=now())
        group_id, came_at = make.group(self.by), now() - 40 * DAY
        self.attended = make.session(self.by, group_id, starts_at=came_at, now=came_at - DAY)
        carry_out(book, actor=self.nurse, session_id=self.attended, now=came_at - DAY)
        make.attended(self.by, self.attended, self.nurse, now=came_at + DAY)
        carry_out(ask_follow_ups, now=came_at + 31 * DAY)
        self.to_come = make.session(self.by, group_id, starts_at=now() + 7 * DAY, now=now())
        carry_out(book, actor=self.nurse, session_id=self.to_come, now=now())
        self.invited = self.invitation()
        self.asked = {kind: self.ask(kind) for kind in SignOffKind}

    def invitation(self) -> str:
        invited, roles = {"name": "In Vited", "email": "in.vited@trust.example"}, frozenset({Role.NURSE})
        return carry_out(invite, actor=self.by, **invited, roles=roles, now=now())

    def ask(self, kind: SignOffKind) -> Asked:
        account_ids = self.account_ids if kind is D else ()
        return signing.asked(self.nurse, signing.an_ask(kind, account_ids), now=now())

    def token(self, page: str) -> str:
        """The secret of the good link to a page."""
        if page == "guest/statement":
            return carry_out(issue_statement, actor=self.nurse, session_id=self.attended, now=now())
        if page == "guest/invitation":
            return self.invited
        if page in (f"guest/{D}", f"guest/{C}"):
            return self.asked[SignOffKind(page.removeprefix("guest/"))].token
        purpose = {"guest/booking": "booking", "guest/follow_up": "follow_up", "guest/messages": "messages"}[page]
        return link_token(purpose, look_up(_number, page=page, library=self))


def _number(db: Db, *, page: str, library: Library) -> int:
    """The row that a signed link leads to."""
    her_id = library.nurse.person_id
    if page == "guest/messages":
        return her_id
    if page == "guest/follow_up":
        return db.scalars(select(FollowUpRow.id).where(FollowUpRow.person_id == her_id)).one()
    ours = BookingRow.session_id == library.to_come
    return db.scalars(select(BookingRow.id).where(BookingRow.person_id == her_id, ours)).one()


def followed(page: str, token: str) -> AppTest:
    app = AppTest.from_file(FRONT_DOOR, default_timeout=30).run()
    app.switch_page(f"pages/{page}.py")
    app.query_params["reference" if page == "guest/statement" else "token"] = token
    return app.run()


def is_nothing_but(app: AppTest, page: str, sentence: str) -> None:
    """The page says this sentence, and beside it at most what it always says."""
    said = [line for line in texts(app).split("\n") if line != CALM.get(page)]
    assert said == [sentence]
    assert page == "guest/statement" or not (app.text_input or app.text_area or app.button or app.radio)


PAGES = {
    "guest/discussion": NO_FORM,
    "guest/confirmation": NO_FORM,
    "guest/follow_up": NO_FOLLOW_UP,
    "guest/invitation": NO_INVITATION,
    "guest/booking": NO_LINK,
    "guest/messages": NO_LINK,
    "guest/statement": NO_STATEMENT,
}


def test_every_page_behind_a_link_is_in_the_table() -> None:
    assert {*PAGES, "guest/goodbye", "guest/check_pack"} == {*frame.GUEST}


@pytest.mark.parametrize(("page", "sentence"), PAGES.items())
def test_a_link_that_is_guessed_changed_or_for_something_else_gets_one_sentence(page: str, sentence: str) -> None:
    library = Library()
    good = library.token(page)
    number, *signature = good.split(".")
    bad = ["", GUESSED, good[:-1], f"{good}A", f"A{good[1:]}", digest(good), "A" * 5000, "\x00", "%", "' OR 1=1 --"]
    bad += [f"{int(number) + 1}.{signature[0]}"] if signature else []
    bad += [token for each in PAGES if (token := library.token(each)) != good and each != "guest/statement"]
    if page == "guest/statement":
        bad = ["RG-0000-0000", f"{good[:-1]}{'0' if good[-1] != '0' else '1'}"]
    app = followed(page, bad[0])
    for token in bad:
        app.query_params["reference" if page == "guest/statement" else "token"] = token
        is_nothing_but(app.run(), page, sentence)


def withdraw_form(library: Library, kind: SignOffKind) -> None:
    carry_out(withdraw_link, actor=library.nurse, sign_off_id=library.asked[kind].sign_off_id, now=now())


def replace_form(library: Library, kind: SignOffKind) -> None:
    carry_out(send_new_link, actor=library.nurse, sign_off_id=library.asked[kind].sign_off_id, now=now())


def expire_form(library: Library, kind: SignOffKind) -> None:
    ours = SignOffRow.id == library.asked[kind].sign_off_id
    carry_out(lambda db: db.execute(update(SignOffRow).where(ours).values(expires_at=now())))


def expire_follow_up(_library: Library) -> None:
    carry_out(lambda db: db.execute(update(FollowUpRow).values(asked_at=now() - LINK_LIFE)))


def expire_invitation(_library: Library) -> None:
    carry_out(lambda db: db.execute(update(InvitationRow).values(expires_at=now())))


def withdraw_the_invitation(library: Library) -> None:
    (line,) = look_up(invitations, actor=library.by, now=now())
    carry_out(withdraw_invitation, actor=library.by, invitation_id=line.id, now=now())


def replace_invitation(library: Library) -> None:
    library.invitation()


def use_invitation(library: Library) -> None:
    words = {"name": "In Vited", "password": PASSWORD, "again": PASSWORD}
    carry_out(accept_invitation, token=library.invited, **words, now=now())


def erase(library: Library) -> None:
    def with_password(db: Db) -> None:
        db.get_one(PersonRow, library.nurse.person_id).password_hash = password_hash(PASSWORD)

    carry_out(with_password)
    carry_out(erase_me, actor=library.nurse, password=PASSWORD, now=now())


Spoil = Callable[[Library], None]
ENDED: list[tuple[str, Spoil, str]] = [
    *((f"guest/{kind}", partial(spoil, kind=kind), NO_FORM)
      for kind in SignOffKind for spoil in (withdraw_form, replace_form, expire_form)),
    ("guest/follow_up", expire_follow_up, NO_FOLLOW_UP),
    *(("guest/invitation", spoil, NO_INVITATION)
      for spoil in (expire_invitation, withdraw_the_invitation, replace_invitation, use_invitation)),
    *((page, erase, sentence) for page, sentence in PAGES.items() if page != "guest/invitation"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "spoil", "sentence"), ENDED)
def test_a_link_that_ran_out_was_withdrawn_replaced_or_used_gets_one_sentence(
    page: str, spoil: Spoil, sentence: str
) -> None:
    library = Library()
    token = library.token(page)
    spoil(library)
    is_nothing_but(followed(page, token), page, sentence)


@pytest.mark.parametrize("kind", SignOffKind)
def test_the_link_of_a_signed_form_shows_nothing_that_was_signed(kind: SignOffKind) -> None:
    library = Library()
    token = library.asked[kind].token
    signing.signed(token, kind, now=now())
    app = followed(f"guest/{kind}", token)
    said = texts(app)
    assert "You signed this form for Nurse One" in said
    for hidden in ("What happened", "What I learnt", *signing.ANSWERS.values()):
        assert hidden not in said
    assert not app.text_input


def test_the_link_of_an_answered_follow_up_shows_no_answer() -> None:
    library = Library()
    token = library.token("guest/follow_up")
    carry_out(answer_by_link, token=token, used=Used.YES, words="What only she may read", now=now())
    app = followed("guest/follow_up", token)
    assert "You answered on" in texts(app)
    assert app.text_area[0].value == ""
    assert app.radio[0].value is None
    assert "only she may read" not in repr(app)


@pytest.mark.parametrize(("spoil", "sentence"), [(cancel_session, "This session has been called off."), (None, "")])
def test_the_link_of_a_booking_does_nothing_for_a_session_that_is_off_or_over(
    spoil: Callable[..., None] | None, sentence: str
) -> None:
    library = Library()
    token = library.token("guest/booking")
    if spoil is not None:
        carry_out(spoil, actor=library.by, session_id=library.to_come, now=now())
    else:
        sentence = "This session has started, so nothing can be changed here any more."
        starts_at, ends_at = now() - DAY, now() - DAY + timedelta(hours=1)
        moved = update(GroupSessionRow).where(GroupSessionRow.id == library.to_come)
        carry_out(lambda db: db.execute(moved.values(starts_at=starts_at, ends_at=ends_at)))
    app = followed("guest/booking", token)
    assert sentence in texts(app)
    assert not app.button


def test_a_statement_that_no_longer_holds_says_so_and_nothing_else() -> None:
    library = Library()
    reference = library.token("guest/statement")
    entries = {library.nurse.person_id: RegisterEntry(Mark.DID_NOT_ATTEND)}
    carry_out(mark_register, actor=library.by, session_id=library.attended, entries=entries, now=now())
    sentence = "This statement no longer holds: the register has been corrected, and does not say so any more."
    is_nothing_but(followed("guest/statement", reference), "guest/statement", sentence)


@pytest.mark.parametrize("page", PAGES)
def test_after_twenty_wrong_links_on_any_page_even_a_good_one_has_to_wait(page: str) -> None:
    library = Library()
    token = library.token(page)
    for _ in range(19):
        carry_out(count_wrong_link, client=None, now=now())
    followed(page, "RG-0000-0000" if page == "guest/statement" else GUESSED)
    is_nothing_but(followed(page, token), page, WAIT)
    for other in PAGES.keys() - {page}:
        is_nothing_but(followed(other, library.token(other)), other, WAIT)


@pytest.mark.parametrize("page", PAGES)
def test_a_good_link_opens_and_is_not_counted(page: str) -> None:
    library = Library()
    app = followed(page, library.token(page))
    for _ in range(21):
        app.run()
    assert PAGES[page] not in texts(app)
    assert WAIT not in texts(app)
