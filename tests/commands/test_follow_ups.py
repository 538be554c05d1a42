from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.additions import add_to_account
from revalidation.commands.bookings import book
from revalidation.commands.follow_ups import answer_by_link, answer_follow_up, ask_follow_ups
from revalidation.commands.installation import claim, set_follow_up_days
from revalidation.commands.messages import claim_message, note_sent, stop_messages
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.data_refusals import AnswerNeeded, NoSuchFollowUp, NotFollowUpDays, NothingToAdd
from revalidation.domain.follow_ups import LINK_LIFE, MOST_DAYS, Used
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import ChangedElsewhere, NotForYourRole, NotFound, TooLong
from revalidation.domain.register import Mark
from revalidation.queries.accounts import get_account
from revalidation.queries.follow_ups import (
    FollowUpLine,
    find_linked_follow_up,
    find_my_follow_up,
    follow_up_counts,
    my_open_follow_ups,
)
from revalidation.queries.installation import follow_up_days
from revalidation.queries.letters import find_letter
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.links import link_token
from revalidation.storage.messages import MessageRow
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = NOON + 7 * DAY
ASKED = START + HOUR + 30 * DAY
WHOLE = Written("On silence", ("One", "Two", "I changed.", "Four"), ("preserve_safety",))


def attended_session(*nurses: Actor, days: int = 30) -> tuple[Actor, int]:
    carry_out(claim_first, days=days)
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=START)
    for nurse in nurses or (make.person(),):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
        make.attended(by, session_id, nurse, now=START + HOUR)
    return by, session_id


def claim_first(db: Db, *, days: int) -> None:
    """Set the installation up, on a database where people may be already."""
    from revalidation.storage.installation import InstallationRow  # noqa: PLC0415

    db.add(
        InstallationRow(
            id=1,
            set_up_at=NOON,
            is_demonstration=False,
            quiet_begins=NOON.time(),
            quiet_ends=NOON.time(),
            follow_up_days=days,
        )
    )


def written(db: Db) -> list[tuple[int | None, datetime]]:
    rows = db.scalars(select(MessageRow).where(MessageRow.kind == MessageKind.FOLLOW_UP).order_by(MessageRow.id))
    return [(row.person_id, row.created_at) for row in rows]


def token_of(db: Db, *, person_id: int) -> str:
    return link_token("follow_up", db.scalars(select(FollowUpRow.id).where(FollowUpRow.person_id == person_id)).one())


def all_gone(now: datetime) -> None:
    """The mail server takes everything that waits."""
    while claimed := carry_out(claim_message, now=now):
        assert carry_out(note_sent, claimed=claimed, now=now)


def worker(*moments: datetime) -> None:
    """A worker that asks, and whose messages go out, at these moments."""
    for moment in moments:
        carry_out(ask_follow_ups, now=moment)
        all_gone(moment)


def asked_nurse() -> tuple[Actor, Actor, int]:
    nurse = make.person()
    by, session_id = attended_session(nurse)
    worker(ASKED)
    return by, nurse, session_id


def test_whoever_attended_is_asked_once_and_reminded_twice_and_then_never_more() -> None:
    nurse = make.person()
    attended_session(nurse)
    worker(*(START + hours * 12 * HOUR for hours in range(2 * 150)))
    first, second, third = (at for _, at in look_up(written))
    assert [person_id for person_id, _ in look_up(written)] == [nurse.person_id] * 3
    assert ASKED <= first < ASKED + 12 * HOUR
    assert second - first == third - second == 7 * DAY


def test_many_workers_at_once_ask_once() -> None:
    nurses = [make.person(f"Nurse {number}") for number in range(3)]
    attended_session(*nurses)
    for moment in (ASKED, ASKED + 7 * DAY):
        outcomes = at_once([partial(carry_out, ask_follow_ups, now=moment)] * 6)
        assert sorted(map(str, outcomes)) == ["0"] * 5 + ["3"]
        all_gone(moment)
    assert len(look_up(written)) == 6


def test_whoever_did_not_come_is_not_asked_and_whoever_was_taken_off_is_not_reminded() -> None:
    came, absent = make.person("Nurse Came"), make.person("Nurse Absent")
    by, session_id = attended_session(came)
    carry_out(book, actor=absent, session_id=session_id, now=NOON)
    entries = {absent.person_id: RegisterEntry(Mark.DID_NOT_ATTEND)}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=START + HOUR)
    worker(ASKED)
    assert look_up(written) == [(came.person_id, ASKED)]
    entries = {came.person_id: RegisterEntry(Mark.DID_NOT_ATTEND)}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=ASKED + DAY)
    worker(ASKED + 7 * DAY)
    assert look_up(written) == [(came.person_id, ASKED)]


