"""The secret address by which a nurse's calendar program follows her bookings."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from revalidation.domain.people import Actor, Role
from revalidation.storage.calendars import CalendarFeedRow
from revalidation.storage.database import Db
from revalidation.storage.tokens import digest, new_token


def make_calendar_address(db: Db, *, actor: Actor, now: datetime) -> str:
    """The secret of a new address; the one she had before stops working."""
    actor.must_be(Role.NURSE)
    token = new_token()
    insert = (sqlite if db.get_bind().dialect.name == "sqlite" else postgresql).insert
    made = {"token_digest": digest(token), "created_at": now}
    # One statement: two tabs may make an address at the same moment, and then the later one counts.
    first = insert(CalendarFeedRow).values(person_id=actor.person_id, **made)
    db.execute(first.on_conflict_do_update(index_elements=["person_id"], set_=made))
    return token


def withdraw_calendar_address(db: Db, *, actor: Actor) -> None:
    """Make her address stop working; doing it twice changes nothing."""
    actor.must_be(Role.NURSE)
    db.execute(delete(CalendarFeedRow).where(CalendarFeedRow.person_id == actor.person_id))
