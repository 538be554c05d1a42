"""The register of one session, and registers that still need marking."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select

from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One person with a place or waiting for one, and the mark so far."""

    person_id: int
    name: str
    booking: BookingState
    mark: Mark | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class UnmarkedRegister:
    """A session that has begun and whose register lacks somebody's mark."""

    session_id: int
    group: str
    starts_at: datetime
    ends_at: datetime


def register(db: Db, *, actor: Actor, session_id: int) -> list[RegisterLine]:
    """Everybody with a live booking: places by name, then the waiting list in its order."""
    actor.must_be(Role.LIBRARIAN)
    rows = db.execute(
        select(BookingRow.person_id, PersonRow.name, BookingRow.state, RegisterMarkRow.mark, RegisterMarkRow.minutes)
        .join(PersonRow, PersonRow.id == BookingRow.person_id)
        .outerjoin(RegisterMarkRow, _same_person_and_session())
        .where(BookingRow.session_id == session_id, BookingRow.state.in_(LIVE))
        .order_by(BookingRow.queued_at, BookingRow.id)
    )
    lines = [RegisterLine(*row) for row in rows]
    placed = sorted((line for line in lines if line.booking is not BookingState.WAITING), key=lambda line: line.name)
    return placed + [line for line in lines if line.booking is BookingState.WAITING]


def unmarked_registers(db: Db, *, actor: Actor, now: datetime, limit: int = 25) -> list[UnmarkedRegister]:
    """Sessions that have ended with somebody's mark missing, oldest first."""
    actor.must_be(Role.LIBRARIAN)
    missing = (
        select(BookingRow.session_id)
        .outerjoin(RegisterMarkRow, _same_person_and_session())
        .where(BookingRow.state == BookingState.CONFIRMED, RegisterMarkRow.person_id.is_(None))
    )
    rows = db.execute(
        select(GroupSessionRow.id, GroupRow.name, GroupSessionRow.starts_at, GroupSessionRow.ends_at)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(
            GroupSessionRow.ends_at <= now,
            GroupSessionRow.state == SessionState.SCHEDULED,
            GroupSessionRow.id.in_(missing),
        )
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
        .limit(limit)
    )
    return [UnmarkedRegister(*row) for row in rows]


def _same_person_and_session() -> ColumnElement[bool]:
    return and_(RegisterMarkRow.session_id == BookingRow.session_id, RegisterMarkRow.person_id == BookingRow.person_id)
