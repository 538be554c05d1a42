"""Groups, with where they usually meet and when next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from revalidation.domain.groups import Group
from revalidation.domain.sessions import SessionState
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.places import place_rules
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group in the list."""

    id: int
    group: Group
    where: str
    next_at: datetime | None
    upcoming: int


def groups(db: Db, *, now: datetime) -> list[GroupLine]:
    """All groups by name."""
    coming = (
        select(
            GroupSessionRow.group_id, func.min(GroupSessionRow.starts_at).label("next_at"), func.count().label("number")
        )
        .where(GroupSessionRow.starts_at > now, GroupSessionRow.state == SessionState.SCHEDULED)
        .group_by(GroupSessionRow.group_id)
        .subquery()
    )
    rows = db.execute(
        select(GroupRow, SiteRow.name, coming.c.next_at, coming.c.number)
        .outerjoin(SiteRow, SiteRow.id == GroupRow.site_id)
        .outerjoin(coming, coming.c.group_id == GroupRow.id)
        .order_by(GroupRow.name)
    )
    return [
        GroupLine(row.id, _value(row), site_name or "Online", next_at, number or 0)
        for row, site_name, next_at, number in rows
    ]


def group_names(db: Db) -> dict[int, str]:
    """Every group's name by id, to choose from."""
    return {row.id: row.name for row in db.execute(select(GroupRow.id, GroupRow.name).order_by(GroupRow.name))}


def get_group(db: Db, *, group_id: int) -> Group:
    """One group. Raises NotFound."""
    return _value(get_row(db, GroupRow, group_id, "group"))


def _value(row: GroupRow) -> Group:
    return Group(
        name=row.name,
        kind=row.kind,
        description=row.description,
        usual_minutes=row.usual_minutes,
        capacity=row.capacity,
        minimum_attendance=row.minimum_attendance,
        site_id=row.site_id,
        online_link=row.online_link,
        facilitator_id=row.facilitator_id,
        rules=place_rules(row),
    )
