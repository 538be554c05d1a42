"""What becomes of free places: offered in turn, given outright, or open to claim. The one place where that is decided.

Whoever calls has begun with `hold_places`. `settle` may be called at any time and any number of times.
"""

from collections import deque
from datetime import datetime

from sqlalchemy import exists, insert, or_, select

from revalidation.commands.messages import tell, tell_news
from revalidation.domain.bookings import LIVE, BookingEvent, BookingState, CancelReason, state_when_given_up
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.places import PlaceRules, offer_ends_at
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.places import (
    free_place,
    get_session_and_rules,
    quiet_hours,
    take_place,
    waiting_in_order,
)
from revalidation.storage.sessions import GroupSessionRow

_SAID = {
    BookingEvent.BOOKED: MessageKind.BOOKED,
    BookingEvent.ACCEPTED: MessageKind.CLAIMED,
    BookingEvent.CLAIMED: MessageKind.CLAIMED,
    BookingEvent.PROMOTED: MessageKind.PROMOTED,
    BookingEvent.ADDED_BY_HAND: MessageKind.GIVEN_BY_HAND,
    BookingEvent.GIVEN_BY_HAND: MessageKind.GIVEN_BY_HAND,
    BookingEvent.CANCELLED: MessageKind.CANCELLED,
    BookingEvent.GOT_ANOTHER_DATE: MessageKind.CANCELLED,
    BookingEvent.RELEASED: MessageKind.RELEASED,
    BookingEvent.LAPSED: MessageKind.LAPSED,
    BookingEvent.REMOVED_BY_HAND: MessageKind.TAKEN_BACK,
    BookingEvent.PUT_BACK_BY_HAND: MessageKind.TAKEN_BACK,
    BookingEvent.SESSION_CANCELLED: MessageKind.SESSION_CANCELLED,
}
_HER_WORD = (BookingEvent.BOOKED, BookingEvent.ACCEPTED, BookingEvent.CLAIMED, BookingEvent.WALKED_IN)
_BEGIN = insert(BookingRow).returning(BookingRow.id)
_RECORD = insert(BookingChangeRow)


def settle(db: Db, *, session_id: int, now: datetime) -> None:
    """Let offers lapse, release places nobody confirmed, and pass on what is free, here and wherever that leads."""
    to_settle = deque([session_id])
    while to_settle:
        to_settle.extend(_settle_one(db, to_settle.popleft(), now))


def record(
    db: Db,
    *,
    booking: BookingRow,
    event: BookingEvent,
    now: datetime,
    actor_id: int | None = None,
    reason: CancelReason | None = None,
    note: str = "",
) -> None:
    """Add to a booking's history what has just happened to it."""
    booking.changed_at = now
    change = {
        "booking_id": booking.id,
        "at": now,
        "actor_id": actor_id,
        "event": event,
        "state": booking.state,
        "reason": reason,
        "note": note,
    }
    db.connection().execute(_RECORD, change)


def begin(  # noqa: PLR0913 (who did it and why are all part of what happened)
    db: Db,
    *,
    session_id: int,
    person_id: int,
    event: BookingEvent,
    has_place: bool,
    now: datetime,
    actor_id: int,
    request_id: int | None = None,
    note: str = "",
) -> BookingState:
    """Make a booking for somebody who has none, with the place that was taken for it, or one that waits.

    Returns how it stands once what follows from it is settled.
    """
    state = BookingState.CONFIRMED if has_place else BookingState.WAITING
    kind = _SAID.get(event) if has_place else MessageKind.WAITING
    entry = 0 if has_place and kind else None
    whose = {"session_id": session_id, "person_id": person_id, "request_id": request_id}
    since = {"queued_at": now, "changed_at": now, "sure_at": now if event in _HER_WORD else None}
    booking = {"state": state, "sequence": 0 if entry is None else entry + 1, **whose, **since}
    booking_id = db.connection().execute(_BEGIN, booking).scalar_one()
    change = {"booking_id": booking_id, "at": now, "actor_id": actor_id, "event": event, "state": state, "note": note}
    db.connection().execute(_RECORD, change)
    if kind:
        tell_news(
            db, kind=kind, booking_id=booking_id, person_id=person_id, session_id=session_id, sequence=entry, now=now
        )
    if not has_place:
        settle(db, session_id=session_id, now=now)  # an offer may have run out meanwhile
    elif request_id:
        for elsewhere in _let_the_rest_go(db, request_id, booking_id, now):
            settle(db, session_id=elsewhere, now=now)
    return state if has_place else db.get_one(BookingRow, booking_id).state


def confirm(
    db: Db, *, booking: BookingRow, event: BookingEvent, now: datetime, actor_id: int | None = None, note: str = ""
) -> list[int]:
    """Give a booking the place that was taken for it; the sessions on which that freed another place of hers."""
    booking.state, booking.offer_ends_at = BookingState.CONFIRMED, None
    if event in _HER_WORD:
        booking.sure_at = now
    record(db, booking=booking, event=event, now=now, actor_id=actor_id, note=note)
    if event in _SAID:
        tell(db, kind=_SAID[event], booking=booking, now=now)
    return _let_the_rest_go(db, booking.request_id, booking.id, now) if booking.request_id else []


