"""Who came to the sessions of one site, of those who had a place shortly before."""

from datetime import datetime, timedelta

from sqlalchemy import case, func, or_, select

from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import WAS_THERE
from revalidation.domain.turnout import Turnout
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow

LOOKS_BACK = timedelta(days=365)


def turnout(db: Db, *, actor: Actor, site_id: int | None, now: datetime) -> Turnout:
    """The last year at one site; without a site, the sessions that only meet online.

    Whoever was marked counts, and whoever gave a place back after the cut-off: she is among those booked until then.
    """
    actor.must_be(Role.LIBRARIAN)
    came = case((RegisterMarkRow.mark.in_(WAS_THERE), 1), else_=0)
    row = db.execute(
        select(func.count(), func.coalesce(func.sum(came), 0))
        .select_from(BookingRow)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .outerjoin(
            RegisterMarkRow,
            (RegisterMarkRow.session_id == BookingRow.session_id) & (RegisterMarkRow.person_id == BookingRow.person_id),
        )
        .where(
            GroupSessionRow.site_id == site_id,
            GroupSessionRow.ends_at <= now,
            GroupSessionRow.ends_at > now - LOOKS_BACK,
            or_(
                BookingRow.state == BookingState.CANCELLED_LATE,
                (BookingRow.state == BookingState.CONFIRMED) & RegisterMarkRow.mark.is_not(None),
            ),
        )
    ).one()
    return Turnout(cases=row[0], came=int(row[1]))
