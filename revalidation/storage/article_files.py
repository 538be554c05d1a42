"""Table of article files that the library may give out; the files lie encrypted in the folder of evidence."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.distribution import Basis
from revalidation.storage.base import Row, choice


class ArticleFileRow(Row):
    """One file of an article. `stored_as` is its random name in the folder; after `expires_on` nobody gets it."""

    __tablename__ = "article_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    stored_as: Mapped[str] = mapped_column(unique=True)
    basis: Mapped[Basis] = mapped_column(choice(Basis))
    licence: Mapped[str]
    expires_on: Mapped[date | None]
    is_for_booked_only: Mapped[bool]
    added_at: Mapped[datetime]
