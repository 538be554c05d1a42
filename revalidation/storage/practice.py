"""Table of practice periods: the lines of a nurse's practice hours log."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Encrypted, Row


class PracticePeriodRow(Row):
    """A time in practice: `minutes` for the sum, `hours_text` for print; the choices are keys of data/nmc.

    Without a last day it is a current post.
    """

    __tablename__ = "practice_period"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes_not_negative"),
        CheckConstraint("last_on >= first_on", name="ends_after_it_begins"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date | None]
    organisation: Mapped[str] = mapped_column(Encrypted)
    setting: Mapped[str]
    scope: Mapped[str]
    minutes: Mapped[int]
    hours_text: Mapped[str] = mapped_column(Encrypted)
    registration: Mapped[str]
    description: Mapped[str] = mapped_column(Encrypted)
    form_version: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


MOST_RECENT_FIRST = (PracticePeriodRow.last_on.desc().nulls_first(), PracticePeriodRow.id.desc())


def runs_on(day: date) -> ColumnElement[bool]:
    """Whether a period has not ended before this day."""
    return PracticePeriodRow.last_on.is_(None) | (PracticePeriodRow.last_on >= day)
