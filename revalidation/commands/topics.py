"""Keeping the list of topics, saying what an article is about, and following topics."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_refusals import TopicRetired, TopicsThereAlready
from revalidation.domain.refusals import NameTaken
from revalidation.domain.topics import Topic, starter_topics
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.rows import get_held, get_row
from revalidation.storage.topics import ArticleTopicRow, TopicFollowRow, TopicRow


def add_starter_topics(db: Db, *, actor: Actor) -> int:
    """The list to start with; how many topics it has. Raises TopicsThereAlready."""
    actor.must_be(Role.LIBRARIAN)
    if db.scalar(select(TopicRow.id).limit(1)) is not None:
        raise TopicsThereAlready
    starters = starter_topics()
    db.add_all(TopicRow(name=each.name, description=each.description, is_retired=False) for each in starters)
    try:
        db.flush()
    except IntegrityError:  # somebody else was quicker by a moment
        raise TopicsThereAlready from None
    return len(starters)


def add_topic(db: Db, *, actor: Actor, topic: Topic) -> int:
    """A new topic's id. Raises Missing, TooLong or NameTaken."""
    actor.must_be(Role.LIBRARIAN)
    row = TopicRow(is_retired=False)
    _fill(db, row, topic)
    db.add(row)
    try:
        db.flush()
    except IntegrityError:  # somebody else was quicker by a moment
        raise NameTaken(field="name", what="topic") from None
    return row.id


def change_topic(db: Db, *, actor: Actor, topic_id: int, topic: Topic) -> None:
    """Give a topic another name or description; its articles and followers stay. Raises what `add_topic` raises."""
    actor.must_be(Role.LIBRARIAN)
    _fill(db, get_row(db, TopicRow, topic_id, "topic"), topic)


def retire_topic(db: Db, *, actor: Actor, topic_id: int) -> None:
    """Offer a topic no more; what is under it stays there, and who follows it goes on. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    get_row(db, TopicRow, topic_id, "topic").is_retired = True


def bring_back_topic(db: Db, *, actor: Actor, topic_id: int) -> None:
    """Offer a retired topic again. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    get_row(db, TopicRow, topic_id, "topic").is_retired = False


def set_topics(db: Db, *, actor: Actor, article_id: int, topic_ids: Collection[int], now: datetime) -> None:
    """Say which topics an article is about; it is news under those that are new to it. Raises NotFound, TopicRetired.

    A retired topic that it is about already may stay.
    """
    actor.must_be(Role.LIBRARIAN)
    get_held(db, ArticleRow, article_id, "article")
    was = set(db.scalars(select(ArticleTopicRow.topic_id).where(ArticleTopicRow.article_id == article_id)))
    for topic_id in sorted(set(topic_ids) - was):
        topic = get_row(db, TopicRow, topic_id, "topic")
        if topic.is_retired:
            raise TopicRetired(field="topics", name=topic.name)
        db.add(ArticleTopicRow(article_id=article_id, topic_id=topic_id, added_at=now))
    gone = was - set(topic_ids)
    db.execute(
        delete(ArticleTopicRow).where(ArticleTopicRow.article_id == article_id, ArticleTopicRow.topic_id.in_(gone))
    )


def follow_topic(db: Db, *, actor: Actor, topic_id: int, now: datetime) -> None:
    """Follow a topic; twice is as good as once. Raises NotFound, TopicRetired."""
    actor.must_be(Role.NURSE)
    topic = get_held(db, TopicRow, topic_id, "topic")
    if db.get(TopicFollowRow, (actor.person_id, topic_id)) is not None:
        return
    if topic.is_retired:
        raise TopicRetired(name=topic.name)
    db.add(TopicFollowRow(person_id=actor.person_id, topic_id=topic_id, followed_at=now))


def unfollow_topic(db: Db, *, actor: Actor, topic_id: int) -> None:
    """Follow a topic no more; twice is as good as once."""
    actor.must_be(Role.NURSE)
    hers = (TopicFollowRow.person_id == actor.person_id, TopicFollowRow.topic_id == topic_id)
    db.execute(delete(TopicFollowRow).where(*hers))


def _fill(db: Db, row: TopicRow, topic: Topic) -> None:
    kept = topic.checked()
    namesake = db.scalar(select(TopicRow.id).where(func.lower(TopicRow.name) == func.lower(kept.name)))
    if namesake is not None and namesake != row.id:
        raise NameTaken(field="name", what="topic")
    row.name, row.description = kept.name, kept.description
