"""Keeping the library's articles."""

from datetime import datetime

from sqlalchemy import delete

from revalidation.domain.articles import Article
from revalidation.domain.people import Actor, Role
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.database import Db
from revalidation.storage.rows import get_row
from revalidation.storage.values import write_article


def add_article(db: Db, *, actor: Actor, article: Article, now: datetime) -> int:
    """A new article's id. Raises what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    row = ArticleRow(created_at=now)
    kept = article.checked()
    write_article(row, kept)
    db.add(row)
    db.flush()
    _set_prompts(db, row.id, kept.prompts)
    return row.id


def change_article(db: Db, *, actor: Actor, article_id: int, article: Article) -> None:
    """Change an article's citation, links or prompts. Raises what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    kept = article.checked()
    write_article(get_row(db, ArticleRow, article_id, "article"), kept)
    _set_prompts(db, article_id, kept.prompts)


def _set_prompts(db: Db, article_id: int, prompts: tuple[str, ...]) -> None:
    db.execute(delete(ReadingPromptRow).where(ReadingPromptRow.article_id == article_id))
    db.add_all(
        ReadingPromptRow(article_id=article_id, position=position, text=text) for position, text in enumerate(prompts)
    )
