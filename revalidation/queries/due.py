"""What has become due by time and is found by looking: sessions on which places change without anybody's act."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, union

from revalidation.domain.bookings import BookingState
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.places import MOST_DAYS, MOST_HOURS
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.sessions import GroupSessionRow

_AHEAD = max(timedelta(days=MOST_DAYS), timedelta(hours=MOST_HOURS))


def sessions_to_settle(db: Db, *, now: datetime) -> list[int]:
    """Sessions with offers that ran out, places that nobody confirmed in time, or idle places while people wait.

    Only sessions of the next weeks are looked at, by the index of their start; offers by an index of their own.
    """
    return sorted(db.scalars(union(_ran_out(now), _idle(now), _unconfirmed(now))))


def _is_soon(now: datetime) -> ColumnElement[bool]:
    return and_(
        GroupSessionRow.starts_at > now,
        GroupSessionRow.starts_at <= now + _AHEAD,
        GroupSessionRow.state == SessionState.SCHEDULED,
    )


def _ran_out(now: datetime) -> Select[int]:
    return (
        select(BookingRow.session_id)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .where(
            BookingRow.state == BookingState.OFFERED,
            BookingRow.offer_ends_at <= now,
            GroupSessionRow.state == SessionState.SCHEDULED,
        )
    )


def _idle(now: datetime) -> Select[int]:
    is_waited_for = exists().where(
        BookingRow.session_id == GroupSessionRow.id, BookingRow.state == BookingState.WAITING
    )
    return select(GroupSessionRow.id).where(
        _is_soon(now),
        GroupSessionRow.places_taken < GroupSessionRow.capacity,
        GroupSessionRow.claims_open_at.is_(None),
        is_waited_for,
    )


def _unconfirmed(now: datetime) -> Select[int]:
    was_asked = exists().where(
        MessageRow.booking_id == BookingRow.id,
        MessageRow.kind == MessageKind.CONFIRM,
        MessageRow.state == MessageState.SENT,
        MessageRow.ended_at >= BookingRow.asked_at,
    )
    return (
        select(BookingRow.session_id)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .where(
            _is_soon(now),
            BookingRow.state == BookingState.CONFIRMED,
            BookingRow.answer_by <= now,
            or_(BookingRow.sure_at.is_(None), BookingRow.sure_at < BookingRow.asked_at),
            was_asked,
        )
    )
