"""Tables of bookings, what happened to each, and requests that span several dates."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, exists, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.bookings import LIVE, BookingEvent, BookingState, CancelReason
from revalidation.storage.base import Row, choice

_LIVE_ONLY = text("state IN ({})".format(", ".join(f"'{state.value}'" for state in LIVE)))
_OFFERED_ONLY = text(f"state = '{BookingState.OFFERED.value}'")


class BookingRequestRow(Row):
    """One wish for a place on any of several dates: the first place wins, and the other bookings of it fall away."""

    __tablename__ = "booking_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)


class BookingRow(Row):
    """A nurse's booking for a session. `queued_at` is set once: whoever comes back after cancelling has a new row.

    `sure_at` is when she last said that she comes; `asked_at` and `answer_by` when she was asked to say so, and until
    when. A vacated place belongs to somebody who did not come; it was given to somebody who did. `sequence` counts the
    calendar messages about this booking.
    """

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("(state = 'offered') = (offer_ends_at IS NOT NULL)", name="only_offers_end"),
        Index(
            "uq_booking_live",
            "session_id",
            "person_id",
            unique=True,
            sqlite_where=_LIVE_ONLY,
            postgresql_where=_LIVE_ONLY,
        ),
        Index("ix_booking_queue", "session_id", "state", "queued_at", "id"),
        Index("ix_booking_offers", "offer_ends_at", sqlite_where=_OFFERED_ONLY, postgresql_where=_OFFERED_ONLY),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[BookingState] = mapped_column(choice(BookingState))
    queued_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    is_priority: Mapped[bool] = mapped_column(default=False)
    offer_ends_at: Mapped[datetime | None]
    request_id: Mapped[int | None] = mapped_column(ForeignKey("booking_request.id"), index=True)
    sure_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    answer_by: Mapped[datetime | None]
    is_vacated: Mapped[bool] = mapped_column(default=False)
    sequence: Mapped[int] = mapped_column(default=0)


# The states are written out, as in the indexes above. SQLite compares these words; for a value it would plan the
# statement anew each time, and find the index of live bookings of no use.
is_live = BookingRow.state.in_([literal_column(f"'{state.value}'") for state in LIVE])
is_waiting = BookingRow.state == literal_column(f"'{BookingState.WAITING.value}'")


class BookingChangeRow(Row):
    """One thing that happened to a booking; rows are only ever added. No actor means that the app did it by itself."""

    __tablename__ = "booking_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    event: Mapped[BookingEvent] = mapped_column(choice(BookingEvent))
    state: Mapped[BookingState] = mapped_column(choice(BookingState))
    reason: Mapped[CancelReason | None] = mapped_column(choice(CancelReason))
    note: Mapped[str] = mapped_column(default="")


def had_a_place() -> ColumnElement[bool]:
    """Whether a booking ever was more than a wait; whoever only waited has given no place back."""
    return exists().where(
        BookingChangeRow.booking_id == BookingRow.id, BookingChangeRow.state == BookingState.CONFIRMED
    )
