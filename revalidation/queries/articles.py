"""The library's articles."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from revalidation.domain.articles import Article
from revalidation.domain.people import Actor, Role
from revalidation.domain.text import cleaned
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.database import Db
from revalidation.storage.filters import Lines
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import SessionArticleRow
from revalidation.storage.topics import ArticleTopicRow
from revalidation.storage.values import article_value


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in the list, with how many sessions read it and how many prompts it has."""

    id: int
    article: Article
    sessions: int
    prompts: int


def articles(
    db: Db, *, actor: Actor, search: str = "", topic_id: int | None = None, limit: int = 25, offset: int = 0
) -> tuple[list[ArticleLine], int]:
    """A page of the articles with `search` in title, authors or journal, by title, and how many there are in all.

    With a topic only those that are about it.
    """
    actor.must_be(Role.LIBRARIAN)
    sessions = select(func.count()).where(SessionArticleRow.article_id == ArticleRow.id).correlate(ArticleRow)
    prompts = select(func.count()).where(ReadingPromptRow.article_id == ArticleRow.id).correlate(ArticleRow)
    wanted = _narrowed(select(ArticleRow, sessions.scalar_subquery(), prompts.scalar_subquery()), search, topic_id)
    total = db.scalar(select(func.count()).select_from(wanted.with_only_columns(ArticleRow.id).subquery())) or 0
    page = db.execute(wanted.order_by(ArticleRow.title, ArticleRow.id).limit(limit).offset(offset))
    return [ArticleLine(row.id, article_value(row), in_sessions, number) for row, in_sessions, number in page], total


def articles_to_take_along(
    db: Db, *, actor: Actor, search: str = "", topic_id: int | None = None
) -> tuple[Article, ...]:
    """All that the list has when it is narrowed like this, in its order, without their prompts."""
    actor.must_be(Role.LIBRARIAN)
    rows = db.scalars(_narrowed(select(ArticleRow), search, topic_id).order_by(ArticleRow.title, ArticleRow.id))
    return tuple(article_value(row) for row in rows)


def _narrowed(wanted: Lines, search: str, topic_id: int | None) -> Lines:
    if text := cleaned(search).strip():
        fields = (ArticleRow.title, ArticleRow.authors, ArticleRow.journal)
        wanted = wanted.where(or_(*(field.icontains(text, autoescape=True) for field in fields)))
    if topic_id is not None:
        about = select(ArticleTopicRow.article_id).where(ArticleTopicRow.topic_id == topic_id)
        wanted = wanted.where(ArticleRow.id.in_(about))
    return wanted


def article_titles(db: Db, *, actor: Actor) -> dict[int, str]:
    """Every article's title by id, to choose from."""
    actor.must_be(Role.LIBRARIAN)
    found = db.execute(select(ArticleRow.id, ArticleRow.title).order_by(ArticleRow.title, ArticleRow.id))
    return {row.id: row.title for row in found}


def get_article(db: Db, *, actor: Actor, article_id: int) -> Article:
    """One article with its prompts. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    row = get_row(db, ArticleRow, article_id, "article")
    prompts = select(ReadingPromptRow.text).where(ReadingPromptRow.article_id == article_id)
    return article_value(row, db.scalars(prompts.order_by(ReadingPromptRow.position)))


def articles_read(db: Db, *, session_id: int, with_prompts: bool) -> tuple[tuple[int, Article], ...]:
    """The articles of one session in order, with their ids; for whoever may see the session."""
    rows = db.scalars(
        select(ArticleRow)
        .join(SessionArticleRow, SessionArticleRow.article_id == ArticleRow.id)
        .where(SessionArticleRow.session_id == session_id)
        .order_by(SessionArticleRow.position)
    ).all()
    prompts: dict[int, list[str]] = {row.id: [] for row in rows}
    if with_prompts:
        asked = (
            select(ReadingPromptRow).where(ReadingPromptRow.article_id.in_(prompts)).order_by(ReadingPromptRow.position)
        )
        for prompt in db.scalars(asked):
            prompts[prompt.article_id].append(prompt.text)
    return tuple((row.id, article_value(row, prompts[row.id])) for row in rows)
