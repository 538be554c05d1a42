"""Who belongs to a group: whoever has, or had and kept, a booking of one of its sessions."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import InstrumentedAttribute

from revalidation.domain.bookings import LIVE
from revalidation.storage.bookings import BookingRow
from revalidation.storage.sessions import GroupSessionRow


def is_member(person_id: int, group_id: InstrumentedAttribute[int] | int) -> ColumnElement[bool]:
    """Whether somebody belongs to a group."""
    return exists().where(
        BookingRow.person_id == person_id,
        BookingRow.state.in_(LIVE),
        GroupSessionRow.id == BookingRow.session_id,
        GroupSessionRow.group_id == group_id,
    )
