"""Table of bookings."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.bookings import LIVE, BookingState
from revalidation.storage.base import Row, choice

_LIVE_ONLY = text("state IN ({})".format(", ".join(f"'{state.value}'" for state in LIVE)))


class BookingRow(Row):
    """A nurse's booking for a session. `queued_at` is set once: whoever comes back after cancelling has a new row."""

    __tablename__ = "booking"
    __table_args__ = (
        Index(
            "uq_booking_live",
            "session_id",
            "person_id",
            unique=True,
            sqlite_where=_LIVE_ONLY,
            postgresql_where=_LIVE_ONLY,
        ),
        Index("ix_booking_queue", "session_id", "state", "queued_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[BookingState] = mapped_column(choice(BookingState))
    queued_at: Mapped[datetime]
    changed_at: Mapped[datetime]