def give_up(  # noqa: PLR0913 (who did it and why are all part of what happened)
    db: Db,
    *,
    booking: BookingRow,
    event: BookingEvent,
    state: BookingState,
    now: datetime,
    actor_id: int | None = None,
    reason: CancelReason | None = None,
    note: str = "",
    is_told: bool = True,
) -> bool:
    """End a live booking; whether it held a place, which is free now."""
    was = booking.state
    booking.state, booking.offer_ends_at = state, None
    record(db, booking=booking, event=event, now=now, actor_id=actor_id, reason=reason, note=note)
    if is_told and event in _SAID:
        tell(db, kind=_SAID[event], booking=booking, now=now, ends_a_place=was is BookingState.CONFIRMED)
    held = was is not BookingState.WAITING
    if held and not booking.is_vacated:
        free_place(db, booking.session_id)
    return held


def _settle_one(db: Db, session_id: int, now: datetime) -> list[int]:
    session, rules = get_session_and_rules(db, session_id)
    if session.state is not SessionState.SCHEDULED:
        return []
    db.flush()
    for booking in _overdue(db, session, now):
        event = BookingEvent.LAPSED if booking.state is BookingState.OFFERED else BookingEvent.RELEASED
        give_up(db, booking=booking, event=event, state=BookingState.CANCELLED, now=now)
    db.flush()
    if now >= session.starts_at:
        session.claims_open_at = None
        return []
    db.refresh(session, ["places_taken"])
    free = session.capacity - session.places_taken
    if now >= rules.stops_at(session.starts_at):
        _open_to_claim(db, session, free, now)
        return []
    session.claims_open_at = None
    return _pass_on(db, session, rules, free, now)


def _overdue(db: Db, session: GroupSessionRow, now: datetime) -> list[BookingRow]:
    """Offers that have run out, and places whose owner was asked whether she comes and did not say so in time."""
    was_asked = exists().where(
        MessageRow.booking_id == BookingRow.id,
        MessageRow.kind == MessageKind.CONFIRM,
        MessageRow.state == MessageState.SENT,
        MessageRow.ended_at >= BookingRow.asked_at,
    )
    is_unsure = or_(BookingRow.sure_at.is_(None), BookingRow.sure_at < BookingRow.asked_at)
    has_lapsed = BookingRow.state == BookingState.OFFERED
    if now < session.starts_at:
        has_lapsed &= BookingRow.offer_ends_at <= now
        is_unconfirmed = (BookingRow.state == BookingState.CONFIRMED) & (BookingRow.answer_by <= now) & is_unsure
        wanted = or_(has_lapsed, is_unconfirmed & was_asked)
    else:
        wanted = has_lapsed
    return list(
        db.scalars(select(BookingRow).where(BookingRow.session_id == session.id, wanted).order_by(BookingRow.id))
    )


def _pass_on(db: Db, session: GroupSessionRow, rules: PlaceRules, free: int, now: datetime) -> list[int]:
    """Free places to those who wait, in turn; the sessions on which somebody's other place became free by that."""
    if free <= 0:
        return []
    elsewhere: list[int] = []
    ends_at = offer_ends_at(rules, quiet_hours(db), starts_at=session.starts_at, now=now)
    for booking in waiting_in_order(db, session.id, limit=free):
        if not take_place(db, session.id):
            break
        if rules.books_outright:
            elsewhere += confirm(db, booking=booking, event=BookingEvent.PROMOTED, now=now)
            continue
        booking.state, booking.offer_ends_at = BookingState.OFFERED, ends_at
        record(db, booking=booking, event=BookingEvent.OFFERED, now=now)
        tell(db, kind=MessageKind.OFFERED, booking=booking, now=now)
    db.flush()
    return elsewhere


def _open_to_claim(db: Db, session: GroupSessionRow, free: int, now: datetime) -> None:
    """After the stop point a free place is for whoever waits and claims it first; everybody who waits is told once."""
    waiting = waiting_in_order(db, session.id) if free > 0 else []
    if not waiting:
        session.claims_open_at = None
    elif session.claims_open_at is None:
        session.claims_open_at = now
        for booking in waiting:
            tell(db, kind=MessageKind.FIRST_TO_CLAIM, booking=booking, now=now)


def _let_the_rest_go(db: Db, request_id: int, won: int, now: datetime) -> list[int]:
    """The first place wins: what else she asked for in the same request ends, unless it has begun already."""
    db.flush()
    others = db.execute(
        select(BookingRow, GroupSessionRow.starts_at)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .where(
            BookingRow.request_id == request_id,
            BookingRow.id != won,
            BookingRow.state.in_(LIVE),
            GroupSessionRow.starts_at > now,
        )
        .order_by(BookingRow.id)
    ).all()
    freed = []
    for other, starts_at in others:
        _, rules = get_session_and_rules(db, other.session_id)
        state = state_when_given_up(other.state, late_from=rules.late_from(starts_at), sure_at=other.sure_at, now=now)
        had_a_place = other.state is BookingState.CONFIRMED
        if give_up(db, booking=other, event=BookingEvent.GOT_ANOTHER_DATE, state=state, now=now, is_told=had_a_place):
            freed.append(other.session_id)
    db.flush()
    return freed