@pytest.mark.parametrize(("days", "moment"), [(0, ASKED), (30, ASKED + 14 * DAY), (30, ASKED + 400 * DAY)])
def test_nobody_is_asked_where_it_is_switched_off_or_long_past(days: int, moment: datetime) -> None:
    attended_session(days=days)
    worker(moment)
    assert look_up(written) == []


def test_nobody_is_reminded_of_a_message_that_has_not_gone_out() -> None:
    attended_session()
    for weeks in range(5):
        carry_out(ask_follow_ups, now=ASKED + weeks * 7 * DAY)
    assert len(look_up(written)) == 1
    all_gone(ASKED + 35 * DAY)
    worker(ASKED + 41 * DAY)
    assert len(look_up(written)) == 1
    worker(ASKED + 42 * DAY)
    assert len(look_up(written)) == 2


def test_an_answer_ends_the_reminders_and_drops_what_waits() -> None:
    nurse = make.person()
    _by, session_id = attended_session(nurse)
    carry_out(ask_follow_ups, now=ASKED)
    (message_id,) = look_up(lambda db: list(db.scalars(select(MessageRow.id).where(MessageRow.key.like("follow%")))))
    letter = look_up(find_letter, message_id=message_id, now=ASKED)
    assert letter
    assert letter.follow_up_token == look_up(token_of, person_id=nurse.person_id)
    carry_out(answer_follow_up, actor=nurse, session_id=session_id, used=Used.YES, words="", now=ASKED)
    assert look_up(find_letter, message_id=message_id, now=ASKED) is None
    worker(ASKED + 7 * DAY)
    assert len(look_up(written)) == 1


def test_whoever_has_stopped_these_messages_is_neither_asked_nor_reminded() -> None:
    nurse, other = make.person("Nurse One"), make.person("Nurse Two")
    _by, _session_id = attended_session(nurse, other)
    kind = MessageKind.FOLLOW_UP
    carry_out(stop_messages, token=link_token("messages", nurse.person_id), kind=kind)
    worker(ASKED)
    assert look_up(written) == [(other.person_id, ASKED)]
    carry_out(stop_messages, token=link_token("messages", other.person_id), kind=kind)
    worker(ASKED + 7 * DAY)
    assert len(look_up(written)) == 1


def test_an_answer_by_the_link_is_kept_and_can_be_changed_but_not_read() -> None:
    _by, nurse, session_id = asked_nurse()
    token = look_up(token_of, person_id=nurse.person_id)
    carry_out(answer_by_link, token=token, used=Used.NOT_YET, words="Too busy.", now=ASKED)
    shown = look_up(find_linked_follow_up, token=token, now=ASKED)
    assert shown
    assert "Too busy" not in repr(shown)
    carry_out(answer_by_link, token=token, used=Used.YES, words="Now I did.", now=ASKED + HOUR)
    mine = look_up(find_my_follow_up, actor=nurse, session_id=session_id)
    assert mine
    assert (mine.used, mine.words, mine.answered_at) == (Used.YES, "Too busy.\n\nNow I did.", ASKED + HOUR)
    carry_out(answer_follow_up, actor=nurse, session_id=session_id, used=Used.YES, words="Tidied.", now=ASKED)
    mine = look_up(find_my_follow_up, actor=nurse, session_id=session_id)
    assert mine
    assert mine.words == "Tidied."


def test_a_link_that_is_wrong_too_old_or_of_another_kind_leads_nowhere() -> None:
    _by, nurse, _session_id = asked_nurse()
    token = look_up(token_of, person_id=nurse.person_id)
    number, signature = token.split(".")
    wrong = ["", "1", f"{int(number) + 1}.{signature}", link_token("booking", int(number)), f"{number}.{'x' * 32}"]
    for each, now in [*((each, ASKED) for each in wrong), (token, ASKED + LINK_LIFE)]:
        assert look_up(find_linked_follow_up, token=each, now=now) is None
        with pytest.raises(NoSuchFollowUp):
            carry_out(answer_by_link, token=each, used=Used.YES, words="", now=now)
    assert look_up(find_linked_follow_up, token=token, now=ASKED + LINK_LIFE - HOUR)


def test_an_answer_must_be_chosen_and_words_have_a_limit() -> None:
    _by, nurse, session_id = asked_nurse()

    def answer(used: Used | None, words: str) -> None:
        carry_out(answer_follow_up, actor=nurse, session_id=session_id, used=used, words=words, now=ASKED)

    with pytest.raises(AnswerNeeded):
        answer(None, "x")
    with pytest.raises(TooLong):
        answer(Used.YES, "x" * 20_001)
    answer(Used.YES, "x" * 20_000)


