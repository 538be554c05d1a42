"""Rows as the domain's frozen values, where a command and a query need the same one."""

from collections.abc import Iterable

from revalidation.domain.articles import Article
from revalidation.storage.articles import ArticleRow


def article_value(row: ArticleRow, prompts: Iterable[str] = ()) -> Article:
    """An article with its prompts in order."""
    return Article(
        title=row.title,
        authors=row.authors,
        journal=row.journal,
        year=row.year,
        volume=row.volume,
        issue=row.issue,
        pages=row.pages,
        doi=row.doi,
        link=row.link,
        key_points=row.key_points,
        prompts=tuple(prompts),
    )
