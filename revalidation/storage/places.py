"""The counter of places, and the order in which people wait for one: statements that several commands need."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, text, update

from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.places import PlaceRules, QuietHours
from revalidation.domain.refusals import NotFound
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.installation import InstallationRow
from revalidation.storage.sessions import GroupSessionRow

_LOCK = 7316


def hold_places(db: Db) -> None:
    """Let nobody else change bookings until this transaction ends; every command that does begins with this.

    A freed place can pass through the queues of several sessions, so holding single sessions would end in deadlocks.
    On SQLite a writing transaction has the database to itself anyway.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def get_session_and_rules(db: Db, session_id: int) -> tuple[GroupSessionRow, PlaceRules]:
    """The session as it is now, held against other writers, and its group's rules about places. Raises NotFound."""
    found = db.execute(
        select(GroupSessionRow, GroupRow)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(GroupSessionRow.id == session_id)
        .with_for_update(of=GroupSessionRow, key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound(what="session")
    session, group = found
    return session, place_rules(group)


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


def waiting_in_order(db: Db, session_id: int, *, limit: int | None = None) -> Sequence[BookingRow]:
    """The bookings that wait for a place, the next in turn first."""
    wanted = select(BookingRow).where(BookingRow.session_id == session_id, BookingRow.state == BookingState.WAITING)
    return db.scalars(wanted.order_by(*queue_order()).limit(limit)).all()


def find_live(db: Db, session_id: int, person_id: int) -> BookingRow | None:
    """Somebody's live booking for a session; there is at most one."""
    return db.scalars(
        select(BookingRow).where(
            BookingRow.session_id == session_id, BookingRow.person_id == person_id, BookingRow.state.in_(LIVE)
        )
    ).one_or_none()


def count_waiting(db: Db, session_id: int) -> int:
    """How many people wait."""
    waiting = select(func.count()).where(BookingRow.session_id == session_id, BookingRow.state == BookingState.WAITING)
    return db.scalar(waiting) or 0


def take_place(db: Db, session_id: int) -> bool:
    """Count one place as taken, if there is one. Never decided by what was read before."""
    taken = db.scalar(
        update(GroupSessionRow)
        .where(GroupSessionRow.id == session_id, GroupSessionRow.places_taken < GroupSessionRow.capacity)
        .values(places_taken=GroupSessionRow.places_taken + 1)
        .returning(GroupSessionRow.id)
        .execution_options(synchronize_session=False)  # whoever needs the row reads it anew
    )
    return taken is not None


def free_place(db: Db, session_id: int) -> None:
    """Count one place as free again."""
    db.execute(
        update(GroupSessionRow)
        .where(GroupSessionRow.id == session_id)
        .values(places_taken=GroupSessionRow.places_taken - 1)
        .execution_options(synchronize_session=False)
    )
