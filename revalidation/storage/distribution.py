"""Tables of who was sent which article, and how far each says she has read it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.distribution import Basis, ReadingState
from revalidation.storage.base import Row, choice


class ArticleSentRow(Row):
    """One article that went to one person, for a session, in a bulletin, or by itself."""

    __tablename__ = "article_sent"
    __table_args__ = (Index("ix_article_sent_of", "article_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("group_session.id", ondelete="SET NULL"), index=True)
    bulletin_id: Mapped[int | None] = mapped_column(ForeignKey("bulletin.id", ondelete="CASCADE"), index=True)
    basis: Mapped[Basis] = mapped_column(choice(Basis))
    sent_at: Mapped[datetime]


class ReadingStateRow(Row):
    """How far a nurse says she has read an article; whoever leads a session sees a count only."""

    __tablename__ = "reading_state"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True)
    state: Mapped[ReadingState] = mapped_column(choice(ReadingState))
    changed_at: Mapped[datetime]
