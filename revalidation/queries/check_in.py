"""What is shown in the room for checking in: the code of the moment, and how many have used it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, select

from revalidation.domain.bookings import BookingState
from revalidation.domain.check_in import (
    CodeWindow,
    check_in_closes_at,
    check_in_opens_at,
    code_window,
    is_check_in_open,
)
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound, SessionCancelled
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.keys import secrets
from revalidation.storage.register import RegisterMarkRow, mark_of_booking
from revalidation.storage.sessions import GroupSessionRow


@dataclass(frozen=True, slots=True)
class CheckInScreen:
    """One session as the room sees it; `shown` is there only while check-in is open."""

    group: str
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime
    closes_at: datetime
    there: int
    expected: int
    shown: CodeWindow | None


def check_in_screen(db: Db, *, actor: Actor, session_id: int, now: datetime) -> CheckInScreen:
    """The code of now, how many are marked as there and how many have a place. Raises NotFound, SessionCancelled."""
    actor.must_be(Role.LIBRARIAN)
    row = db.execute(
        select(
            GroupRow.name,
            GroupSessionRow.starts_at,
            GroupSessionRow.ends_at,
            GroupSessionRow.state,
            func.count(case((RegisterMarkRow.mark.in_(WAS_THERE), 1))).label("there"),
            func.count(BookingRow.id).label("expected"),
        )
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(
            BookingRow,
            and_(BookingRow.session_id == GroupSessionRow.id, BookingRow.state == BookingState.CONFIRMED),
        )
        .outerjoin(RegisterMarkRow, mark_of_booking())
        .where(GroupSessionRow.id == session_id)
        .group_by(GroupRow.id, GroupSessionRow.id)
    ).one_or_none()
    if row is None:
        raise NotFound(what="session")
    if row.state is SessionState.CANCELLED:
        raise SessionCancelled(next_one="")
    is_open = is_check_in_open(starts_at=row.starts_at, ends_at=row.ends_at, now=now)
    return CheckInScreen(
        group=row.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        opens_at=check_in_opens_at(row.starts_at),
        closes_at=check_in_closes_at(row.ends_at),
        there=row.there,
        expected=row.expected,
        shown=code_window(secrets()[0], session_id, now) if is_open else None,
    )
