"""No page has a fault that axe-core finds, light or dark, wide or narrow; and none scrolls sideways on a telephone."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.bookings import book
from revalidation.commands.closures import add_closure
from revalidation.commands.drafts import save_draft
from revalidation.commands.evidence import add_evidence
from revalidation.commands.feedback import add_feedback
from revalidation.commands.invitations import invite
from revalidation.commands.practice import add_practice_period
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.registrations import save_registration
from revalidation.commands.sessions import cancel_session
from revalidation.commands.statements import issue_statement
from revalidation.domain.accounts import Written
from revalidation.domain.closures import Closure
from revalidation.domain.drafts import Draft
from revalidation.domain.feedback import Feedback
from revalidation.domain.months import month_address
from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.register import Mark
from revalidation.domain.registrations import Registration
from revalidation.domain.sign_offs import SignOffKind
from revalidation.domain.times import local
from revalidation.queries.accounts import my_accounts
from revalidation.queries.cpd import my_cpd
from revalidation.queries.drafts import versions
from tests import make
from tests.browser.axe import NARROW, SIDEWAYS, TALL, Houses, Prepare, Seen, faults, look_everywhere, pressing, unfold
from tests.browser.browsing import Visitor, visiting
from tests.browser.houses import filling, first_librarian, serving_app, serving_filled, token_of
from tests.signing import an_ask, asked, ready_nurse, signed

UNLABEL = """
box => {
  box.removeAttribute("aria-label");
  box.closest("[data-testid=stTextInput]").querySelector("label").remove();
}
"""


def turning_to(name: str) -> Prepare:
    return lambda visitor: visitor.turn_to(name)


def take_part(visitor: Visitor) -> None:
    visitor.page.get_by_role("radio", name="Part", exact=True).first.click(delay=50)
    visitor.reads("Minutes of 60")
    unfold(visitor)


def try_to_invite(visitor: Visitor) -> None:
    visitor.fill("Name", "Nobody Yet")
    visitor.fill("E-mail address", "nobody")
    visitor.press("Make the invitation")


def make_an_invitation(visitor: Visitor) -> None:
    visitor.fill("Name", "Somebody New")
    visitor.fill("E-mail address", "new@trust.example")
    visitor.press("Make the invitation")
    visitor.reads("Copy this link")


def sign_in_wrongly(visitor: Visitor) -> None:
    visitor.fill("E-mail address", "nobody@trust.example")
    visitor.fill("Password", "not the right one")
    visitor.press("Sign in")
    visitor.reads("do not match")


def look_around(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name="Look around").click(delay=50)
    visitor.settled()


def name_somebody(visitor: Visitor) -> None:
    visitor.page.locator("#answer_1").fill("I met Mrs Patel.")
    visitor.reads("Could this identify somebody?")
    unfold(visitor)


NURSE = [
    Seen("nurse", "/home", "Waiting for you"),
    Seen("nurse", "/sessions", "31 in all"),
    Seen("nurse", "/sessions?about=nothing-like-it", "No session fits these choices"),
    Seen("nurse", "/sessions?show=My+bookings", "Waiting, 2nd of 2"),
    Seen("nurse", "/sessions?show=Past+sessions", "Attended"),
    Seen("nurse", "/session?session={booked}", "To think about while you read"),
    Seen("nurse", "/session?session={booked}", "Confirmed", pressing("Cancel my booking", "You can book again")),
    Seen("nurse", "/session?session={free}", "Places"),
    Seen("nurse", "/session?session={attended}", "Attended"),
    Seen("nurse", "/session?session=4711", "This session is not here any more"),
    Seen("nurse", "/check_in?session={now}", "Code on the screen in the room", pressing("I am here", "not the code")),
    Seen("nurse", "/check_in?session={now}&code=1", "Type the code instead"),
    Seen("nurse", "/accounts", "Download all finished accounts"),
    Seen("nurse", "/account?account={draft}", "Select one or more themes"),
    Seen("nurse", "/account?account={draft}", "Saved", pressing("Finish this account", "this account needs")),
    Seen("nurse", "/account?account={draft}", "Delete", pressing("Delete", "gone for good")),
    Seen("nurse", "/account?account={draft}", "What this account is about", name_somebody),
    Seen("nurse", "/account?account={finished}", "Download as PDF"),
    Seen("nurse", "/account?account={beside}", "See both", pressing("See both", "In the boxes")),
    Seen("nurse", "/versions?account={finished}", "The text now"),
    Seen("nurse", "/versions?account={finished}&version={version}", "Bring this back"),
    Seen("nurse", "/portfolio", "What the NMC asks for"),
    Seen("nurse", "/cpd", "From the register"),
    Seen("nurse", "/cpd?entry={entry}", "Your reading time", unfold),
    Seen("nurse", "/cpd?entry={entry}", "Remove this entry", pressing("Remove this entry", "gone for good")),
    Seen("nurse", "/cpd?new=1", "Link to Code", pressing("Save the entry", "number of hours")),
    Seen("nurse", "/feedback", "Students"),
    Seen("nurse", "/feedback?feedback={feedback}", "Remove this feedback", unfold),
    Seen("nurse", "/practice", "Full time"),
    Seen(
        "nurse",
        "/practice?new=1",
        "Your work setting",
        pressing("Save the practice period", "fill in the hours."),
    ),
    Seen("nurse", "/evidence", "certificate.pdf"),
    Seen("nurse", "/evidence?file={file}", "Evidence of"),
    Seen("nurse", "/pack", "Choose single accounts", unfold),
    Seen("nurse", "/pack", "Make my evidence pack", pressing("Make my evidence pack", "Your pack is ready")),
    Seen("nurse", "/details", "Revalidation application date", unfold),
    Seen("nurse", "/my_data", "What was done with my data", unfold),
    Seen("nurse", "/erase", "This deletes for good"),
    Seen("nurse", "/people", "This page is for librarians"),
    Seen("nurse", "/sign_offs", "You have finished 1 so far"),
    Seen("asking nurse", "/sign_offs", "The link works until", unfold),
    Seen("asking nurse", "/sign_offs", "Signed", pressing("Withdraw", "You can ask anew")),
    Seen("asking nurse", "/sign_offs?form={form}", "typed name", unfold),
]
LIBRARIAN = [
    Seen("librarian", "/impact", "Lent passages"),
    Seen("librarian", "/evaluation", "The same in figures"),
    Seen("librarian", "/evaluation?show=How+often%3F", "What this takes for granted", unfold),
    Seen("librarian", "/today", "Mark the register"),
    Seen("librarian", "/schedule", "in all"),
    Seen("librarian", "/schedule?show=Past", "Evening readers"),
    Seen("librarian", "/schedule?show=Month&month={month}", "Stocktaking"),
    Seen("librarian", "/groups", "Evening readers"),
    Seen("librarian", "/group?group={group}", "Save the group", unfold),
    Seen("librarian", "/group", "New group"),
    Seen("librarian", "/group", "Save the group", pressing("Save the group")),
    Seen("librarian", "/articles", "Talking on the ward"),
    Seen("librarian", "/article?article={article}", "Sessions that read it"),
    Seen("librarian", "/article", "New article"),
    Seen("librarian", "/people", "Change roles"),
    Seen("librarian", "/people?person={person}", "Save the roles"),
    Seen("librarian", "/people?show=Invitations", "Invited Person"),
    Seen("librarian", "/people?show=Invitations", "Open invitations", try_to_invite),
    Seen("librarian", "/people?show=Invitations", "Make the invitation", make_an_invitation),
    Seen("librarian", "/people?show=Sites", "Moor House"),
    Seen("librarian", "/people?show=Sites&site={site}", "Change a site"),
    Seen("librarian", "/people?show=Closures", "Stocktaking", pressing("Remove", "ordinary ones again")),
    Seen("librarian", "/people?show=Closures&closure={closure}", "Sessions on these days"),
    Seen("librarian", "/people?show=Settings", "Quiet hours"),
    Seen("librarian", "/new_session", "This makes"),
    Seen("librarian", "/new_session?group={group}", "Schedule", turning_to("A series")),
    Seen("librarian", "/meeting?session={booked}", "The register opens", unfold),
    Seen("librarian", "/meeting?session={booked}", "Places", pressing("Call this session off", "Call it off")),
    Seen("librarian", "/meeting?session={full}", "Waiting list"),
    Seen("librarian", "/meeting?session={attended}", "Register", take_part),
    Seen("librarian", "/meeting?session={now}", "Somebody came without a place"),
    Seen(
        "librarian",
        "/meeting?session={attended}",
        "Register",
        pressing("What was marked, when and by whom", "by First Librarian"),
    ),
    Seen("librarian", "/check_in_screen?session={now}", "0 of 1 people with a place are checked in."),
    Seen("librarian", "/meeting?session={cancelled}", "This session was called off"),
    Seen("librarian", "/my_sign_in", "My details", unfold),
    Seen("librarian", "/account", "This page is for nurses"),
]
GUEST = [
    Seen("stranger", "/", "Sign in"),
    Seen("stranger", "/", "E-mail address", sign_in_wrongly),
    Seen("stranger", "/invitation?token={token}", "Choose a password"),
    Seen("stranger", "/statement", "carries a reference", pressing("Check it", "two letters and eight characters")),
    Seen("stranger", "/check_pack", "Fingerprint", pressing("Check it", "not what the code")),
    Seen("stranger", "/statement?reference={reference}", "The register says so."),
    Seen("stranger", "/invitation?token=wrong", "has been used, withdrawn or is too old"),
    Seen("stranger", "/confirmation?token={to_confirm}", "What you can read", unfold),
    Seen("stranger", "/confirmation?token={to_confirm}", "Sign", pressing("Sign this form", "Please fill in")),
    Seen("stranger", "/discussion?token={to_discuss}", "What you can read", unfold),
    Seen("stranger", "/follow_up?token=wrong", "Have you used it since?"),
    Seen("stranger", "/goodbye", "Everything is deleted"),
    Seen("stranger", "/discussion?token=wrong", "This link does not lead anywhere"),
]
EMPTY = [
    Seen("first visitor", "/", "Welcome"),
    Seen("first visitor", "/", "Set it up for real", look_around),
    Seen("first visitor", "/", "Your name", pressing("Create the librarian's account", "Please fill in a name")),
    Seen("new nurse", "/home", "You have no session booked"),
    Seen("new nurse", "/sessions", "No sessions are planned"),
    Seen("new nurse", "/sessions?show=My+bookings", "You have no bookings"),
    Seen("new nurse", "/sessions?show=Past+sessions", "will be listed here"),
    Seen("new nurse", "/accounts", "Nothing written yet"),
    Seen("new nurse", "/portfolio", "When do you revalidate?"),
    Seen("new nurse", "/cpd", "Nothing here yet"),
    Seen("new nurse", "/feedback", "Nothing here yet"),
    Seen("new nurse", "/practice", "Nothing here yet"),
    Seen("new nurse", "/evidence", "No file here yet"),
    Seen("new nurse", "/pack", "There is nothing to put in yet"),
    Seen("new nurse", "/details", "NMC Pin"),
    Seen("new librarian", "/today", "First steps"),
    Seen("new librarian", "/schedule", "No sessions are planned"),
    Seen("new librarian", "/schedule?show=Past", "will be listed here"),
    Seen("new librarian", "/schedule?show=Month&month=2027-06", "No session in June 2027"),
    Seen("new librarian", "/people?show=Closures", "On which days is a site closed"),
    Seen("new librarian", "/groups", "A group meets again and again"),
    Seen("new librarian", "/articles", "Add the first article"),
    Seen("new librarian", "/people", "Change roles"),
    Seen("new librarian", "/people?show=Invitations", "Nobody is invited at the moment"),
    Seen("new librarian", "/people?show=Sites", "Where do people meet?"),
    Seen("new librarian", "/new_session", "Sessions belong to a group"),
]


def fill() -> dict[str, object]:
    """Something in every list; gives what addresses need."""
    now = datetime.now(UTC)
    by, nurse, other = first_librarian(now), make.person("Siân Ŵyn"), make.person("Another Nurse")
    site_id, group_id, article_id = make.site(by), make.group(by), make.article(by)
    booked, full, free, cancelled, *_ = [
        make.session(
            *(by, group_id),
            starts_at=now + timedelta(days=day + 1),
            capacity=1 if day == 1 else 8,
            articles=() if day == 2 else (article_id,),
        )
        for day in range(32)
    ]
    attended, unmarked = (
        make.session(by, group_id, starts_at=now - timedelta(days=days), articles=(article_id,)) for days in (3, 2)
    )
    for person in (other, make.person("Third Nurse"), nurse):
        carry_out(book, actor=person, session_id=full, now=now)
    for session_id, at in ((booked, now), (attended, now - timedelta(days=4)), (unmarked, now - timedelta(days=4))):
        for person in (nurse, other):
            carry_out(book, actor=person, session_id=session_id, now=at)
    carry_out(cancel_session, actor=by, session_id=cancelled, now=now)
    entries = {nurse.person_id: RegisterEntry(Mark.ATTENDED)}
    carry_out(mark_register, actor=by, session_id=attended, entries=entries, now=now)
    going_on = make.session(by, group_id, starts_at=now - timedelta(minutes=5), capacity=1, articles=(article_id,))
    for minute, person in enumerate((nurse, other)):
        carry_out(book, actor=person, session_id=going_on, now=now - timedelta(days=1, minutes=-minute))
    nurse_role = frozenset({Role.NURSE})
    tokens = [
        carry_out(invite, actor=by, name=name, email=f"{number}@trust.example", roles=nurse_role, now=now)
        for number, name in enumerate(("Invited Person", "Second Person"))
    ]
    registration = Registration(nmc_pin="12A1234B", kinds=("nurse_adult",), renewal_on=date(now.year + 1, 3, 31))
    carry_out(save_registration, actor=nurse, registration=registration)
    draft, finished = written_by(nurse, now)
    beside, version = written_in_two_windows(nurse, now), look_up(versions, actor=nurse, account_id=finished).lines[1]
    soon = local(now + timedelta(days=2)).date()
    closure_id = carry_out(add_closure, actor=by, closure=Closure("Stocktaking", soon, soon))
    return {
        "closure": closure_id,
        "month": month_address(soon),
        "booked": booked,
        "full": full,
        "free": free,
        "cancelled": cancelled,
        "attended": attended,
        **logged_by(nurse, attended, now),
        "now": going_on,
        "draft": draft,
        "finished": finished,
        "beside": beside,
        "version": version.id,
        "group": group_id,
        "article": article_id,
        "site": site_id,
        "person": nurse.person_id,
        "token": tokens[0],
        "nurse": token_of(nurse),
        "librarian": token_of(by),
        "stranger": "",
        **forms_to_sign(now),
    }


def forms_to_sign(now: datetime) -> dict[str, object]:
    """A nurse with a signed discussion who waits for her confirmation, and another who waits for her discussion."""
    asking_nurse, account_ids = ready_nurse("Asking Nurse", now=now)
    discussion = asked(asking_nurse, an_ask(SignOffKind.DISCUSSION, account_ids), now=now)
    signed(discussion.token, now=now)
    confirmation = asked(asking_nurse, an_ask(SignOffKind.CONFIRMATION, account_ids), now=now)
    second, account_ids = ready_nurse("Second Asking Nurse", now=now)
    return {
        "form": discussion.sign_off_id,
        "to_confirm": confirmation.token,
        "to_discuss": asked(second, an_ask(SignOffKind.DISCUSSION, account_ids), now=now).token,
        "asking nurse": token_of(asking_nurse),
    }


def written_in_two_windows(nurse: Actor, now: datetime) -> int:
    """A draft of which two versions wait for a choice."""
    account_id = carry_out(start_account, actor=nurse, session_id=None, now=now)
    for client, answer in (("a" * 32, "From the ward"), ("b" * 32, "From home")):
        draft = Draft(client, 1, 0, Written("Twice", (answer, "", "", "")))
        carry_out(save_draft, actor=nurse, account_id=account_id, draft=draft, now=now)
    return account_id


def written_by(nurse: Actor, now: datetime) -> tuple[int, int]:
    """A draft and a finished account."""
    for answers in (("", "", "", ""), ("One", "Two", "Three\n\nmore", "Four")):
        account_id = carry_out(start_account, actor=nurse, session_id=None, now=now)
        written = Written("On silence", answers, ("preserve_safety",) if answers[0] else ())
        carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=0, now=now)
        if answers[0]:
            carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=now)
    draft, finished = look_up(my_accounts, actor=nurse)
    return draft.id, finished.id


def logged_by(nurse: Actor, attended: int, now: datetime) -> dict[str, object]:
    """A line in each log, a file and a statement."""
    day = now.date()
    feedback = Feedback(day, "Students", "Verbal", "More time to lead.")
    period = PracticePeriod(day, day, "Hospital", "school", "education", 960, "Full time", "nurse", "Teaching")
    carry_out(add_practice_period, actor=nurse, period=period, now=now)
    (line,), _ = look_up(my_cpd, actor=nurse)
    return {
        "entry": line.id,
        "feedback": carry_out(add_feedback, actor=nurse, feedback=feedback, now=now),
        "file": carry_out(add_evidence, actor=nurse, name="certificate.pdf", content=b"%PDF-1.7", now=now),
        "reference": carry_out(issue_statement, actor=nurse, session_id=attended, now=now),
    }


@pytest.fixture(scope="module")
def houses(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """An empty folder, a database with people only, and a full one, all served."""
    void, bare, full = (tmp_path_factory.mktemp(name) for name in ("void", "bare", "full"))
    with filling(bare) as bare_url:
        tokens: dict[str, object] = {
            "new librarian": token_of(first_librarian(datetime.now(UTC))),
            "new nurse": token_of(make.person()),
        }
    with filling(full) as full_url:
        ids = fill()
    with ExitStack() as open_now:
        addresses = [
            open_now.enter_context(serving_app(f"sqlite:///{void / 'void.db'}", void)),
            open_now.enter_context(serving_filled(bare_url, bare)),
            open_now.enter_context(serving_filled(full_url, full)),
        ]
        who = [("first visitor",), ("new librarian", "new nurse"), ("librarian", "nurse", "asking nurse", "stranger")]
        visitors = {
            name: open_now.enter_context(visiting(browser, address, token=str({**ids, **tokens}.get(name, ""))))
            for address, names in zip(addresses, who, strict=True)
            for name in names
        }
        yield Houses(visitors, ids)


@pytest.mark.parametrize("seen", [*NURSE, *LIBRARIAN, *GUEST, *EMPTY], ids=str)
def test_everybody_can_use_every_page(houses: Houses, seen: Seen) -> None:
    look_everywhere(houses, seen)


def test_a_fault_would_be_found(houses: Houses) -> None:
    visitor = houses.see(Seen("stranger", "/", "Sign in"))
    box = visitor.box("E-mail address")
    expect(box).to_be_visible()
    box.evaluate(UNLABEL)
    assert [fault.partition(":")[0] for fault in faults(visitor)] == ["label"]


def test_something_too_wide_would_be_found(houses: Houses) -> None:
    visitor = houses.see(Seen("stranger", "/", "Sign in"))
    visitor.page.set_viewport_size({"width": NARROW, "height": TALL})
    visitor.page.get_by_role("heading", level=1).evaluate("title => { title.style.width = '500px' }")
    assert visitor.page.evaluate(SIDEWAYS)
