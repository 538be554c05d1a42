"""Keeping the list of groups."""

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from revalidation.domain.groups import Group
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NameTaken
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_row
from revalidation.storage.sites import SiteRow


def add_group(db: Db, *, actor: Actor, group: Group) -> int:
    """A new group's id. Raises what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    row = GroupRow()
    _fill(db, row, group)
    db.add(row)
    try:
        db.flush()
    except IntegrityError:  # somebody else was quicker by a moment
        raise NameTaken(field="name", what="group") from None
    return row.id


def change_group(db: Db, *, actor: Actor, group_id: int, group: Group) -> None:
    """Change a group; sessions already scheduled stay as they are. Raises what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    _fill(db, get_row(db, GroupRow, group_id, "group"), group)


def _fill(db: Db, row: GroupRow, group: Group) -> None:
    kept = group.checked()
    if kept.site_id is not None:
        get_row(db, SiteRow, kept.site_id, "site")
    if kept.facilitator_id is not None:
        get_row(db, PersonRow, kept.facilitator_id, "facilitator")
    namesake = db.scalar(select(GroupRow.id).where(func.lower(GroupRow.name) == func.lower(kept.name)))
    if namesake is not None and namesake != row.id:
        raise NameTaken(field="name", what="group")
    row.name, row.kind, row.description = kept.name, kept.kind, kept.description
    row.usual_minutes, row.capacity, row.minimum_attendance = kept.usual_minutes, kept.capacity, kept.minimum_attendance
    row.site_id, row.online_link, row.facilitator_id = kept.site_id, kept.online_link, kept.facilitator_id
    rules = kept.rules
    row.books_outright, row.offer_hours, row.stop_hours = rules.books_outright, rules.offer_hours, rules.stop_hours
    row.late_hours, row.confirm_days = rules.late_hours, rules.confirm_days
    row.reminder_days = " ".join(str(days) for days in rules.reminder_days)
