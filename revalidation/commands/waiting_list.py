"""Changes of bookings and of the waiting list by a librarian's hand, each with a reason (rules 6 and 7)."""

from collections.abc import Collection
from datetime import datetime

from revalidation.commands.bookings import must_be_bookable, must_not_overlap, takes_place
from revalidation.commands.messages import tell
from revalidation.commands.places import begin, confirm, give_up, record, settle
from revalidation.domain.bookings import BookingEvent, BookingState
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import AlreadyBooked, NoFreePlace, NotABooking, NoteNeeded
from revalidation.domain.text import line
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from revalidation.storage.places import (
    bookings_to_come,
    find_live,
    free_place,
    get_session_and_rules,
    get_wanted,
    hold_places,
    take_place,
)
from revalidation.storage.rows import get_row


def add_by_hand(db: Db, *, actor: Actor, session_id: int, person_id: int, note: str, now: datetime) -> BookingState:
    """Book for somebody: a place if one is free and nobody waits, else one on the waiting list.

    Raises AlreadyBooked, SessionStarted, SessionCancelled, Overlapping, NoteNeeded.
    """
    reason = _checked(actor, note)
    hold_places(db)
    wanted = get_wanted(db, session_id=session_id, person_id=person_id)
    name = _name(db, person_id)
    if wanted.already is not None:
        raise AlreadyBooked(field="person", name=name)
    must_be_bookable(db, wanted=wanted, now=now)
    must_not_overlap(db, wanted=wanted, name=f"{name} already has")
    return begin(
        db,
        session_id=session_id,
        person_id=person_id,
        event=BookingEvent.ADDED_BY_HAND,
        has_place=takes_place(db, wanted=wanted),
        now=now,
        actor_id=actor.person_id,
        note=reason,
    )


def give_place_by_hand(db: Db, *, actor: Actor, session_id: int, person_id: int, note: str, now: datetime) -> None:
    """Give a free place to somebody who waits, out of turn. Raises NoFreePlace, NotABooking, NoteNeeded."""
    reason = _checked(actor, note)
    hold_places(db)
    session, _rules = get_session_and_rules(db, session_id)
    booking = _get_live(db, session_id, person_id)
    if booking.state is BookingState.CONFIRMED:
        return
    if booking.state is BookingState.WAITING and not take_place(db, session_id):
        raise NoFreePlace(capacity=session.capacity)
    freed = confirm(
        db, booking=booking, event=BookingEvent.GIVEN_BY_HAND, now=now, actor_id=actor.person_id, note=reason
    )
    for each in (session_id, *freed):
        settle(db, session_id=each, now=now)


def move_up_by_hand(db: Db, *, actor: Actor, session_id: int, person_id: int, note: str, now: datetime) -> None:
    """Let somebody wait before all who have no priority. Raises NotABooking, NoteNeeded."""
    reason = _checked(actor, note)
    hold_places(db)
    booking = _get_live(db, session_id, person_id)
    booking.is_priority = True
    record(db, booking=booking, event=BookingEvent.MOVED_UP_BY_HAND, now=now, actor_id=actor.person_id, note=reason)


def remove_by_hand(db: Db, *, actor: Actor, session_id: int, person_id: int, note: str, now: datetime) -> None:
    """End somebody's booking; her place goes on in turn. Raises NotABooking, NoteNeeded."""
    reason = _checked(actor, note)
    hold_places(db)
    _remove(db, actor, _get_live(db, session_id, person_id), reason, now)


def remove_from_all(db: Db, *, actor: Actor, person_id: int, note: str, now: datetime) -> None:
    """End all bookings of somebody on sessions to come; whoever calls holds the places. Raises NoteNeeded."""
    reason = _checked(actor, note)
    for booking in bookings_to_come(db, person_id, now):
        _remove(db, actor, booking, reason, now)


def _remove(db: Db, actor: Actor, booking: BookingRow, reason: str, now: datetime) -> None:
    give_up(
        db,
        booking=booking,
        event=BookingEvent.REMOVED_BY_HAND,
        state=BookingState.CANCELLED,
        now=now,
        actor_id=actor.person_id,
        note=reason,
    )
    settle(db, session_id=booking.session_id, now=now)


def put_back(db: Db, *, actor: Actor, session_id: int, person_ids: Collection[int], now: datetime) -> None:
    """Send people with a place back to the front of the waiting list, since there will be fewer places.

    Whoever calls holds the places, and decides what to do with those that are free now.
    """
    actor.must_be(Role.LIBRARIAN)
    for person_id in sorted(person_ids):
        booking = _get_live(db, session_id, person_id)
        if booking.state is BookingState.WAITING:
            continue
        had_a_place = booking.state is BookingState.CONFIRMED
        booking.state, booking.offer_ends_at = BookingState.WAITING, None
        booking.is_priority, booking.sure_at = True, None
        if not booking.is_vacated:
            free_place(db, session_id)
        booking.is_vacated = False
        record(db, booking=booking, event=BookingEvent.PUT_BACK_BY_HAND, now=now, actor_id=actor.person_id)
        tell(db, kind=MessageKind.TAKEN_BACK, booking=booking, now=now, ends_a_place=had_a_place)
    db.flush()


def _checked(actor: Actor, note: str) -> str:
    actor.must_be(Role.LIBRARIAN)
    reason = line(note, "the reason", field="note", required=False)
    if not reason:
        raise NoteNeeded(field="note")
    return reason


def _get_live(db: Db, session_id: int, person_id: int) -> BookingRow:
    booking = find_live(db, session_id, person_id)
    if booking is None:
        raise NotABooking(name=_name(db, person_id))
    return booking


def _name(db: Db, person_id: int) -> str:
    return get_row(db, PersonRow, person_id, "person").name
