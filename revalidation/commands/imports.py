"""Taking many articles into the library at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert

from revalidation.domain.duplicates import DuplicateChoice, duplicates_among, filled, replaced
from revalidation.domain.imports import Chosen, Outcome
from revalidation.domain.people import Actor, Role
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.duplicates import hold_library, rows_of_same_works
from revalidation.storage.values import article_value, write_article

_MERGED = {DuplicateChoice.FILL: filled, DuplicateChoice.REPLACE: replaced}


def import_articles(db: Db, *, actor: Actor, chosen: Sequence[Chosen], now: datetime) -> Outcome:
    """Add them all, or none. Raises what is wrong with the first that can't be kept.

    What is a duplicate is asked again: somebody may have added the same meanwhile, or pressed the button twice.
    """
    actor.must_be(Role.LIBRARIAN)
    hold_library(db)
    articles = [each.article.checked() for each in chosen]
    rows, first_of = rows_of_same_works(db, articles), duplicates_among(articles)
    added: list[ArticleRow] = []
    changed: set[int | None] = set()
    left = 0
    for position, (article, each) in enumerate(zip(articles, chosen, strict=True)):
        row = rows.get(position) or rows.get(first_of.get(position, position))
        if row is None or each.choice is DuplicateChoice.BESIDE:
            made = ArticleRow(created_at=now)
            write_article(made, article)
            added.append(made)
            rows[position] = row or made
        elif each.choice is DuplicateChoice.LEAVE:
            left += 1
        else:
            write_article(row, _MERGED[each.choice](article_value(row), article))
            changed.add(row.id)
    if added:  # without the session's book-keeping, which would take longer than all the rest
        db.execute(insert(ArticleRow), [_values(row) for row in added])
    return Outcome(len(added), len(changed - {None}), left)  # a row that was just made has no id


def _values(row: ArticleRow) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in ArticleRow.__table__.columns if column.key != "id"}
