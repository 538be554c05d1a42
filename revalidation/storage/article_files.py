"""Table of article files that the library may give out; the files lie encrypted in the folder of evidence."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.article_files import Terms
from revalidation.domain.distribution import Basis
from revalidation.storage.base import Row, choice
from revalidation.storage.database import Db
from revalidation.storage.installation import InstallationRow


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


def terms_value(row: ArticleFileRow) -> Terms:
    """The terms it is given out on."""
    return Terms(
        basis=row.basis,
        licence=row.licence,
        expires_on=row.expires_on,
        is_for_booked_only=row.is_for_booked_only,
    )


def write_terms(row: ArticleFileRow, terms: Terms) -> None:
    """The other way: terms, which have been checked, into the row."""
    row.basis, row.licence = terms.basis, terms.licence
    row.expires_on, row.is_for_booked_only = terms.expires_on, terms.is_for_booked_only


def gives_out_files(db: Db) -> bool:
    """Whether the library gives out files at all; not before it says so."""
    row = db.get(InstallationRow, 1)
    return row is not None and row.gives_out_files
