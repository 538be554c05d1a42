"""Bulletins to come: what a nurse's next one would hold, and what the library sends when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from revalidation.domain.bulletins import (
    MOST_ARTICLES,
    USUAL,
    Bulletin,
    BulletinEvery,
    NewArticle,
    NewOnTopic,
    by_topic,
    next_due,
)
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bulletins import BulletinChoiceRow
from revalidation.storage.database import Db
from revalidation.storage.library import library_settings
from revalidation.storage.messages import MessageStopRow
from revalidation.storage.news import bulletin_line as kept_line
from revalidation.storage.news import every, news, wants_bulletins
from revalidation.storage.notices import is_retracted
from revalidation.storage.topics import ArticleTopicRow, TopicFollowRow, TopicRow
from revalidation.storage.values import article_value

SAMPLE = 8  # articles in the words that a librarian looks at


@dataclass(frozen=True, slots=True)
class MyBulletin:
    """How often hers comes (None: never), when the next one would, and what it would hold as things are."""

    every: BulletinEvery | None
    comes_at: datetime
    bulletin: Bulletin


@dataclass(frozen=True, slots=True)
class BulletinsToCome:
    """The next bulletins of one kind: when, for how many who follow something, and for how many something is new."""

    every: BulletinEvery
    comes_at: datetime
    readers: int
    with_news: int


def my_bulletin(db: Db, *, actor: Actor, now: datetime) -> MyBulletin:
    """Her own choice and her next bulletin."""
    actor.must_be(Role.NURSE)
    choice = db.get(BulletinChoiceRow, actor.person_id)
    chosen = choice.every if choice else USUAL
    has_stopped = db.get(MessageStopRow, (actor.person_id, MessageKind.BULLETIN)) is not None
    hers = news(dict.fromkeys(BulletinEvery, now)).where(TopicFollowRow.person_id == actor.person_id)
    bulletin = _bulletin(db, _newest(db, hers, most=MOST_ARTICLES))
    return MyBulletin(None if has_stopped else chosen, next_due(chosen, now), bulletin)


def bulletins_to_come(db: Db, *, actor: Actor, now: datetime) -> list[BulletinsToCome]:
    """When the next ones go, and to how many; never to whom."""
    actor.must_be(Role.LIBRARIAN)
    choice = BulletinChoiceRow.person_id == TopicFollowRow.person_id
    all_readers = select(TopicFollowRow.person_id).outerjoin(BulletinChoiceRow, choice).where(wants_bulletins())
    readers, with_news = _counted(db, all_readers), _counted(db, news(dict.fromkeys(BulletinEvery, now)))
    return [
        BulletinsToCome(each, next_due(each, now), readers.get(each, 0), with_news.get(each, 0))
        for each in BulletinEvery
    ]


def sample_bulletin(db: Db, *, actor: Actor) -> Bulletin:
    """One with the newest articles of all topics, to look at its words; it is nobody's."""
    actor.must_be(Role.LIBRARIAN)
    newest = select(ArticleTopicRow.article_id, ArticleTopicRow.topic_id, ArticleTopicRow.added_at)
    newest = newest.where(~is_retracted(ArticleTopicRow.article_id))
    newest = newest.order_by(ArticleTopicRow.added_at.desc(), ArticleTopicRow.article_id.desc()).limit(2 * SAMPLE)
    return _bulletin(db, _newest(db, newest, most=SAMPLE))


def bulletin_line(db: Db, *, actor: Actor) -> str:
    """The library's own line in bulletins."""
    actor.must_be(Role.LIBRARIAN)
    return kept_line(db)


def _counted(db: Db, readers: Select[*tuple[Any, ...]]) -> dict[BulletinEvery, int]:
    """How many people these are, by how often their bulletin comes."""
    people = readers.with_only_columns(every.label("every"), func.count(TopicFollowRow.person_id.distinct()))
    return {BulletinEvery(often): number for often, number in db.execute(people.group_by(every))}


def _newest(db: Db, wanted: Select[*tuple[Any, ...]], *, most: int) -> tuple[NewOnTopic, ...]:
    """The articles of rows that name an article, its topic and since when, at most so many, under their topics."""
    found = wanted.subquery()
    rows = db.execute(
        select(ArticleRow, TopicRow.name)
        .join(found, found.c.article_id == ArticleRow.id)
        .join(TopicRow, TopicRow.id == found.c.topic_id)
        .order_by(found.c.added_at.desc(), ArticleRow.id.desc())
    ).all()
    newest = set(list(dict.fromkeys(row.id for row, _ in rows))[:most])
    return by_topic(NewArticle(row.id, article_value(row), topic) for row, topic in rows if row.id in newest)


def _bulletin(db: Db, topics: tuple[NewOnTopic, ...]) -> Bulletin:
    return Bulletin(kept_line(db), topics, library_settings(db).citation_style)
