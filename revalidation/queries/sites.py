"""Sites to choose from."""

from dataclasses import dataclass

from sqlalchemy import select

from revalidation.domain.sites import Site
from revalidation.storage.database import Db
from revalidation.storage.sites import SiteRow


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site."""

    id: int
    site: Site


def sites(db: Db) -> list[SiteLine]:
    """All sites by name."""
    rows = db.scalars(select(SiteRow).order_by(SiteRow.name))
    return [SiteLine(row.id, Site(name=row.name, address=row.address)) for row in rows]
