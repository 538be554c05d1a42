"""Taking many articles into the library at once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import insert

from revalidation.domain.duplicates import DuplicateChoice, duplicates_among, filled, replaced
from revalidation.domain.imports import Chosen, Outcome
from revalidation.domain.people import Actor, Role
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.duplicates import hold_library, rows_of_same_works
from revalidation.storage.values import article_value, write_article

_PORTION = 250  # records from one word to the next on how far it is
_CHECKED, _FOUND, _PUT_TOGETHER = 0.2, 0.4, 0.65  # the shares of a large import that each step ends with
_MERGED = {DuplicateChoice.FILL: filled, DuplicateChoice.REPLACE: replaced}

Told = Callable[[float], None]


def import_articles(
    db: Db, *, actor: Actor, chosen: Sequence[Chosen], now: datetime, told: Told = lambda _share: None
) -> Outcome:
    """Add them all, or none; `told` hears meanwhile what share is done. Raises what is wrong with the first at fault.

    What is a duplicate is asked again: somebody may have added the same meanwhile, or pressed the button twice.
    """
    actor.must_be(Role.LIBRARIAN)
    hold_library(db)
    articles = [each.article.checked() for each in _in_portions(chosen, told, 0.0, _CHECKED)]
    rows, first_of = rows_of_same_works(db, articles), duplicates_among(articles)
    added: list[ArticleRow] = []
    changed: set[int | None] = set()
    left = 0
    for position, each in enumerate(_in_portions(chosen, told, _FOUND, _PUT_TOGETHER)):
        article = articles[position]
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
    values = [_values(row) for row in added]
    for begin in range(0, len(values), _PORTION):  # without the session's book-keeping, which would take far longer
        db.execute(insert(ArticleRow), values[begin : begin + _PORTION])
        told(_PUT_TOGETHER + (1 - _PUT_TOGETHER) * begin / len(values))
    return Outcome(len(added), len(changed - {None}), left)  # a row that was just made has no id


def _in_portions(chosen: Sequence[Chosen], told: Told, begins: float, ends: float) -> Iterator[Chosen]:
    """One after the other; `told` hears from time to time how far between these two shares it is."""
    for number, each in enumerate(chosen):
        if number % _PORTION == 0:
            told(begins + (ends - begins) * number / len(chosen))
        yield each


def _values(row: ArticleRow) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in ArticleRow.__table__.columns if column.key != "id"}
