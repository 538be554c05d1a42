"""What becomes due by time: settling places, reminders, asking who comes, and what follows a session.

The worker calls these again and again; each does what is due at that moment, and never anything twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select

from revalidation.commands.messages import tell_person
from revalidation.commands.places import settle
from revalidation.domain.bookings import BookingState
from revalidation.domain.due import (
    ASKS_AFTERWARDS_FOR,
    WARNS_BEFORE,
    answer_by,
    when_awake,
)
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.people import Role
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.messages import MessageRow
from revalidation.storage.people import PersonRoleRow
from revalidation.storage.places import hold_places, place_rules, quiet_hours
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.reminders import reminders_due, sessions_soon
from revalidation.storage.sessions import GroupSessionRow

_NOT_WORTH_IT = timedelta(minutes=10)


def settle_session(db: Db, *, session_id: int, now: datetime) -> None:
    """Let places of one session pass on that nobody has acted upon in time."""
    hold_places(db)
    settle(db, session_id=session_id, now=now)


def write_reminders(db: Db, *, now: datetime) -> int:
    """Remind whoever has a place, so many days before; not if anything happened to her booking after that moment."""
    hold_places(db)
    due = reminders_due(db, now=now)
    for reminder in due:
        tell_person(
            db,
            kind=MessageKind.REMINDER,
            key=reminder.key,
            person_id=reminder.person_id,
            session_id=reminder.session_id,
            booking_id=reminder.booking_id,
            due_at=now,
            now=now,
        )
    return len(due)


def ask_who_comes(db: Db, *, now: datetime) -> int:
    """Ask whoever has a place and has not said since the asking began that she comes, and note until when to answer."""
    hold_places(db)
    quiet, asked = quiet_hours(db), 0
    for session, rules in sessions_soon(db, now):
        asks_at = rules.asks_at(session.starts_at)
        if asks_at is None or now < when_awake(asks_at, quiet):
            continue
        until = answer_by(rules, quiet, starts_at=session.starts_at, now=now)
        for booking in _unasked(db, session, asks_at) if until else ():
            booking.asked_at, booking.answer_by = now, until
            tell_person(
                db,
                kind=MessageKind.CONFIRM,
                key=f"{MessageKind.CONFIRM}-{booking.id}-{now:%Y%m%dT%H%M%S.%f}",
                person_id=booking.person_id,
                session_id=booking.session_id,
                booking_id=booking.id,
                due_at=now,
                now=now,
            )
            asked += 1
    return asked


def put_off_answers(db: Db, *, now: datetime) -> None:
    """Count the time to answer from when the question goes out, not from when it was written."""
    hold_places(db)
    quiet = quiet_hours(db)
    unsent = db.execute(
        select(BookingRow, GroupSessionRow.starts_at, GroupRow)
        .join(MessageRow, MessageRow.booking_id == BookingRow.id)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(
            MessageRow.state == MessageState.WAITING,
            MessageRow.kind == MessageKind.CONFIRM,
            BookingRow.state == BookingState.CONFIRMED,
            GroupSessionRow.starts_at > now,
        )
    ).all()
    for booking, starts_at, group in unsent:
        until = answer_by(place_rules(group), quiet, starts_at=starts_at, now=now)
        if until is not None and (booking.answer_by is None or booking.answer_by + _NOT_WORTH_IT < until):
            booking.answer_by = until


def write_afterwards(db: Db, *, now: datetime) -> int:
    """Ask whoever was there, once the session has ended and the register says so, to write about it."""
    hold_places(db)
    told = exists().where(
        MessageRow.session_id == RegisterMarkRow.session_id,
        MessageRow.person_id == RegisterMarkRow.person_id,
        MessageRow.kind == MessageKind.AFTERWARDS,
    )
    there = db.execute(
        select(RegisterMarkRow.session_id, RegisterMarkRow.person_id)
        .join(GroupSessionRow, GroupSessionRow.id == RegisterMarkRow.session_id)
        .where(
            GroupSessionRow.starts_at > now - ASKS_AFTERWARDS_FOR,
            GroupSessionRow.starts_at < now,
            GroupSessionRow.ends_at <= now,
            RegisterMarkRow.mark.in_(WAS_THERE),
            ~told,
        )
    ).all()
    due_at = when_awake(now, quiet_hours(db))
    for session_id, person_id in there:
        tell_person(
            db,
            kind=MessageKind.AFTERWARDS,
            key=f"{MessageKind.AFTERWARDS}-{session_id}-{person_id}",
            person_id=person_id,
            session_id=session_id,
            due_at=due_at,
            now=now,
        )
    return len(there)


def warn_of_too_few(db: Db, *, now: datetime) -> int:
    """Tell the facilitator, or else every librarian, once, that too few have booked while it can be called off."""
    hold_places(db)
    short = db.scalars(
        select(GroupSessionRow).where(
            GroupSessionRow.starts_at > now,
            GroupSessionRow.starts_at <= now + WARNS_BEFORE,
            GroupSessionRow.state == SessionState.SCHEDULED,
            GroupSessionRow.places_taken < GroupSessionRow.minimum_attendance,
        )
    ).all()
    due_at, written = when_awake(now, quiet_hours(db)), 0
    for session in short:
        stem = f"{MessageKind.BELOW_MINIMUM}-{session.id}-{session.starts_at:%Y%m%dT%H%M}-"
        told = select(MessageRow.id).where(
            MessageRow.session_id == session.id, MessageRow.key.startswith(stem, autoescape=True)
        )
        if db.scalar(told.limit(1)):
            continue
        for person_id in [session.facilitator_id] if session.facilitator_id else _librarians(db):
            tell_person(
                db,
                kind=MessageKind.BELOW_MINIMUM,
                key=f"{stem}{person_id}",
                person_id=person_id,
                session_id=session.id,
                due_at=due_at,
                now=now,
            )
            written += 1
    return written


def _unasked(db: Db, session: GroupSessionRow, asks_at: datetime) -> Sequence[BookingRow]:
    is_unsure = or_(BookingRow.sure_at.is_(None), BookingRow.sure_at < asks_at)
    placed = select(BookingRow).where(BookingRow.session_id == session.id, BookingRow.state == BookingState.CONFIRMED)
    return db.scalars(placed.where(BookingRow.asked_at.is_(None), is_unsure)).all()


def _librarians(db: Db) -> Sequence[int]:
    holders = select(PersonRoleRow.person_id).where(PersonRoleRow.role == Role.LIBRARIAN)
    return db.scalars(holders.order_by(PersonRoleRow.person_id)).all()
