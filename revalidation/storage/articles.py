"""Tables of articles and their reading prompts."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.articles import ArticleKind
from revalidation.storage.base import Row, choice


class ArticleRow(Row):
    """An article by its citation; `notices_checked_at` is when it was last asked for a retraction.

    `sought` and `sought_doi` are its title and DOI as duplicates are looked for.
    """

    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ArticleKind] = mapped_column(choice(ArticleKind))
    title: Mapped[str]
    sought: Mapped[str] = mapped_column(index=True)
    sought_doi: Mapped[str] = mapped_column(index=True)
    authors: Mapped[str]
    journal: Mapped[str]
    year: Mapped[int | None]
    volume: Mapped[str]
    issue: Mapped[str]
    pages: Mapped[str]
    month: Mapped[int | None]
    day: Mapped[int | None]
    editors: Mapped[str]
    edition: Mapped[str]
    publisher: Mapped[str]
    publisher_place: Mapped[str]
    number: Mapped[str]
    accessed_on: Mapped[date | None]
    doi: Mapped[str]
    pmid: Mapped[str] = mapped_column(index=True)
    link: Mapped[str]
    key_points: Mapped[str]
    created_at: Mapped[datetime]
    notices_checked_at: Mapped[datetime | None]


class ReadingPromptRow(Row):
    """A question to read an article with."""

    __tablename__ = "reading_prompt"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
