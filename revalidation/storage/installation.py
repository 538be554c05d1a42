"""Table of what is true of the whole installation."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class InstallationRow(Row):
    """The one row that says when this installation was set up, and whether it only demonstrates."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_up_at: Mapped[datetime]
    is_demonstration: Mapped[bool]
