"""Table of what is left of people who were erased: counts by session, and nobody in them."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class ErasedCountRow(Row):
    """How many people who are erased now had booked a session, cancelled late, attended it and so on."""

    __tablename__ = "erased_count"

    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"), primary_key=True)
    booked: Mapped[int] = mapped_column(default=0)
    cancelled: Mapped[int] = mapped_column(default=0)
    cancelled_late: Mapped[int] = mapped_column(default=0)
    attended: Mapped[int] = mapped_column(default=0)
    attended_part: Mapped[int] = mapped_column(default=0)
    did_not_attend: Mapped[int] = mapped_column(default=0)
    used: Mapped[int] = mapped_column(default=0)
    not_used: Mapped[int] = mapped_column(default=0)
