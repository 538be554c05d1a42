"""Tables of the register: who attended which session, and every mark that was ever made."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, and_
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.register import Mark
from revalidation.storage.base import Row, choice
from revalidation.storage.bookings import BookingRow


class RegisterMarkRow(Row):
    """What the register says of one person at one session. `minutes` are those of the meeting that count."""

    __tablename__ = "register_mark"
    __table_args__ = (CheckConstraint("minutes >= 0", name="minutes_not_negative"),)

    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    mark: Mapped[Mark] = mapped_column(choice(Mark))
    minutes: Mapped[int]
    marked_at: Mapped[datetime]
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class RegisterChangeRow(Row):
    """One mark that was made, changed or taken back (no mark); rows are only ever added."""

    __tablename__ = "register_change"
    __table_args__ = (Index("ix_register_change_of", "session_id", "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mark: Mapped[Mark | None] = mapped_column(choice(Mark))
    minutes: Mapped[int]


def mark_of_booking() -> ColumnElement[bool]:
    """What joins a booking to the mark of the same person for the same session."""
    return and_(RegisterMarkRow.session_id == BookingRow.session_id, RegisterMarkRow.person_id == BookingRow.person_id)
