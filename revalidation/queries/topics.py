"""Topics: the librarian's list, what an article is about, and a nurse's own choice of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, Select, exists, func, or_, select

from revalidation.domain.articles import Article
from revalidation.domain.people import Actor, Role
from revalidation.domain.text import cleaned
from revalidation.domain.topics import Topic
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.rows import get_row
from revalidation.storage.topics import ArticleTopicRow, TopicFollowRow, TopicRow
from revalidation.storage.values import article_value

Lines = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic in the librarian's list; who follows it is nobody's to see."""

    id: int
    topic: Topic
    is_retired: bool
    articles: int
    followers: int


@dataclass(frozen=True, slots=True)
class MyTopic:
    """One topic as a nurse chooses it."""

    id: int
    topic: Topic
    articles: int
    is_followed: bool


@dataclass(frozen=True, slots=True)
class TopicalArticle:
    """An article with the topics that brought it to somebody."""

    id: int
    article: Article
    topics: tuple[str, ...]


def topic_names(db: Db) -> dict[int, str]:
    """The topics that articles are about, by id, to narrow a list by."""
    is_used = exists().where(ArticleTopicRow.topic_id == TopicRow.id)
    rows = db.execute(select(TopicRow.id, TopicRow.name).where(is_used).order_by(func.lower(TopicRow.name)))
    return {row.id: row.name for row in rows}


def topics(db: Db, *, actor: Actor, search: str = "", limit: int = 25, offset: int = 0) -> tuple[list[TopicLine], int]:
    """A page of the topics by name, each with how many articles and followers it has, and how many there are in all."""
    actor.must_be(Role.LIBRARIAN)
    followers = select(func.count()).where(TopicFollowRow.topic_id == TopicRow.id).scalar_subquery()
    wanted = _with_words(select(TopicRow, _articles(), followers), search)
    total = _count(db, wanted)
    rows = db.execute(wanted.order_by(func.lower(TopicRow.name)).limit(limit).offset(offset))
    return [TopicLine(row.id, _value(row), row.is_retired, number, people) for row, number, people in rows], total


def has_topics(db: Db, *, actor: Actor) -> bool:
    """Whether the library has any yet."""
    actor.must_be(Role.LIBRARIAN)
    return db.scalar(select(TopicRow.id).limit(1)) is not None


def get_topic(db: Db, *, actor: Actor, topic_id: int) -> tuple[Topic, bool]:
    """One topic, and whether it is retired. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    row = get_row(db, TopicRow, topic_id, "topic")
    return _value(row), row.is_retired


def topics_of(db: Db, *, actor: Actor, article_id: int) -> dict[int, str]:
    """The topics that an article is about, by id."""
    actor.must_be(Role.LIBRARIAN)
    about = (
        select(TopicRow.id, TopicRow.name)
        .join(ArticleTopicRow, ArticleTopicRow.topic_id == TopicRow.id)
        .where(ArticleTopicRow.article_id == article_id)
        .order_by(func.lower(TopicRow.name))
    )
    return {row.id: row.name for row in db.execute(about)}


def topics_to_choose(db: Db, *, actor: Actor) -> dict[int, str]:
    """The topics that are offered for an article, by id."""
    actor.must_be(Role.LIBRARIAN)
    offered = select(TopicRow.id, TopicRow.name).where(TopicRow.is_retired.is_(False))
    return {row.id: row.name for row in db.execute(offered.order_by(func.lower(TopicRow.name)))}


def my_topics(db: Db, *, actor: Actor, search: str = "", limit: int = 25, offset: int = 0) -> tuple[list[MyTopic], int]:
    """A page of the topics to follow, by name, and how many there are in all; a retired one while she follows it."""
    actor.must_be(Role.NURSE)
    follows = exists().where(TopicFollowRow.topic_id == TopicRow.id, TopicFollowRow.person_id == actor.person_id)
    wanted = select(TopicRow, _articles(), follows).where(or_(TopicRow.is_retired.is_(False), follows))
    wanted = _with_words(wanted, search)
    total = _count(db, wanted)
    rows = db.execute(wanted.order_by(func.lower(TopicRow.name)).limit(limit).offset(offset))
    return [MyTopic(row.id, _value(row), number, bool(is_followed)) for row, number, is_followed in rows], total


def topics_followed(db: Db, *, actor: Actor) -> dict[int, str]:
    """The topics that she follows, by id."""
    actor.must_be(Role.NURSE)
    hers = (
        select(TopicRow.id, TopicRow.name)
        .join(TopicFollowRow, TopicFollowRow.topic_id == TopicRow.id)
        .where(TopicFollowRow.person_id == actor.person_id)
    )
    return {row.id: row.name for row in db.execute(hers.order_by(func.lower(TopicRow.name)))}


def newest_of_my_topics(db: Db, *, actor: Actor, limit: int = 25, offset: int = 0) -> tuple[list[TopicalArticle], int]:
    """A page of the articles about what she follows, those that came last first, and how many there are in all."""
    actor.must_be(Role.NURSE)
    followed = (
        select(ArticleTopicRow)
        .join(TopicFollowRow, TopicFollowRow.topic_id == ArticleTopicRow.topic_id)
        .where(TopicFollowRow.person_id == actor.person_id)
        .with_only_columns(ArticleTopicRow.article_id, func.max(ArticleTopicRow.added_at).label("at"))
        .group_by(ArticleTopicRow.article_id)
        .subquery()
    )
    total = db.scalar(select(func.count()).select_from(followed)) or 0
    newest = select(ArticleRow).join(followed, followed.c.article_id == ArticleRow.id)
    page = db.scalars(newest.order_by(followed.c.at.desc(), ArticleRow.id.desc()).limit(limit).offset(offset)).all()
    named: dict[int, list[str]] = {row.id: [] for row in page}
    brought = (
        select(ArticleTopicRow.article_id, TopicRow.name)
        .join(TopicRow, TopicRow.id == ArticleTopicRow.topic_id)
        .join(TopicFollowRow, TopicFollowRow.topic_id == TopicRow.id)
        .where(TopicFollowRow.person_id == actor.person_id, ArticleTopicRow.article_id.in_(named))
        .order_by(func.lower(TopicRow.name))
    )
    for article_id, name in db.execute(brought):
        named[article_id].append(name)
    return [TopicalArticle(row.id, article_value(row), tuple(named[row.id])) for row in page], total


def _with_words(wanted: Lines, search: str) -> Lines:
    text = cleaned(search).strip()
    fields = (TopicRow.name, TopicRow.description)
    return wanted.where(or_(*(field.icontains(text, autoescape=True) for field in fields))) if text else wanted


def _count(db: Db, wanted: Lines) -> int:
    return db.scalar(select(func.count()).select_from(wanted.with_only_columns(TopicRow.id).subquery())) or 0


def _articles() -> ScalarSelect[int]:
    return select(func.count()).where(ArticleTopicRow.topic_id == TopicRow.id).correlate(TopicRow).scalar_subquery()


def _value(row: TopicRow) -> Topic:
    return Topic(row.name, row.description)
