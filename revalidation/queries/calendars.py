"""A nurse's bookings as her calendar shows them: all of them behind her secret address, and one for the download."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, or_, select

from revalidation.domain.bookings import BookingState
from revalidation.domain.calendars import KEPT_FOR, CalendarEntry
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.calendars import CalendarFeedRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow
from revalidation.storage.tokens import digest
from revalidation.storage.values import calendar_entry_value


def find_calendar(db: Db, *, token: str, now: datetime) -> list[CalendarEntry] | None:
    """What stands behind a secret address, or None if there is none such: her places, and those lately lost.

    What was lost is told as cancelled, so that programs which keep a copy of what they have once read drop it.
    """
    person_id = db.scalar(
        select(CalendarFeedRow.person_id)
        .join(PersonRoleRow, PersonRoleRow.person_id == CalendarFeedRow.person_id)
        .where(CalendarFeedRow.token_digest == digest(token), PersonRoleRow.role == Role.NURSE)
    )
    if person_id is None:
        return None
    since = now - KEPT_FOR
    had_a_place = exists().where(
        BookingChangeRow.booking_id == BookingRow.id, BookingChangeRow.state == BookingState.CONFIRMED
    )
    wanted = _bookings(person_id).where(
        GroupSessionRow.ends_at > since,
        or_(BookingRow.state == BookingState.CONFIRMED, (BookingRow.changed_at > since) & had_a_place),
    )
    return [_entry(*row) for row in db.execute(wanted.order_by(GroupSessionRow.starts_at, BookingRow.id))]


def my_calendar_entry(db: Db, *, actor: Actor, session_id: int) -> CalendarEntry:
    """The session on which she has a place. Raises NotFound."""
    actor.must_be(Role.NURSE)
    wanted = _bookings(actor.person_id).where(
        BookingRow.session_id == session_id, BookingRow.state == BookingState.CONFIRMED
    )
    found = db.execute(wanted).one_or_none()
    if found is None:
        raise NotFound(what="booking")
    return _entry(*found)


def find_calendar_address_made_at(db: Db, *, actor: Actor) -> datetime | None:
    """Since when she has a secret address, if she has one."""
    actor.must_be(Role.NURSE)
    return db.scalar(select(CalendarFeedRow.created_at).where(CalendarFeedRow.person_id == actor.person_id))


def _bookings(person_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(BookingRow, GroupSessionRow, GroupRow, SiteRow, PersonRow)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .join(PersonRow, PersonRow.id == BookingRow.person_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .where(BookingRow.person_id == person_id)
    )


def _entry(
    booking: BookingRow, session: GroupSessionRow, group: GroupRow, site: SiteRow | None, person: PersonRow
) -> CalendarEntry:
    return calendar_entry_value(
        booking,
        session,
        group,
        site,
        person,
        stamped_at=booking.changed_at,
        is_cancelled=booking.state is not BookingState.CONFIRMED,
    )
