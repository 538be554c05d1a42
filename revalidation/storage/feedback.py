"""Table of practice-related feedback; every word of it is encrypted."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Encrypted, Row


class FeedbackRow(Row):
    """One piece of feedback, as the NMC's feedback log has it."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    given_on: Mapped[date]
    source: Mapped[str] = mapped_column(Encrypted)
    kind: Mapped[str] = mapped_column(Encrypted)
    content: Mapped[str] = mapped_column(Encrypted)
    form_version: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
