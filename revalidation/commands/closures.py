"""Keeping the list of closures."""

from revalidation.domain.closures import Closure
from revalidation.domain.people import Actor, Role
from revalidation.storage.closures import ClosureRow
from revalidation.storage.database import Db
from revalidation.storage.rows import get_row
from revalidation.storage.sites import SiteRow


def add_closure(db: Db, *, actor: Actor, closure: Closure) -> int:
    """A new closure's id; sessions scheduled on it stay. Raises Missing, TooLong or ClosureEndsBeforeItBegins."""
    actor.must_be(Role.LIBRARIAN)
    row = ClosureRow()
    _fill(db, row, closure)
    db.add(row)
    db.flush()
    return row.id


def change_closure(db: Db, *, actor: Actor, closure_id: int, closure: Closure) -> None:
    """Give a closure other days, another site or name. Raises what `add_closure` raises, or NotFound."""
    actor.must_be(Role.LIBRARIAN)
    _fill(db, get_row(db, ClosureRow, closure_id, "closure"), closure)


def remove_closure(db: Db, *, actor: Actor, closure_id: int) -> None:
    """Take a closure away; its days are ordinary ones again. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    db.delete(get_row(db, ClosureRow, closure_id, "closure"))


def _fill(db: Db, row: ClosureRow, closure: Closure) -> None:
    kept = closure.checked()
    if kept.site_id is not None:
        get_row(db, SiteRow, kept.site_id, "site")
    row.name, row.site_id = kept.name, kept.site_id
    row.first_on, row.last_on = kept.first_on, kept.last_on
