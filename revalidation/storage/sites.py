"""Table of sites."""

from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class SiteRow(Row):
    """A place to meet."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str]
