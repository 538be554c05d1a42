"""One nurse's booking of one session in full: what she can do now, the rules in force, and what has happened to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, literal, or_, select
from sqlalchemy.orm import aliased

from revalidation.domain.bookings import LIVE, BookingEvent, BookingState, CancelReason
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import PlaceRules, may_claim
from revalidation.domain.refusals import NotFound
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.interests import kept_until
from revalidation.storage.people import PersonRow
from revalidation.storage.places import place_rules
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.sites import SiteRow

MOST_OTHER_DATES = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a booking; `by` is empty where the app did it by itself."""

    at: datetime
    event: BookingEvent
    state: BookingState
    by: str
    by_id: int | None
    reason: CancelReason | None
    note: str


@dataclass(frozen=True, slots=True)
class OtherDate:
    """Another date on which the same article is read; `booking` is hers there, if any."""

    session_id: int
    group: str
    starts_at: datetime
    ends_at: datetime
    where: str
    has_room: bool
    booking: BookingState | None
    is_same_request: bool


@dataclass(frozen=True, slots=True)
class MyBooking:
    """Everything about her booking that is not in the session's own line."""

    state: BookingState | None
    rules: PlaceRules
    offer_ends_at: datetime | None = None
    answer_by: datetime | None = None
    can_claim: bool = False
    other_dates: tuple[OtherDate, ...] = ()
    history: tuple[Change, ...] = ()


def my_booking(db: Db, *, actor: Actor, session_id: int, now: datetime) -> MyBooking:
    """Her newest booking of a session. Raises NotFound where there is no such session."""
    actor.must_be(Role.NURSE)
    found = db.execute(
        select(GroupSessionRow, GroupRow)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(GroupSessionRow.id == session_id)
    ).one_or_none()
    if found is None:
        raise NotFound(what="session")
    session, group = found
    rules = place_rules(group)
    history = booking_history(db, actor=actor, session_id=session_id, person_id=actor.person_id)
    booking = db.scalars(
        select(BookingRow)
        .where(BookingRow.session_id == session_id, BookingRow.person_id == actor.person_id)
        .order_by(BookingRow.id.desc())
        .limit(1)
    ).one_or_none()
    request_id = booking.request_id if booking and booking.state in LIVE else None
    other_dates = _other_dates(db, actor, session_id, request_id, now)
    if booking is None:
        return MyBooking(None, rules, other_dates=other_dates)
    is_unsure = booking.sure_at is None or (booking.asked_at is not None and booking.sure_at < booking.asked_at)
    has_a_place = booking.state is BookingState.CONFIRMED
    return MyBooking(
        state=booking.state,
        rules=rules,
        offer_ends_at=booking.offer_ends_at,
        answer_by=booking.answer_by if has_a_place and is_unsure else None,
        can_claim=booking.state is BookingState.WAITING
        and session.places_taken < session.capacity
        and may_claim(queued_at=booking.queued_at, opened_at=session.claims_open_at, now=now),
        other_dates=other_dates,
        history=history,
    )


def booking_history(db: Db, *, actor: Actor, session_id: int, person_id: int) -> tuple[Change, ...]:
    """What happened to somebody's bookings of a session, oldest first; for herself and for librarians."""
    if actor.person_id != person_id:
        actor.must_be(Role.LIBRARIAN)
    rows = db.execute(
        select(BookingChangeRow, PersonRow.name)
        .join(BookingRow, BookingRow.id == BookingChangeRow.booking_id)
        .outerjoin(PersonRow, PersonRow.id == BookingChangeRow.actor_id)
        .where(BookingRow.session_id == session_id, BookingRow.person_id == person_id)
        .order_by(BookingChangeRow.at, BookingChangeRow.id)
    )
    return tuple(
        Change(row.at, row.event, row.state, name or "", row.actor_id, row.reason, row.note) for row, name in rows
    )


def _other_dates(db: Db, actor: Actor, session_id: int, request_id: int | None, now: datetime) -> tuple[OtherDate, ...]:
    mine, here, there = aliased(BookingRow), aliased(SessionArticleRow), aliased(SessionArticleRow)
    reads_the_same = exists(
        select(there.article_id)
        .join(here, here.article_id == there.article_id)
        .where(here.session_id == session_id, there.session_id == GroupSessionRow.id)
    )
    others_first = kept_until(literal(actor.person_id))
    waits = exists().where(BookingRow.session_id == GroupSessionRow.id, BookingRow.state == BookingState.WAITING)
    rows = db.execute(
        select(GroupSessionRow, GroupRow.name, SiteRow.name, waits, mine.state, mine.request_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .outerjoin(
            mine,
            (mine.session_id == GroupSessionRow.id) & (mine.person_id == actor.person_id) & mine.state.in_(LIVE),
        )
        .where(
            GroupSessionRow.id != session_id,
            GroupSessionRow.state == SessionState.SCHEDULED,
            GroupSessionRow.starts_at > now,
            reads_the_same,
            or_(mine.state.is_not(None), others_first.is_(None), others_first <= now),
        )
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
        .limit(MOST_OTHER_DATES)
    )
    return tuple(
        OtherDate(
            session_id=row.id,
            group=group,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            where=site or "Online",
            has_room=row.places_taken < row.capacity and not is_awaited,
            booking=state,
            is_same_request=request_id is not None and its_request == request_id,
        )
        for row, group, site, is_awaited, state, its_request in rows
    )
