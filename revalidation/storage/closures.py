"""Table of closures: days on which nothing is scheduled."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class ClosureRow(Row):
    """Some days on which a site, or everything, is closed; both days belong to it."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("last_on >= first_on", name="ends_after_it_begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
