"""People who come without a place: they get a free one, or that of somebody who is absent (rules 6 and 8)."""

from datetime import datetime

from sqlalchemy import select

from revalidation.commands.places import begin, confirm, give_up, record, settle
from revalidation.commands.register import RegisterEntry, keep_mark
from revalidation.domain.bookings import HOLDS_A_PLACE, LIVE, BookingEvent, BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NobodyIsAbsent, NotAWalkIn, NotFound
from revalidation.domain.register import (
    WAS_THERE,
    Holder,
    check_register_is_open,
    mark_for_walk_in,
    place_for_walk_in,
)
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.places import find_live, get_session_and_rules, hold_places, take_place
from revalidation.storage.register import RegisterMarkRow, mark_of_booking
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import GroupSessionRow

NOT_THERE = "Not there after all"
CAME_BACK = "The place came back: whoever had it was not there after all"


def walk_in(db: Db, *, actor: Actor, session_id: int, person_id: int, now: datetime) -> None:
    """Let a nurse who came without a place in, and mark her as there; twice changes nothing.

    Raises RegisterNotOpen, SessionCancelled, NobodyIsAbsent, NotFound.
    """
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    if db.get(PersonRoleRow, (person_id, Role.NURSE)) is None:
        raise NotFound(what="nurse")
    session, _rules = get_session_and_rules(db, session_id)
    check_register_is_open(session.state, session.starts_at, now)
    let_in(db, actor=actor, session=session, person_id=person_id, now=now)
    row = db.get(RegisterMarkRow, (session_id, person_id))
    if row is None or row.mark not in WAS_THERE:
        entry = RegisterEntry(*mark_for_walk_in(starts_at=session.starts_at, ends_at=session.ends_at, now=now))
        keep_mark(db, actor=actor, session=session, person_id=person_id, entry=entry, now=now)


def let_in(db: Db, *, actor: Actor, session: GroupSessionRow, person_id: int, now: datetime) -> None:
    """Give a place to somebody in the room who has none. Whoever calls holds the places. Raises NobodyIsAbsent."""
    if not _has_a_place(db, session.id, person_id) and not take_place(db, session.id):
        settle(db, session_id=session.id, now=now)  # an offer may have run out, and may even have gone on to her
        if not _has_a_place(db, session.id, person_id) and not take_place(db, session.id):
            _take_over(db, actor, session, now)
    booking = find_live(db, session.id, person_id)
    event, by, freed = BookingEvent.WALKED_IN, actor.person_id, list[int]()
    if booking is None:
        begin(db, session_id=session.id, person_id=person_id, event=event, has_place=True, now=now, actor_id=by)
    elif booking.state is BookingState.CONFIRMED:
        return
    else:
        freed = confirm(db, booking=booking, event=event, now=now, actor_id=by)
    for each in (session.id, *freed):
        settle(db, session_id=each, now=now)


def undo_walk_in(db: Db, *, actor: Actor, session_id: int, person_id: int, now: datetime) -> None:
    """Say that a walk-in was not there after all: her place goes back to whose it was. Twice changes nothing.

    Raises NotAWalkIn for somebody who had booked, RegisterNotOpen, SessionCancelled.
    """
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    session, _rules = get_session_and_rules(db, session_id)
    check_register_is_open(session.state, session.starts_at, now)
    booking = find_live(db, session_id, person_id)
    if booking is None:
        return
    if _walked_in(db, booking) is None:
        raise NotAWalkIn(name=get_row(db, PersonRow, person_id, "person").name)
    keep_mark(db, actor=actor, session=session, person_id=person_id, entry=RegisterEntry(None), now=now)
    by = actor.person_id
    gave_way = booking.is_vacated  # somebody else has her place by now, so nothing comes back
    ends, state = BookingEvent.REMOVED_BY_HAND, BookingState.CANCELLED
    is_told = booking.sequence > 0  # only if there is something in her calendar, since the session was moved
    give_up(db, booking=booking, event=ends, state=state, now=now, actor_id=by, note=NOT_THERE, is_told=is_told)
    db.flush()
    owner = None if gave_way else _whose_place(db, booking)
    if owner is not None and take_place(db, session_id):
        owner.is_vacated = False
        record(db, booking=owner, event=BookingEvent.ADDED_BY_HAND, now=now, actor_id=by, note=CAME_BACK)
        db.flush()
    settle(db, session_id=session_id, now=now)


def _has_a_place(db: Db, session_id: int, person_id: int) -> bool:
    booking = find_live(db, session_id, person_id)
    return booking is not None and booking.state in HOLDS_A_PLACE


def _take_over(db: Db, actor: Actor, session: GroupSessionRow, now: datetime) -> None:
    """Vacate the place of somebody who is absent; the count of places stays as it is."""
    chosen = place_for_walk_in(_holders(db, session.id), has_started=now >= session.starts_at)
    if chosen is None:
        raise NobodyIsAbsent
    absent = db.get_one(BookingRow, chosen)
    absent.is_vacated = True
    record(db, booking=absent, event=BookingEvent.PLACE_TAKEN, now=now, actor_id=actor.person_id)
    db.flush()


def _holders(db: Db, session_id: int) -> list[Holder]:
    rows = db.execute(
        select(BookingRow.id, BookingRow.queued_at, RegisterMarkRow.mark)
        .outerjoin(RegisterMarkRow, mark_of_booking())
        .where(
            BookingRow.session_id == session_id,
            BookingRow.state == BookingState.CONFIRMED,
            BookingRow.is_vacated.is_(False),
        )
    )
    return [Holder(*row) for row in rows]


def _walked_in(db: Db, booking: BookingRow) -> BookingChangeRow | None:
    return db.scalars(
        select(BookingChangeRow)
        .where(BookingChangeRow.booking_id == booking.id, BookingChangeRow.event == BookingEvent.WALKED_IN)
        .order_by(BookingChangeRow.id.desc())
        .limit(1)
    ).first()


def _whose_place(db: Db, walked_in: BookingRow) -> BookingRow | None:
    """Whose place a walk-in was given: the line before hers in the history of the session says so.

    If that was a walk-in who has left as well, it is whoever had the place before her.
    """
    came = _walked_in(db, walked_in)
    if came is None:
        return None
    before = db.scalars(
        select(BookingChangeRow)
        .join(BookingRow, BookingRow.id == BookingChangeRow.booking_id)
        .where(
            BookingRow.session_id == walked_in.session_id,
            BookingChangeRow.at == came.at,
            BookingChangeRow.id < came.id,
            BookingChangeRow.event.in_((BookingEvent.PLACE_TAKEN, BookingEvent.WALKED_IN)),
        )
        .order_by(BookingChangeRow.id.desc())
        .limit(1)
    ).first()
    if before is None or before.event is not BookingEvent.PLACE_TAKEN:
        return None
    owner = db.get_one(BookingRow, before.booking_id)
    if owner.state in LIVE:
        return owner if owner.is_vacated else None
    return _whose_place(db, owner)
