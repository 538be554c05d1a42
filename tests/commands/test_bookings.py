from datetime import timedelta

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor
from revalidation.domain.refusals import (
    CapacityBelowBooked,
    NotForYourRole,
    NotFound,
    Overlapping,
    SessionCancelled,
    SessionStarted,
    SessionStartedSoNoCancelling,
)
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.sessions import get_session
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def booked(nurse: Actor, session_id: int, minute: int = 0) -> BookingState:
    return carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))


def seen(nurse: Actor, session_id: int) -> tuple[BookingState | None, int | None]:
    line = look_up(get_session, actor=nurse, session_id=session_id).line
    return line.booking, line.position


def plan(capacity: int) -> SessionPlan:
    return SessionPlan(NOON + timedelta(days=7), 60, capacity, 0, None, "https://meet.example/x")


def full_session(capacity: int = 1) -> tuple[Actor, int, list[Actor]]:
    """A session with everybody booked in order, two more than there are places."""
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=capacity)
    nurses = [make.person(f"Nurse {number}") for number in range(capacity + 2)]
    for minute, nurse in enumerate(nurses):
        booked(nurse, session_id, minute)
    return by, session_id, nurses


def test_places_go_to_whoever_books_first_and_the_rest_wait_in_order() -> None:
    _, session_id, nurses = full_session(capacity=2)
    assert [seen(nurse, session_id) for nurse in nurses] == [
        (BookingState.CONFIRMED, None),
        (BookingState.CONFIRMED, None),
        (BookingState.WAITING, 1),
        (BookingState.WAITING, 2),
    ]


def test_booking_twice_changes_nothing() -> None:
    _, session_id, (first, *_) = full_session()
    assert booked(first, session_id, 50) is BookingState.CONFIRMED
    assert look_up(get_session, actor=first, session_id=session_id).line.places_taken == 1


def test_a_freed_place_goes_to_the_longest_waiting() -> None:
    _, session_id, (first, second, third) = full_session()
    carry_out(cancel_booking, actor=first, session_id=session_id, now=NOON + timedelta(hours=1))
    assert seen(second, session_id) == (BookingState.CONFIRMED, None)
    assert seen(third, session_id) == (BookingState.WAITING, 1)


def test_cancelling_twice_frees_one_place() -> None:
    _, session_id, (first, *_) = full_session()
    for hour in (1, 2):
        carry_out(cancel_booking, actor=first, session_id=session_id, now=NOON + timedelta(hours=hour))
    line = look_up(get_session, actor=first, session_id=session_id).line
    assert (line.places_taken, line.waiting) == (1, 1)


def test_whoever_comes_back_goes_to_the_end_of_the_queue() -> None:
    _, session_id, (first, second, third) = full_session()
    carry_out(cancel_booking, actor=second, session_id=session_id, now=NOON + timedelta(hours=1))
    booked(second, session_id, 90)
    assert seen(third, session_id) == (BookingState.WAITING, 1)
    assert seen(second, session_id) == (BookingState.WAITING, 2)
    assert seen(first, session_id) == (BookingState.CONFIRMED, None)


def test_more_places_go_to_those_who_wait() -> None:
    by, session_id, nurses = full_session()
    carry_out(change_session, actor=by, session_id=session_id, plan=plan(capacity=2), now=NOON)
    assert [seen(nurse, session_id)[0] for nurse in nurses] == [
        BookingState.CONFIRMED,
        BookingState.CONFIRMED,
        BookingState.WAITING,
    ]


def test_fewer_places_than_people_booked_are_refused_with_their_names() -> None:
    by, session_id, nurses = full_session(capacity=2)
    with pytest.raises(CapacityBelowBooked, match=r"^2 people.*: Nurse 0, Nurse 1\.$") as refused:
        carry_out(change_session, actor=by, session_id=session_id, plan=plan(capacity=1), now=NOON)
    assert refused.value.field == "capacity"
    assert seen(nurses[1], session_id)[0] is BookingState.CONFIRMED


def test_booking_closes_at_the_start_and_names_the_next_date() -> None:
    by = make.librarian()
    group_id = make.group(by)
    session_id = make.session(by, group_id, starts_at=NOON + timedelta(days=1))
    make.session(by, group_id, starts_at=NOON + timedelta(days=30))
    nurse = make.person()
    with pytest.raises(SessionStarted, match=r"started on Wed 2 Dec 2026, 12:00.*Thu 31 Dec 2026, 12:00"):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(days=1))


def test_a_booking_stands_once_the_session_has_started() -> None:
    _, session_id, (first, *_) = full_session()
    with pytest.raises(SessionStartedSoNoCancelling):
        carry_out(cancel_booking, actor=first, session_id=session_id, now=NOON + timedelta(days=7))


def test_two_sessions_at_once_are_refused_and_back_to_back_is_fine() -> None:
    by = make.librarian()
    start = NOON + timedelta(days=7)
    early = make.session(by, make.group(by), starts_at=start)
    group_id = make.group(by, "Other readers")
    overlapping = make.session(by, group_id, starts_at=start + timedelta(minutes=59))
    following = make.session(by, group_id, starts_at=start + timedelta(minutes=60))
    nurse = make.person()
    booked(nurse, early)
    with pytest.raises(Overlapping, match="Evening readers"):
        booked(nurse, overlapping)
    assert booked(nurse, following) is BookingState.CONFIRMED


def test_a_cancelled_session_takes_nobody() -> None:
    by, session_id, (first, *_) = full_session()
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    assert seen(first, session_id)[0] is BookingState.CANCELLED
    with pytest.raises(SessionCancelled):
        booked(first, session_id)


def test_only_a_nurse_books_and_only_a_librarian_changes_sessions() -> None:
    by, session_id, (first, *_) = full_session()
    with pytest.raises(NotForYourRole):
        booked(by, session_id)
    with pytest.raises(NotForYourRole):
        carry_out(cancel_session, actor=first, session_id=session_id, now=NOON)


def test_a_session_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound):
        booked(make.person(), 4711)


def test_a_refusal_leaves_nothing_behind() -> None:
    def half_done(db: Db) -> None:
        db.add(PersonRow(email="x@y.z", name="X", created_at=NOON))
        db.flush()
        raise NotFound(what="session")

    def names(db: Db) -> list[str]:
        return list(db.scalars(select(PersonRow.name)))

    with pytest.raises(NotFound):
        carry_out(half_done)
    assert look_up(names) == []
