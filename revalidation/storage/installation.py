"""Table of what is true of the whole installation."""

from datetime import datetime, time

from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class InstallationRow(Row):
    """The one row that says when this installation was set up, whether it only demonstrates, and its quiet hours.

    `follow_up_days` after a session, whoever attended is asked whether it has been of use.
    """

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_up_at: Mapped[datetime]
    is_demonstration: Mapped[bool]
    quiet_begins: Mapped[time]
    quiet_ends: Mapped[time]
    follow_up_days: Mapped[int] = mapped_column(default=30)
