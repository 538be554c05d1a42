"""What is new to whom on the topics that people follow: statements that several commands and queries need."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, select

from revalidation.domain.bulletins import USUAL, BulletinEvery, NewArticle, NewOnTopic, by_topic
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Role
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bulletins import BulletinChoiceRow, BulletinRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow
from revalidation.storage.installation import InstallationRow
from revalidation.storage.messages import MessageStopRow
from revalidation.storage.notices import is_retracted
from revalidation.storage.people import PersonRoleRow
from revalidation.storage.topics import ArticleTopicRow, TopicFollowRow, TopicRow
from revalidation.storage.values import article_value

_LAST = (
    select(func.max(BulletinRow.ends_at))
    .where(BulletinRow.person_id == TopicFollowRow.person_id)
    .correlate(TopicFollowRow)
    .scalar_subquery()
)
every = func.coalesce(BulletinChoiceRow.every, USUAL)
"""How often somebody wants her bulletin, in a statement that joins her choice."""


def news(until: dict[BulletinEvery, datetime]) -> Select[int, int, int, datetime, datetime, BulletinEvery]:
    """Person, article, topic, since when it is about it, since when that counts for her, and how often hers comes.

    It is what came before `until` and after her last bulletin, or since she follows the topic. Each article comes in
    one bulletin only, none to whoever wants none, and what has been retracted is no news.
    """
    ends_at: ColumnElement[Any] = case(
        *((every == each, moment) for each, moment in until.items()), else_=until[BulletinEvery.MONTH]
    )
    since = case((TopicFollowRow.followed_at < _LAST, _LAST), else_=TopicFollowRow.followed_at)
    return (
        select(
            TopicFollowRow.person_id,
            ArticleTopicRow.article_id,
            ArticleTopicRow.topic_id,
            ArticleTopicRow.added_at,
            since.label("since"),
            every.label("every"),
        )
        .join(ArticleTopicRow, ArticleTopicRow.topic_id == TopicFollowRow.topic_id)
        .outerjoin(BulletinChoiceRow, BulletinChoiceRow.person_id == TopicFollowRow.person_id)
        .where(
            ArticleTopicRow.added_at >= since,
            ArticleTopicRow.added_at < ends_at,
            ~is_retracted(ArticleTopicRow.article_id),
            ~exists().where(
                ArticleSentRow.person_id == TopicFollowRow.person_id,
                ArticleSentRow.article_id == ArticleTopicRow.article_id,
                ArticleSentRow.bulletin_id.is_not(None),
            ),
            wants_bulletins(),
        )
    )


def wants_bulletins() -> ColumnElement[bool]:
    """Whether whoever follows a topic is a nurse and has not stopped bulletins."""
    is_nurse = exists().where(PersonRoleRow.person_id == TopicFollowRow.person_id, PersonRoleRow.role == Role.NURSE)
    has_stopped = exists().where(
        MessageStopRow.person_id == TopicFollowRow.person_id, MessageStopRow.kind == MessageKind.BULLETIN
    )
    return is_nurse & ~has_stopped


def bulletin_line(db: Db) -> str:
    """The library's own line in bulletins."""
    installation = db.get(InstallationRow, 1)
    return installation.bulletin_line if installation else ""


def still_news(db: Db, bulletin: BulletinRow) -> tuple[NewOnTopic, ...]:
    """What a bulletin was written about, without what has gone or been retracted since, or is on none of her topics."""
    found = db.execute(
        select(ArticleRow, TopicRow.name)
        .join(ArticleSentRow, ArticleSentRow.article_id == ArticleRow.id)
        .join(ArticleTopicRow, ArticleTopicRow.article_id == ArticleRow.id)
        .join(TopicRow, TopicRow.id == ArticleTopicRow.topic_id)
        .join(TopicFollowRow, TopicFollowRow.topic_id == TopicRow.id)
        .where(
            ArticleSentRow.bulletin_id == bulletin.id,
            TopicFollowRow.person_id == bulletin.person_id,
            ArticleTopicRow.added_at >= bulletin.begins_at,
            ArticleTopicRow.added_at < bulletin.ends_at,
            ~is_retracted(ArticleRow.id),
        )
    )
    return by_topic(NewArticle(article.id, article_value(article), topic) for article, topic in found)