def test_nobody_else_answers_or_sees_it() -> None:
    by, _nurse, session_id = asked_nurse()
    other = make.person("Other Nurse")
    with pytest.raises(NotFound):
        carry_out(answer_follow_up, actor=other, session_id=session_id, used=Used.YES, words="", now=ASKED)
    assert look_up(find_my_follow_up, actor=other, session_id=session_id) is None
    assert look_up(my_open_follow_ups, actor=other) == []
    with pytest.raises(NotForYourRole):
        look_up(find_my_follow_up, actor=by, session_id=session_id)
    with pytest.raises(NotForYourRole):
        look_up(follow_up_counts, actor=other)


def test_librarians_see_how_many_said_what() -> None:
    nurses = [make.person(f"Nurse {number}") for number in range(7)]
    by, session_id = attended_session(*nurses)
    worker(ASKED)
    said = (Used.YES, Used.YES, Used.YES, Used.NOT_YET, Used.NO)
    for number, (nurse, used) in enumerate(zip(nurses, said, strict=False), start=1):
        carry_out(answer_follow_up, actor=nurse, session_id=session_id, used=used, words="Mine", now=ASKED)
        (line,) = look_up(follow_up_counts, actor=by)
        assert (line.counts.asked, line.counts.answered) == (7, number)
        assert (line.counts.shown is not None) is (number >= 5)
    assert isinstance(line, FollowUpLine)
    assert (line.site, line.group) == ("Online", "Evening readers")
    assert line.counts.by_answer == {Used.YES: 3, Used.NOT_YET: 1, Used.NO: 1}


def test_the_days_are_set_by_librarians_only_and_within_a_year() -> None:
    carry_out(claim, is_demonstration=False, now=NOON)
    by, nurse = make.librarian(), make.person()
    assert look_up(follow_up_days, actor=by) == 30
    for days in (0, MOST_DAYS):
        carry_out(set_follow_up_days, actor=by, days=days)
        assert look_up(follow_up_days, actor=by) == days
    for days in (-1, MOST_DAYS + 1):
        with pytest.raises(NotFollowUpDays):
            carry_out(set_follow_up_days, actor=by, days=days)
    with pytest.raises(NotForYourRole):
        carry_out(set_follow_up_days, actor=nurse, days=3)


def add(nurse: Actor, session_id: int, words: str, revision: int) -> int:
    return carry_out(add_to_account, actor=nurse, session_id=session_id, words=words, revision=revision, now=ASKED)


def account_about(nurse: Actor, session_id: int, *, is_finished: bool) -> int:
    account_id = carry_out(start_account, actor=nurse, session_id=session_id, now=START + HOUR)
    carry_out(save_account, actor=nurse, account_id=account_id, written=WHOLE, revision=0, now=START + HOUR)
    if is_finished:
        carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=START + HOUR)
    return account_id


@pytest.mark.parametrize("is_finished", [False, True])
def test_words_become_a_dated_addition_to_question_3_once(*, is_finished: bool) -> None:
    _by, nurse, session_id = asked_nurse()
    account_id = account_about(nurse, session_id, is_finished=is_finished)
    assert add(nurse, session_id, "And again.", 1) == account_id
    account = look_up(get_account, actor=nurse, account_id=account_id)
    assert account.written.answers == ("One", "Two", "I changed.\n\nAdded Thu 7 Jan 2027: And again.", "Four")
    assert account.state is (AccountState.FINISHED if is_finished else AccountState.DRAFT)
    assert (account.revision, account.saved_at) == (2, ASKED)
    add(nurse, session_id, "And again.", 2)
    assert look_up(get_account, actor=nurse, account_id=account_id) == account
    mine = look_up(find_my_follow_up, actor=nurse, session_id=session_id)
    assert mine
    assert mine.added_to_id == account_id


def test_an_addition_never_overwrites_what_another_window_saved_and_is_never_empty() -> None:
    _by, nurse, session_id = asked_nurse()
    with pytest.raises(NotFound):
        add(nurse, session_id, "And again.", 0)
    account_id = account_about(nurse, session_id, is_finished=True)
    with pytest.raises(NothingToAdd):
        add(nurse, session_id, " \n", 1)
    with pytest.raises(ChangedElsewhere):
        add(nurse, session_id, "And again.", 0)
    account = look_up(get_account, actor=nurse, account_id=account_id)
    assert (account.written, account.state) == (WHOLE, AccountState.FINISHED)
    other = make.person("Other Nurse")
    with pytest.raises(NotFound):
        add(other, session_id, "x", 1)


def test_whoever_holds_both_roles_is_asked_as_a_nurse() -> None:
    both = make.person("Both", Role.NURSE, Role.LIBRARIAN)
    attended_session(both)
    worker(ASKED)
    assert look_up(written) == [(both.person_id, ASKED)]
