"""What is true of the whole installation."""

from dataclasses import dataclass

from revalidation.storage.database import Db
from revalidation.storage.installation import InstallationRow


@dataclass(frozen=True, slots=True)
class Installation:
    """Whether it has been set up, and whether it only demonstrates."""

    is_set_up: bool
    is_demonstration: bool


def installation(db: Db) -> Installation:
    """Where this installation stands."""
    row = db.get(InstallationRow, 1)
    return Installation(is_set_up=row is not None, is_demonstration=row is not None and row.is_demonstration)
