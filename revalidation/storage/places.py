"""The counter of places, and the order in which people wait for one: statements that several commands need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select, text, update
from sqlalchemy.orm import aliased

from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.places import PlaceRules, QuietHours
from revalidation.domain.refusals import NotFound
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingRow, is_live, is_waiting
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.installation import InstallationRow
from revalidation.storage.interests import kept_until
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow

_NO_REQUEST = 0
_ELSEWHERE = aliased(GroupSessionRow)

# What every booking sends is built once, since building takes SQLAlchemy longer than the database takes to answer.
_HOLD = text("SELECT pg_advisory_xact_lock(7316)")
_SESSION_AND_GROUP = (
    select(GroupSessionRow, GroupRow)
    .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
    .where(GroupSessionRow.id == bindparam("session_id"))
    .with_for_update(of=GroupSessionRow, key_share=True)
    .execution_options(populate_existing=True)
)
_HER_LIVE_BOOKING = select(BookingRow).where(
    BookingRow.session_id == bindparam("session_id"), BookingRow.person_id == bindparam("person_id"), is_live
)
_WANTED = (
    select(
        GroupSessionRow.id,
        GroupSessionRow.group_id,
        GroupSessionRow.state,
        GroupSessionRow.starts_at,
        GroupSessionRow.capacity,
        GroupSessionRow.places_taken,
        select(func.count()).where(BookingRow.session_id == GroupSessionRow.id, is_waiting).scalar_subquery(),
        select(BookingRow.state)
        .where(BookingRow.session_id == GroupSessionRow.id, BookingRow.person_id == bindparam("person_id"), is_live)
        .scalar_subquery(),
        select(func.min(BookingRow.session_id))
        .join(_ELSEWHERE, _ELSEWHERE.id == BookingRow.session_id)
        .where(
            BookingRow.person_id == bindparam("person_id"),
            is_live,
            or_(BookingRow.request_id.is_(None), BookingRow.request_id != bindparam("request_id")),
            _ELSEWHERE.starts_at < GroupSessionRow.ends_at,
            _ELSEWHERE.ends_at > GroupSessionRow.starts_at,
        )
        .scalar_subquery(),
        kept_until(bindparam("person_id")),
    )
    # She may have erased herself a moment ago.
    .where(GroupSessionRow.id == bindparam("session_id"), exists().where(PersonRow.id == bindparam("person_id")))
    .with_for_update(of=GroupSessionRow, key_share=True)
)
_TAKE_PLACE = (
    update(GroupSessionRow)
    .where(GroupSessionRow.id == bindparam("session_id"), GroupSessionRow.places_taken < GroupSessionRow.capacity)
    .values(places_taken=GroupSessionRow.places_taken + 1)
    .returning(GroupSessionRow.id)
)
_FREE_PLACE = (
    update(GroupSessionRow)
    .where(GroupSessionRow.id == bindparam("session_id"))
    .values(places_taken=GroupSessionRow.places_taken - 1)
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session as somebody finds it who wants a place there.

    `already` is her live booking for it, `elsewhere` a session at the same time on which she has one; until
    `kept_until` others are asked first.
    """

    session_id: int
    group_id: int
    state: SessionState
    starts_at: datetime
    capacity: int
    places_taken: int
    waiting: int
    already: BookingState | None
    elsewhere: int | None
    kept_until: datetime | None


def hold_places(db: Db) -> None:
    """Let nobody else change bookings until this transaction ends; every command that does begins with this.

    A freed place can pass through the queues of several sessions, so holding single sessions would end in deadlocks.
    On SQLite a writing transaction has the database to itself anyway.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(_HOLD)


def get_session_and_rules(db: Db, session_id: int) -> tuple[GroupSessionRow, PlaceRules]:
    """The session as it is now, held against other writers, and its group's rules about places. Raises NotFound."""
    found = db.execute(_SESSION_AND_GROUP, {"session_id": session_id}).one_or_none()
    if found is None:
        raise NotFound(what="session")
    session, group = found
    return session, place_rules(group)


def get_wanted(db: Db, *, session_id: int, person_id: int, request_id: int | None = None) -> Wanted:
    """All that decides about a place for a newcomer, in one question, the session held against other writers.

    Dates of the same request may overlap, since only one is kept. Raises NotFound.
    """
    db.flush()
    about = {"session_id": session_id, "person_id": person_id, "request_id": request_id or _NO_REQUEST}
    found = db.connection().execute(_WANTED, about).one_or_none()
    if found is None:
        raise NotFound(what="session")
    return Wanted(*found)


def place_rules(row: GroupRow) -> PlaceRules:
    """A group's rules about places."""
    return PlaceRules(
        books_outright=row.books_outright,
        offer_hours=row.offer_hours,
        stop_hours=row.stop_hours,
        late_hours=row.late_hours,
        confirm_days=row.confirm_days,
        reminder_days=tuple(int(days) for days in row.reminder_days.split()),
    )


def quiet_hours(db: Db) -> QuietHours:
    """When nobody is expected to answer."""
    row = db.get(InstallationRow, 1)
    return QuietHours(row.quiet_begins, row.quiet_ends) if row else QuietHours()


def queue_order() -> tuple[Any, ...]:
    """Who comes first on a waiting list."""
    return BookingRow.is_priority.desc(), BookingRow.queued_at, BookingRow.id


def bookings_to_come(db: Db, person_id: int, now: datetime) -> Sequence[BookingRow]:
    """Somebody's live bookings on sessions that have not begun."""
    return db.scalars(
        select(BookingRow)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .where(BookingRow.person_id == person_id, BookingRow.state.in_(LIVE), GroupSessionRow.starts_at > now)
        .order_by(BookingRow.id)
    ).all()


def waiting_in_order(db: Db, session_id: int, *, limit: int | None = None) -> Sequence[BookingRow]:
    """The bookings that wait for a place, the next in turn first."""
    wanted = select(BookingRow).where(BookingRow.session_id == session_id, is_waiting)
    return db.scalars(wanted.order_by(*queue_order()).limit(limit)).all()


def find_live(db: Db, session_id: int, person_id: int) -> BookingRow | None:
    """Somebody's live booking for a session; there is at most one."""
    return db.scalars(_HER_LIVE_BOOKING, {"session_id": session_id, "person_id": person_id}).one_or_none()


def take_place(db: Db, session_id: int) -> bool:
    """Count one place as taken, if there is one. Never decided by what was read before."""
    db.flush()  # a changed capacity counts; whoever has the row reads it anew afterwards
    return db.connection().execute(_TAKE_PLACE, {"session_id": session_id}).one_or_none() is not None


def free_place(db: Db, session_id: int) -> None:
    """Count one place as free again."""
    db.flush()
    db.connection().execute(_FREE_PLACE, {"session_id": session_id})
