from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, confirm_booking
from revalidation.commands.due import (
    ask_who_comes,
    put_off_answers,
    settle_session,
    warn_of_too_few,
    write_afterwards,
    write_reminders,
)
from revalidation.commands.messages import claim_message, note_dropped, note_sent
from revalidation.commands.sessions import change_session
from revalidation.domain.bookings import BookingState
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor
from revalidation.domain.places import PlaceRules
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.due import sessions_to_settle
from revalidation.queries.sessions import get_session
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.sessions import GroupSessionRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = NOON + timedelta(days=10)
ASKING = PlaceRules(confirm_days=3)


def messages(db: Db, *, kind: MessageKind) -> list[tuple[int | None, object]]:
    rows = db.scalars(select(MessageRow).where(MessageRow.kind == kind).order_by(MessageRow.id))
    return [(row.person_id, row.due_at) for row in rows]


def told(kind: MessageKind) -> list[int | None]:
    return [person_id for person_id, _ in look_up(messages, kind=kind)]


def plan(**changes: object) -> SessionPlan:
    whole = SessionPlan(START, 60, 1, 0, None, "https://meet.example/readers")
    return replace(whole, **changes)  # type: ignore[arg-type]


def full_session(rules: PlaceRules = PlaceRules(), *, waiting: int = 1) -> tuple[Actor, int, list[Actor]]:  # noqa: B008
    """One place, taken by the first of these nurses; the others wait."""
    by = make.librarian()
    session_id = make.session(by, make.group(by, rules=rules), capacity=1, starts_at=START)
    nurses = [make.person(f"Nurse {number}") for number in range(1 + waiting)]
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    return by, session_id, nurses


def state(nurse: Actor, session_id: int) -> BookingState | None:
    return look_up(get_session, actor=nurse, session_id=session_id).line.booking


def states(nurses: Sequence[Actor], session_id: int) -> list[BookingState | None]:
    return [state(nurse, session_id) for nurse in nurses]


def settled(now: object) -> list[int]:
    found = look_up(sessions_to_settle, now=now)  # type: ignore[arg-type]
    for session_id in found:
        carry_out(settle_session, session_id=session_id, now=now)  # type: ignore[arg-type]
    return found


def all_gone(now: object) -> None:
    """The mail server takes everything that waits."""
    while claimed := carry_out(claim_message, now=now):  # type: ignore[arg-type]
        assert carry_out(note_sent, claimed=claimed, now=now)  # type: ignore[arg-type]


def test_an_offer_that_ran_out_is_found_and_goes_to_the_next() -> None:
    by, session_id, nurses = full_session(waiting=2)
    carry_out(change_session, actor=by, session_id=session_id, plan=plan(capacity=2), now=NOON)
    assert look_up(sessions_to_settle, now=NOON + HOUR) == []
    later = NOON + 3 * DAY
    assert settled(later) == [session_id]
    assert states(nurses, session_id) == [BookingState.CONFIRMED, BookingState.CANCELLED, BookingState.OFFERED]
    assert look_up(sessions_to_settle, now=later) == []


def test_a_place_that_lies_idle_while_people_wait_is_found() -> None:
    _by, session_id, nurses = full_session()

    def make_room(db: Db) -> None:
        db.execute(update(GroupSessionRow).where(GroupSessionRow.id == session_id).values(capacity=2))

    carry_out(make_room)
    near = START - HOUR
    assert settled(near) == [session_id]
    assert told(MessageKind.FIRST_TO_CLAIM) == [nurses[1].person_id]
    assert look_up(sessions_to_settle, now=near) == []


def test_everybody_with_a_place_is_reminded_once_for_each_of_the_days() -> None:
    _by, _session_id, (nurse, _waiting) = full_session()
    seven, one = START - 7 * DAY, START - DAY
    for moment in (seven - HOUR, seven, seven, seven + HOUR, one, one + HOUR, START, START + HOUR):
        carry_out(write_reminders, now=moment)
    assert look_up(messages, kind=MessageKind.REMINDER) == [(nurse.person_id, seven), (nurse.person_id, one)]


def test_whoever_books_after_the_moment_of_a_reminder_gets_the_next_one_only() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=START)
    nurse = make.person()
    carry_out(book, actor=nurse, session_id=session_id, now=START - 6 * DAY)
    carry_out(write_reminders, now=START - 6 * DAY + HOUR)
    assert told(MessageKind.REMINDER) == []
    carry_out(write_reminders, now=START - DAY)
    assert told(MessageKind.REMINDER) == [nurse.person_id]


def test_a_session_that_moves_is_reminded_of_anew() -> None:
    by, session_id, _nurses = full_session()
    carry_out(write_reminders, now=START - DAY)
    change = plan(starts_at=START + 7 * DAY)
    carry_out(change_session, actor=by, session_id=session_id, plan=change, now=START - DAY + HOUR)
    carry_out(write_reminders, now=START + HOUR)
    carry_out(write_reminders, now=START + 6 * DAY)
    assert [at for _, at in look_up(messages, kind=MessageKind.REMINDER)] == [
        START - DAY,
        START + HOUR,  # a week before the new start
        START + 6 * DAY,
    ]


