"""Tables of topics, of the articles about them, and of who follows them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class TopicRow(Row):
    """What articles are about; a retired topic is offered to nobody new."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    description: Mapped[str]
    is_retired: Mapped[bool]


class ArticleTopicRow(Row):
    """An article about a topic, and since when the library says so: from then on it is news."""

    __tablename__ = "article_topic"
    __table_args__ = (Index("ix_article_topic_news", "topic_id", "added_at"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    added_at: Mapped[datetime]


class TopicFollowRow(Row):
    """A nurse who follows a topic."""

    __tablename__ = "topic_follow"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True)
    followed_at: Mapped[datetime]
