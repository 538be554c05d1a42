"""Tables of articles and their reading prompts."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class ArticleRow(Row):
    """An article by its citation."""

    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    authors: Mapped[str]
    journal: Mapped[str]
    year: Mapped[int | None]
    volume: Mapped[str]
    issue: Mapped[str]
    pages: Mapped[str]
    doi: Mapped[str] = mapped_column(index=True)
    link: Mapped[str]
    key_points: Mapped[str]
    created_at: Mapped[datetime]


class ReadingPromptRow(Row):
    """A question to read an article with."""

    __tablename__ = "reading_prompt"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