def test_people_are_asked_once_and_have_a_waking_day_to_answer() -> None:
    _by, session_id, nurses = full_session(ASKING)
    asks_at = START - 3 * DAY
    carry_out(ask_who_comes, now=asks_at - HOUR)
    assert told(MessageKind.CONFIRM) == []
    for moment in (asks_at, asks_at + HOUR):
        carry_out(ask_who_comes, now=moment)
    assert told(MessageKind.CONFIRM) == [nurses[0].person_id]
    all_gone(asks_at)
    assert look_up(sessions_to_settle, now=asks_at + 22 * HOUR) == []
    assert settled(asks_at + 23 * HOUR) == [session_id]
    assert states(nurses, session_id) == [BookingState.CANCELLED, BookingState.OFFERED]


def test_whoever_says_that_she_comes_keeps_her_place() -> None:
    _by, session_id, nurses = full_session(ASKING)
    asks_at = START - 3 * DAY
    carry_out(ask_who_comes, now=asks_at)
    all_gone(asks_at)
    carry_out(confirm_booking, actor=nurses[0], session_id=session_id, now=asks_at + HOUR)
    assert settled(asks_at + 2 * DAY) == []
    assert state(nurses[0], session_id) is BookingState.CONFIRMED


def test_whoever_booked_after_the_asking_began_is_not_asked() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by, rules=ASKING), starts_at=START)
    carry_out(book, actor=make.person(), session_id=session_id, now=START - 2 * DAY)
    carry_out(ask_who_comes, now=START - 2 * DAY + HOUR)
    assert told(MessageKind.CONFIRM) == []


def test_nobody_loses_a_place_over_a_question_that_never_went_out() -> None:
    _by, session_id, nurses = full_session(ASKING)
    asks_at = START - 3 * DAY
    carry_out(ask_who_comes, now=asks_at)
    assert settled(asks_at + 2 * DAY) == []

    def drop(db: Db) -> None:
        while claimed := claim_message(db, now=asks_at):
            note_dropped(db, claimed=claimed, now=asks_at)
            db.flush()

    carry_out(drop)
    assert settled(asks_at + 2 * DAY) == []
    assert state(nurses[0], session_id) is BookingState.CONFIRMED


def test_the_time_to_answer_is_counted_from_when_the_question_goes_out() -> None:
    _by, session_id, nurses = full_session(ASKING)
    asks_at = START - 3 * DAY
    carry_out(ask_who_comes, now=asks_at)
    late = asks_at + DAY
    carry_out(put_off_answers, now=late)
    all_gone(late)
    carry_out(put_off_answers, now=late + HOUR)
    assert settled(late + 22 * HOUR) == []
    assert settled(late + 23 * HOUR) == [session_id]
    assert state(nurses[0], session_id) is BookingState.CANCELLED


def test_who_was_there_is_asked_to_write_about_it_once_it_has_ended() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=START)
    there, absent = make.person("Was There"), make.person("Was Not")
    for nurse in (there, absent):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    make.attended(by, session_id, there, now=START)
    carry_out(write_afterwards, now=START + timedelta(minutes=30))
    assert told(MessageKind.AFTERWARDS) == []
    for _ in range(2):
        carry_out(write_afterwards, now=START + HOUR)
    assert look_up(messages, kind=MessageKind.AFTERWARDS) == [(there.person_id, START + HOUR)]


def test_a_register_that_is_marked_at_night_asks_in_the_morning_and_one_of_last_month_not_at_all() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=START)
    nurse = make.person()
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    make.attended(by, session_id, nurse, now=START)
    carry_out(write_afterwards, now=START + 15 * DAY)
    assert told(MessageKind.AFTERWARDS) == []
    carry_out(write_afterwards, now=START + 11 * HOUR)
    assert look_up(messages, kind=MessageKind.AFTERWARDS) == [(nurse.person_id, START + 20 * HOUR)]


def test_the_facilitator_hears_of_too_few_people_once_two_days_before() -> None:
    by, leads = make.librarian(), make.librarian("Lead Er")
    group_id = make.group(by)
    session_id = make.session(by, group_id, starts_at=START, capacity=4)
    change = plan(capacity=4, minimum_attendance=2, facilitator_id=leads.person_id)
    carry_out(change_session, actor=by, session_id=session_id, plan=change, now=NOON)
    carry_out(warn_of_too_few, now=START - 49 * HOUR)
    assert told(MessageKind.BELOW_MINIMUM) == []
    for _ in range(2):
        carry_out(warn_of_too_few, now=START - 48 * HOUR)
    assert told(MessageKind.BELOW_MINIMUM) == [leads.person_id]


def test_without_a_facilitator_every_librarian_hears_of_it_and_no_nurse() -> None:
    by, other = make.librarian(), make.librarian("Other Librarian")
    make.person()
    session_id = make.session(by, make.group(by), starts_at=START, capacity=4)
    change = plan(capacity=4, minimum_attendance=2)
    carry_out(change_session, actor=by, session_id=session_id, plan=change, now=NOON)
    carry_out(warn_of_too_few, now=START - 47 * HOUR)
    assert told(MessageKind.BELOW_MINIMUM) == [by.person_id, other.person_id]
