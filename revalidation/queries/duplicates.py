"""What the library has already."""

from collections.abc import Sequence

from revalidation.domain.articles import Article
from revalidation.domain.duplicates import Duplicate
from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.duplicates import rows_of_same_works


def duplicates_in_library(db: Db, *, actor: Actor, articles: Sequence[Article]) -> dict[int, Duplicate]:
    """By position, the article in the library that is of the same work."""
    actor.must_be(Role.LIBRARIAN)
    rows = rows_of_same_works(db, articles)
    return {position: Duplicate(row.id, row.title) for position, row in rows.items()}
