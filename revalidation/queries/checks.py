"""Looking for what must never be, and for what nobody has got round to; each question is one statement."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from revalidation.domain.bookings import HOLDS_A_PLACE, LIVE, BookingState
from revalidation.domain.checks import FILE_GRACE, REGISTER_GRACE, WORKER_GRACE, Finding, FindingKind
from revalidation.domain.messages import MessageState
from revalidation.domain.sessions import SessionState
from revalidation.domain.times import said_moment
from revalidation.storage import files
from revalidation.storage.article_files import ArticleFileRow
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.messages import MessageRow, WorkerRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.reminders import reminders_due
from revalidation.storage.sessions import GroupSessionRow

MOST_NAMES = 5
MOST = 100  # of each kind: whoever has more has something else to do first


def findings(db: Db, *, now: datetime) -> list[Finding]:
    """Everything that is the matter now. It names sessions, never people, so whoever runs the app may see it."""
    asked: list[tuple[FindingKind, ColumnElement[bool]]] = [
        (FindingKind.OVER_BOOKED, GroupSessionRow.places_taken > GroupSessionRow.capacity),
        (FindingKind.MISCOUNTED, GroupSessionRow.places_taken != _bookings_with_a_place()),
        (FindingKind.BOOKED_TWICE, GroupSessionRow.id.in_(_booked_twice())),
        (FindingKind.LEFT_BEHIND, _left_behind()),
        (FindingKind.WITHOUT_HISTORY, GroupSessionRow.id.in_(_without_history())),
        (FindingKind.IDLE_PLACE, _idle(now)),
        (FindingKind.OFFER_OVERDUE, _has(BookingRow.offer_ends_at <= now - WORKER_GRACE)),
        (FindingKind.UNMARKED_REGISTER, _unmarked(now)),
    ]
    found = [finding for kind, condition in asked for finding in _found(db, kind, condition)]
    return [*found, *_missed_reminders(db, now), *_undelivered(db, now), *_files(db, now)]


def _missed_reminders(db: Db, now: datetime) -> Iterable[Finding]:
    missed = {reminder.session_id for reminder in reminders_due(db, now=now - WORKER_GRACE)}
    still_to_come = and_(GroupSessionRow.id.in_(missed), GroupSessionRow.starts_at > now)
    return _found(db, FindingKind.MISSED_REMINDER, still_to_come) if missed else ()


def _undelivered(db: Db, now: datetime) -> Iterable[Finding]:
    dead = db.scalar(select(func.count()).where(MessageRow.state == MessageState.DEAD)) or 0
    if dead:
        yield Finding(FindingKind.NOT_DELIVERED, str(dead))
    worker = db.get(WorkerRow, 1)
    if worker is not None and worker.seen_at < now - WORKER_GRACE:
        yield Finding(FindingKind.WORKER_SILENT, f"last at {said_moment(worker.seen_at)}")


def _files(db: Db, now: datetime) -> Iterable[Finding]:
    """Files without a row and rows without a file. Both are only said: a wrong setting must not cost anybody a file."""
    old = files.stored_names(written_before=now - FILE_GRACE)
    named = {*db.scalars(select(EvidenceFileRow.stored_as)), *db.scalars(select(ArticleFileRow.stored_as))}
    missing = len(named - files.stored_names())
    if missing:
        yield Finding(FindingKind.FILE_MISSING, str(missing))
    left_over = sorted(old - named)
    if left_over:
        more = f" and {len(left_over) - MOST_NAMES} more" if len(left_over) > MOST_NAMES else ""
        yield Finding(FindingKind.FILE_LEFT_OVER, ", ".join(left_over[:MOST_NAMES]) + more)


def _found(db: Db, kind: FindingKind, condition: ColumnElement[bool]) -> Iterable[Finding]:
    rows = db.execute(
        select(GroupSessionRow.id, GroupRow.name, GroupSessionRow.starts_at)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(condition)
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
        .limit(MOST)
    )
    return [Finding(kind, f"{name}, {said_moment(starts_at)}", session_id) for session_id, name, starts_at in rows]


def _has(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(BookingRow.session_id == GroupSessionRow.id, *conditions)


def _bookings_with_a_place() -> Any:  # noqa: ANN401 (a scalar subquery)
    return (
        select(func.count())
        .where(
            BookingRow.session_id == GroupSessionRow.id,
            BookingRow.state.in_(HOLDS_A_PLACE),
            BookingRow.is_vacated.is_(False),
        )
        .correlate(GroupSessionRow)
        .scalar_subquery()
    )


def _booked_twice() -> Select[int]:
    twice = 2
    return (
        select(BookingRow.session_id)
        .where(BookingRow.state.in_(LIVE))
        .group_by(BookingRow.session_id, BookingRow.person_id)
        .having(func.count() >= twice)
    )


def _left_behind() -> ColumnElement[bool]:
    return and_(GroupSessionRow.state == SessionState.CANCELLED, _has(BookingRow.state.in_(LIVE)))


def _without_history() -> Select[int]:
    """Sessions of bookings whose last change does not say what the booking says."""
    newer = aliased(BookingChangeRow)
    newest = select(func.max(newer.id)).where(newer.booking_id == BookingRow.id).correlate(BookingRow).scalar_subquery()
    return (
        select(BookingRow.session_id)
        .outerjoin(BookingChangeRow, BookingChangeRow.id == newest)
        .where(or_(BookingChangeRow.id.is_(None), BookingChangeRow.state != BookingRow.state))
    )


def _idle(now: datetime) -> ColumnElement[bool]:
    """A free place before the start with somebody waiting, unless those who wait were told that it can be claimed."""
    return and_(
        GroupSessionRow.state == SessionState.SCHEDULED,
        GroupSessionRow.starts_at > now,
        GroupSessionRow.places_taken < GroupSessionRow.capacity,
        GroupSessionRow.claims_open_at.is_(None),
        _has(BookingRow.state == BookingState.WAITING),
    )


def _unmarked(now: datetime) -> ColumnElement[bool]:
    marked = exists().where(
        RegisterMarkRow.session_id == BookingRow.session_id, RegisterMarkRow.person_id == BookingRow.person_id
    )
    return and_(
        GroupSessionRow.state == SessionState.SCHEDULED,
        GroupSessionRow.ends_at <= now - REGISTER_GRACE,
        _has(BookingRow.state == BookingState.CONFIRMED, ~marked),
    )
