from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session
from revalidation.domain.people import Actor
from revalidation.domain.refusals import (
    MinutesNeeded,
    NotForYourRole,
    NotFound,
    NotOnTheRegister,
    RegisterNotOpen,
    SessionCancelled,
)
from revalidation.domain.register import Mark
from revalidation.queries.register import register, unmarked_registers
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
END = START + timedelta(hours=1)
CAME = RegisterEntry(Mark.ATTENDED)


def booked_session(number: int = 2, capacity: int = 8) -> tuple[Actor, int, list[Actor]]:
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=START, capacity=capacity)
    nurses = [make.person(f"Nurse {one}") for one in range(number)]
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    return by, session_id, nurses


def marks(by: Actor, session_id: int) -> list[tuple[Mark | None, int | None]]:
    return [(line.mark, line.minutes) for line in look_up(register, actor=by, session_id=session_id)]


def test_everybody_with_a_place_is_marked_with_the_minutes_that_count() -> None:
    by, session_id, (first, second, third) = booked_session(3)
    entries = {
        first.person_id: CAME,
        second.person_id: RegisterEntry(Mark.ATTENDED_PART, 25),
        third.person_id: RegisterEntry(Mark.DID_NOT_ATTEND),
    }
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=END)
    assert marks(by, session_id) == [(Mark.ATTENDED, 60), (Mark.ATTENDED_PART, 25), (Mark.DID_NOT_ATTEND, 0)]


def test_a_mark_is_corrected_and_taken_back_and_the_others_stay() -> None:
    by, session_id, (first, second) = booked_session()
    make.attended(by, session_id, first, second, now=END)
    for entry, expected in (
        (RegisterEntry(Mark.ATTENDED_PART, 10), (Mark.ATTENDED_PART, 10)),
        (RegisterEntry(None), (None, None)),
        (RegisterEntry(None), (None, None)),
        (CAME, (Mark.ATTENDED, 60)),
    ):
        carry_out(mark_register, actor=by, session_id=session_id, entries={first.person_id: entry}, now=END)
        assert marks(by, session_id) == [expected, (Mark.ATTENDED, 60)]


@pytest.mark.parametrize(
    ("before", "is_open"),
    [(timedelta(minutes=15), True), (timedelta(minutes=15, seconds=1), False), (timedelta(days=-400), True)],
)
def test_the_register_opens_a_quarter_of_an_hour_before_the_start_and_stays_open(
    before: timedelta, *, is_open: bool
) -> None:
    by, session_id, (first, _) = booked_session()
    if is_open:
        make.attended(by, session_id, first, now=START - before)
        assert marks(by, session_id)[0] == (Mark.ATTENDED, 60)
        return
    with pytest.raises(RegisterNotOpen, match="Tue 8 Dec 2026, 11:45"):
        make.attended(by, session_id, first, now=START - before)


def test_only_people_with_a_place_are_marked_and_a_wrong_entry_marks_nobody() -> None:
    by, session_id, (first, second, waiting) = booked_session(3, capacity=2)
    stranger = make.person("Nurse Elsewhere")
    for wrong in (waiting, stranger, by):
        with pytest.raises(NotOnTheRegister):
            make.attended(by, session_id, first, second, wrong, now=END)
    assert marks(by, session_id) == [(None, None)] * 3


def test_whoever_has_cancelled_is_not_marked() -> None:
    by, session_id, (first, second) = booked_session()
    carry_out(cancel_booking, actor=first, session_id=session_id, now=NOON)
    with pytest.raises(NotOnTheRegister):
        make.attended(by, session_id, first, now=END)
    make.attended(by, session_id, second, now=END)


@pytest.mark.parametrize("minutes", [None, 0, 61])
def test_a_part_without_sensible_minutes_marks_nobody(minutes: int | None) -> None:
    by, session_id, (first, second) = booked_session()
    entries = {first.person_id: CAME, second.person_id: RegisterEntry(Mark.ATTENDED_PART, minutes)}
    with pytest.raises(MinutesNeeded, match="between 1 and 60"):
        carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=END)
    assert marks(by, session_id) == [(None, None)] * 2


def test_a_session_that_was_called_off_has_no_register_to_mark() -> None:
    by, session_id, (first, _) = booked_session()
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    with pytest.raises(SessionCancelled):
        make.attended(by, session_id, first, now=END)
    assert look_up(unmarked_registers, actor=by, now=END) == []


def test_only_librarians_mark_and_see_the_register() -> None:
    by, session_id, (first, _) = booked_session()
    with pytest.raises(NotForYourRole):
        make.attended(first, session_id, first, now=END)
    with pytest.raises(NotForYourRole):
        look_up(register, actor=first, session_id=session_id)
    with pytest.raises(NotForYourRole):
        look_up(unmarked_registers, actor=first, now=END)
    with pytest.raises(NotFound):
        make.attended(by, 4711, first, now=END)
    assert marks(by, session_id) == [(None, None)] * 2
