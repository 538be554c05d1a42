"""The register of one session, how it came about, and registers that still need marking."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, false, func, select
from sqlalchemy.orm import aliased

from revalidation.domain.bookings import LIVE, BookingEvent, BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.places import queue_order
from revalidation.storage.register import RegisterChangeRow, RegisterMarkRow, mark_of_booking
from revalidation.storage.sessions import GroupSessionRow


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One person with a place or waiting for one, and the mark so far.

    A vacated place was given to somebody who came; a mark of her own is from checking in; somebody unsure was asked
    whether she comes, or has been booked without being asked, and has not said so yet.
    """

    person_id: int
    name: str
    booking: BookingState
    mark: Mark | None
    minutes: int | None
    is_vacated: bool = False
    walked_in: bool = False
    marked_at: datetime | None = None
    marked_herself: bool = False
    offer_ends_at: datetime | None = None
    is_unsure: bool = False


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One mark that was made, changed or taken back (no mark)."""

    name: str
    at: datetime
    by: str
    mark: Mark | None
    minutes: int


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
    walked_in = exists().where(
        BookingChangeRow.booking_id == BookingRow.id, BookingChangeRow.event == BookingEvent.WALKED_IN
    )
    rows = db.execute(
        select(
            BookingRow.person_id,
            PersonRow.name,
            BookingRow.state,
            RegisterMarkRow.mark,
            RegisterMarkRow.minutes,
            BookingRow.is_vacated,
            walked_in.correlate(BookingRow),
            RegisterMarkRow.marked_at,
            func.coalesce(RegisterMarkRow.marked_by_id == BookingRow.person_id, false()),
            BookingRow.offer_ends_at,
            func.coalesce(BookingRow.sure_at < BookingRow.asked_at, BookingRow.sure_at.is_(None)),
        )
        .join(PersonRow, PersonRow.id == BookingRow.person_id)
        .outerjoin(RegisterMarkRow, mark_of_booking())
        .where(BookingRow.session_id == session_id, BookingRow.state.in_(LIVE))
        .order_by(*queue_order())
    )
    lines = [RegisterLine(*row) for row in rows]
    placed = sorted((line for line in lines if line.booking is not BookingState.WAITING), key=lambda line: line.name)
    return placed + [line for line in lines if line.booking is BookingState.WAITING]


def register_history(db: Db, *, actor: Actor, session_id: int) -> list[MarkChange]:
    """Everything that was ever marked for a session, by name, each person's oldest first."""
    actor.must_be(Role.LIBRARIAN)
    return _changes(db, RegisterChangeRow.session_id == session_id)


def my_marks(db: Db, *, actor: Actor, session_id: int) -> list[MarkChange]:
    """Everything that was ever marked for her at one session, oldest first."""
    actor.must_be(Role.NURSE)
    mine = RegisterChangeRow.person_id == actor.person_id
    return _changes(db, (RegisterChangeRow.session_id == session_id) & mine)


def unmarked_registers(db: Db, *, actor: Actor, now: datetime, limit: int = 25) -> list[UnmarkedRegister]:
    """Sessions that have ended with somebody's mark missing, oldest first."""
    actor.must_be(Role.LIBRARIAN)
    missing = (
        select(BookingRow.session_id)
        .outerjoin(RegisterMarkRow, mark_of_booking())
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


def _changes(db: Db, which: ColumnElement[bool]) -> list[MarkChange]:
    by = aliased(PersonRow)
    rows = db.execute(
        select(PersonRow.name, RegisterChangeRow.at, by.name, RegisterChangeRow.mark, RegisterChangeRow.minutes)
        .join(PersonRow, PersonRow.id == RegisterChangeRow.person_id)
        .join(by, by.id == RegisterChangeRow.actor_id)
        .where(which)
        .order_by(PersonRow.name, PersonRow.id, RegisterChangeRow.id)
    )
    return [MarkChange(*row) for row in rows]
