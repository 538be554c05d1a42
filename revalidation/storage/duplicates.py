"""Articles of the library that may be of the same work: statements that a command and a query need."""

from collections.abc import Sequence

from sqlalchemy import select, text

from revalidation.domain.articles import Article
from revalidation.domain.duplicates import is_same_work, keys_of
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.values import article_value

AT_ONCE = 500  # values of one statement; SQLite takes a limited number
_HOLD = text("SELECT pg_advisory_xact_lock(7317)")


def hold_library(db: Db) -> None:
    """Let nobody else import until the transaction ends; on SQLite whoever writes is alone anyway."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(_HOLD)


def rows_of_same_works(db: Db, articles: Sequence[Article]) -> dict[int, ArticleRow]:
    """By position of an article, the oldest one in the library of the same work."""
    keys = [keys_of(article) for article in articles]
    standing = _rows_with(db, {key for each in keys for key in each})
    found: dict[int, ArticleRow] = {}
    for position, article in enumerate(articles):
        rows = {row.id: row for key in keys[position] for row in standing.get(key, ())}
        same = [row_id for row_id, row in sorted(rows.items()) if is_same_work(article, article_value(row))]
        if same:
            found[position] = rows[same[0]]
    return found


def _rows_with(db: Db, keys: set[tuple[str, str]]) -> dict[tuple[str, str], list[ArticleRow]]:
    standing: dict[tuple[str, str], list[ArticleRow]] = {}
    for name in ("sought_doi", "pmid", "sought"):
        column = getattr(ArticleRow, name)
        values = sorted(value for kind, value in keys if kind == name)
        for begin in range(0, len(values), AT_ONCE):
            for row in db.scalars(select(ArticleRow).where(column.in_(values[begin : begin + AT_ONCE]))):
                standing.setdefault((name, getattr(row, name)), []).append(row)
    return standing
