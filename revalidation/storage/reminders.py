"""Which reminders are due: asked by whoever writes them, and by whoever checks that none was missed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select

from revalidation.domain.bookings import BookingState
from revalidation.domain.due import reminder_due
from revalidation.domain.messages import MessageKind
from revalidation.domain.places import MOST_DAYS, PlaceRules
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.messages import MessageRow
from revalidation.storage.places import place_rules, quiet_hours
from revalidation.storage.sessions import GroupSessionRow

_AHEAD = timedelta(days=MOST_DAYS + 1)


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """One reminder that should be written; `key` names booking, start and days, so that it is written once."""

    booking_id: int
    person_id: int
    session_id: int
    key: str


def reminders_due(db: Db, *, now: datetime) -> list[ReminderDue]:
    """What is due at that moment and has not been written."""
    quiet, due = quiet_hours(db), {}
    for session, rules in sessions_soon(db, now):
        step = reminder_due(rules.reminder_days, quiet, starts_at=session.starts_at, now=now)
        if step is not None:
            due[session.id] = (*step, f"{session.starts_at:%Y%m%dT%H%M}")
    found = []
    for booking_id, person_id, session_id, changed_at, told_at in db.execute(_placed_and_reminded(due)).all():
        days, since, start = due[session_id]
        if changed_at <= since and (told_at is None or told_at < since):
            key = f"{MessageKind.REMINDER}-{booking_id}-{start}-{days}"
            found.append(ReminderDue(booking_id, person_id, session_id, key))
    return found


def sessions_soon(db: Db, now: datetime) -> Iterator[tuple[GroupSessionRow, PlaceRules]]:
    """Sessions so near that somebody may have to be reminded or asked, with their groups' rules."""
    found = db.execute(
        select(GroupSessionRow, GroupRow)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(
            GroupSessionRow.starts_at > now,
            GroupSessionRow.starts_at <= now + _AHEAD,
            GroupSessionRow.state == SessionState.SCHEDULED,
            GroupSessionRow.places_taken > 0,
            or_(GroupRow.confirm_days > 0, GroupRow.reminder_days != ""),
        )
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
    ).all()
    return ((session, place_rules(group)) for session, group in found)


def _placed_and_reminded(session_ids: Iterable[int]) -> Select[int, int, int, datetime, datetime | None]:
    """Bookings with a place there, when anything last happened to each, and when it was last reminded of."""
    told_at = (
        select(func.max(MessageRow.created_at))
        .where(MessageRow.booking_id == BookingRow.id, MessageRow.kind == MessageKind.REMINDER)
        .scalar_subquery()
    )
    return select(BookingRow.id, BookingRow.person_id, BookingRow.session_id, BookingRow.changed_at, told_at).where(
        BookingRow.session_id.in_(list(session_ids)), BookingRow.state == BookingState.CONFIRMED
    )
