"""Table of personal calendar addresses."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class CalendarFeedRow(Row):
    """The secret address under which somebody's calendar program reads her bookings; only its digest is kept."""

    __tablename__ = "calendar_feed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
