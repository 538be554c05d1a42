"""Keeping the list of sites."""

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NameTaken
from revalidation.domain.sites import Site
from revalidation.storage.database import Db
from revalidation.storage.rows import get_row
from revalidation.storage.sites import SiteRow


def add_site(db: Db, *, actor: Actor, site: Site) -> int:
    """A new site's id. Raises Missing, TooLong or NameTaken."""
    actor.must_be(Role.LIBRARIAN)
    row = SiteRow()
    _fill(db, row, site)
    db.add(row)
    try:
        db.flush()
    except IntegrityError:  # somebody else was quicker by a moment
        raise NameTaken(field="name", what="site") from None
    return row.id


def change_site(db: Db, *, actor: Actor, site_id: int, site: Site) -> None:
    """Give a site another name or address. Raises Missing, TooLong, NameTaken or NotFound."""
    actor.must_be(Role.LIBRARIAN)
    _fill(db, get_row(db, SiteRow, site_id, "site"), site)


def _fill(db: Db, row: SiteRow, site: Site) -> None:
    kept = site.checked()
    namesake = db.scalar(select(SiteRow.id).where(func.lower(SiteRow.name) == func.lower(kept.name)))
    if namesake is not None and namesake != row.id:
        raise NameTaken(field="name", what="site")
    row.name, row.address = kept.name, kept.address
