"""Closures to choose from, and those that concern a span of days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from revalidation.domain.closures import Closure
from revalidation.domain.people import Actor, Role
from revalidation.storage.closures import ClosureRow
from revalidation.storage.database import Db
from revalidation.storage.sites import SiteRow


@dataclass(frozen=True, slots=True)
class ClosureLine:
    """One closure, and where it holds."""

    id: int
    closure: Closure
    where: str


def closures(db: Db, *, actor: Actor, first: date, last: date | None = None) -> list[ClosureLine]:
    """The closures with a day from `first` to `last`, or ever after, the earliest first."""
    actor.must_be(Role.LIBRARIAN)
    wanted = select(ClosureRow, SiteRow.name).outerjoin(SiteRow, SiteRow.id == ClosureRow.site_id)
    wanted = wanted.where(ClosureRow.last_on >= first)
    if last is not None:
        wanted = wanted.where(ClosureRow.first_on <= last)
    rows = db.execute(wanted.order_by(ClosureRow.first_on, ClosureRow.id))
    return [
        ClosureLine(row.id, Closure(row.name, row.first_on, row.last_on, row.site_id), where or "Everywhere")
        for row, where in rows
    ]
