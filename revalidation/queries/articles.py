"""The library's articles."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import aliased

from revalidation.domain.articles import Article
from revalidation.domain.notices import NoticeKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.text import cleaned
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.database import Db
from revalidation.storage.filters import Lines
from revalidation.storage.notices import gravest_of
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import SessionArticleRow
from revalidation.storage.topics import ArticleTopicRow
from revalidation.storage.values import article_value

_MOST_WORDS = 20  # more are not looked for; a pasted page would only be slow


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in the list, with how many sessions read it and how many prompts it has."""

    id: int
    article: Article
    sessions: int
    prompts: int


@dataclass(frozen=True, slots=True)
class ArticleToChoose:
    """One article to choose: the gravest notice about it, and whether another article has the same title."""

    id: int
    article: Article
    notice: NoticeKind | None
    has_namesake: bool


@dataclass(frozen=True, slots=True)
class ArticlesToChoose:
    """A few articles to choose from, of how many that fit the words, of how many in the library."""

    offered: tuple[ArticleToChoose, ...]
    fitting: int
    in_all: int


def articles(
    db: Db, *, actor: Actor, search: str = "", topic_id: int | None = None, limit: int = 25, offset: int = 0
) -> tuple[list[ArticleLine], int]:
    """A page of the articles with the words of `search` in title, authors or journal, by title, and how many in all.

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
    fields = (ArticleRow.title, ArticleRow.authors, ArticleRow.journal)
    for word in cleaned(search).split()[:_MOST_WORDS]:
        wanted = wanted.where(or_(*(field.icontains(word, autoescape=True) for field in fields)))
    if topic_id is not None:
        about = select(ArticleTopicRow.article_id).where(ArticleTopicRow.topic_id == topic_id)
        wanted = wanted.where(ArticleRow.id.in_(about))
    return wanted


def articles_to_choose(
    db: Db, *, actor: Actor, search: str = "", chosen: Collection[int] = (), limit: int
) -> ArticlesToChoose:
    """A few articles to choose from: those with `search`, by title, and without it those added last.

    What has been chosen already stays, in its order.
    """
    actor.must_be(Role.LIBRARIAN)
    fitting = _narrowed(select(ArticleRow), search, topic_id=None)
    order = (ArticleRow.title, ArticleRow.id) if search.strip() else (ArticleRow.id.desc(),)
    kept = {row.id: row for row in db.scalars(select(ArticleRow).where(ArticleRow.id.in_(chosen)))}
    rows = [kept[each] for each in chosen if each in kept]
    rows += [row for row in db.scalars(fitting.order_by(*order).limit(limit)) if row.id not in kept]
    noticed, alike = gravest_of(db, [row.id for row in rows]), _with_a_namesake(db, rows)
    return ArticlesToChoose(
        offered=tuple(
            ArticleToChoose(row.id, article_value(row), noticed.get(row.id), row.id in alike) for row in rows
        ),
        fitting=db.scalar(select(func.count()).select_from(fitting.with_only_columns(ArticleRow.id).subquery())) or 0,
        in_all=db.scalar(select(func.count()).select_from(ArticleRow)) or 0,
    )


def _with_a_namesake(db: Db, rows: Collection[ArticleRow]) -> set[int]:
    """Those of these articles whose title another one of the library has too."""
    other = aliased(ArticleRow)
    has_one = exists().where(other.sought == ArticleRow.sought, other.id != ArticleRow.id)
    return set(db.scalars(select(ArticleRow.id).where(ArticleRow.id.in_([row.id for row in rows]), has_one)))


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
