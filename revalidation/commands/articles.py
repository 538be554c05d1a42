"""Keeping the library's articles."""

from datetime import datetime

from sqlalchemy import delete

from revalidation.domain.articles import Article
from revalidation.domain.people import Actor, Role
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.database import Db
from revalidation.storage.rows import get_row


def add_article(db: Db, *, actor: Actor, article: Article, now: datetime) -> int:
    """A new article's id. Raises what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    row = ArticleRow(created_at=now)
    kept = _fill(row, article)
    db.add(row)
    db.flush()
    _set_prompts(db, row.id, kept.prompts)
    return row.id


def change_article(db: Db, *, actor: Actor, article_id: int, article: Article) -> None:
    """Change an article's citation, links or prompts. Raises what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    kept = _fill(get_row(db, ArticleRow, article_id, "article"), article)
    _set_prompts(db, article_id, kept.prompts)


def _fill(row: ArticleRow, article: Article) -> Article:
    kept = article.checked()
    row.title, row.authors, row.journal, row.year = kept.title, kept.authors, kept.journal, kept.year
    row.volume, row.issue, row.pages = kept.volume, kept.issue, kept.pages
    row.doi, row.pmid, row.link, row.key_points = kept.doi, kept.pmid, kept.link, kept.key_points
    row.kind, row.month, row.day, row.accessed_on = kept.kind, kept.month, kept.day, kept.accessed_on
    row.editors, row.edition, row.number = kept.editors, kept.edition, kept.number
    row.publisher, row.publisher_place = kept.publisher, kept.publisher_place
    return kept


def _set_prompts(db: Db, article_id: int, prompts: tuple[str, ...]) -> None:
    db.execute(delete(ReadingPromptRow).where(ReadingPromptRow.article_id == article_id))
    db.add_all(
        ReadingPromptRow(article_id=article_id, position=position, text=text) for position, text in enumerate(prompts)
    )
