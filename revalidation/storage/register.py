"""Table of the register: who attended which session."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.register import Mark
from revalidation.storage.base import Row, choice


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
