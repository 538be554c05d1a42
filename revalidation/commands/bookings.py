"""Booking a place, waiting for one, and giving it back. One set of acts decides, whoever acts (rule 1).

Each begins by holding the session's row, so that all changes to one session happen one after another; the conditional
update of `places_taken` and the constraints of the table stand behind it.
"""

from datetime import datetime

from sqlalchemy import func, select, update

from revalidation.domain.bookings import LIVE, BookingState, state_for_newcomer
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import (
    Overlapping,
    SessionCancelled,
    SessionStarted,
    SessionStartedSoNoCancelling,
)
from revalidation.domain.sessions import SessionState, can_be_booked
from revalidation.domain.times import said_moment, said_span
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_held
from revalidation.storage.sessions import GroupSessionRow


def book(db: Db, *, actor: Actor, session_id: int, now: datetime) -> BookingState:
    """A place, or one on the waiting list; booking twice changes nothing.

    Raises SessionStarted, SessionCancelled, Overlapping.
    """
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "account")  # so that two bookings of one nurse see each other
    session = get_held(db, GroupSessionRow, session_id, "session")
    already = _find_live(db, session_id, actor.person_id)
    if already is not None:
        return already.state
    _must_be_bookable(db, session, now)
    _must_not_overlap(db, session, actor.person_id)
    state = state_for_newcomer(
        capacity=session.capacity, places_taken=session.places_taken, waiting=_count_waiting(db, session_id)
    )
    if state is BookingState.CONFIRMED and not _take_place(db, session_id):
        state = BookingState.WAITING
    db.add(BookingRow(session_id=session_id, person_id=actor.person_id, state=state, queued_at=now, changed_at=now))
    db.flush()
    return state


def cancel_booking(db: Db, *, actor: Actor, session_id: int, now: datetime) -> None:
    """Give one's place back; it goes to the longest-waiting. Cancelling twice changes nothing.

    Raises SessionStartedSoNoCancelling.
    """
    actor.must_be(Role.NURSE)
    session = get_held(db, GroupSessionRow, session_id, "session")
    booking = _find_live(db, session_id, actor.person_id)
    if booking is None:
        return
    if now >= session.starts_at:
        raise SessionStartedSoNoCancelling(when=said_moment(session.starts_at))
    held_a_place = booking.state is not BookingState.WAITING
    booking.state, booking.changed_at = BookingState.CANCELLED, now
    db.flush()
    if held_a_place:
        _free_place(db, session_id)
        fill_free_places(db, session_id=session_id, now=now)


def fill_free_places(db: Db, *, session_id: int, now: datetime) -> None:
    """Give free places to those who wait, longest first, until one of the two runs out. The session's row is held."""
    session = get_held(db, GroupSessionRow, session_id, "session")
    if not can_be_booked(session.state, session.starts_at, now):
        return
    waiting = (
        select(BookingRow)
        .where(BookingRow.session_id == session_id, BookingRow.state == BookingState.WAITING)
        .order_by(BookingRow.queued_at, BookingRow.id)
        .limit(session.capacity - session.places_taken)
    )
    for booking in db.scalars(waiting).all():
        if _take_place(db, session_id):
            booking.state, booking.changed_at = BookingState.CONFIRMED, now


def _find_live(db: Db, session_id: int, person_id: int) -> BookingRow | None:
    return db.scalars(
        select(BookingRow).where(
            BookingRow.session_id == session_id, BookingRow.person_id == person_id, BookingRow.state.in_(LIVE)
        )
    ).one_or_none()


def _count_waiting(db: Db, session_id: int) -> int:
    waiting = select(func.count()).where(BookingRow.session_id == session_id, BookingRow.state == BookingState.WAITING)
    return db.scalar(waiting) or 0


def _take_place(db: Db, session_id: int) -> bool:
    taken = db.scalar(
        update(GroupSessionRow)
        .where(GroupSessionRow.id == session_id, GroupSessionRow.places_taken < GroupSessionRow.capacity)
        .values(places_taken=GroupSessionRow.places_taken + 1)
        .returning(GroupSessionRow.id)
        .execution_options(synchronize_session=False)  # get_held reads the row anew
    )
    return taken is not None


def _free_place(db: Db, session_id: int) -> None:
    db.execute(
        update(GroupSessionRow)
        .where(GroupSessionRow.id == session_id)
        .values(places_taken=GroupSessionRow.places_taken - 1)
        .execution_options(synchronize_session=False)
    )


def _must_be_bookable(db: Db, session: GroupSessionRow, now: datetime) -> None:
    if can_be_booked(session.state, session.starts_at, now):
        return
    following = db.scalar(
        select(func.min(GroupSessionRow.starts_at)).where(
            GroupSessionRow.group_id == session.group_id,
            GroupSessionRow.starts_at > now,
            GroupSessionRow.state == SessionState.SCHEDULED,
        )
    )
    next_one = f" The next one of this group is on {said_moment(following)}." if following else ""
    if session.state is SessionState.CANCELLED:
        raise SessionCancelled(next_one=next_one)
    raise SessionStarted(when=said_moment(session.starts_at), next_one=next_one)


def _must_not_overlap(db: Db, session: GroupSessionRow, person_id: int) -> None:
    other = db.execute(
        select(GroupRow.name, GroupSessionRow.starts_at, GroupSessionRow.ends_at)
        .join(BookingRow, BookingRow.session_id == GroupSessionRow.id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(
            BookingRow.person_id == person_id,
            BookingRow.state.in_(LIVE),
            GroupSessionRow.starts_at < session.ends_at,
            GroupSessionRow.ends_at > session.starts_at,
        )
        .limit(1)
    ).first()
    if other:
        raise Overlapping(other=f"“{other.name}” ({said_span(other.starts_at, other.ends_at)})")
