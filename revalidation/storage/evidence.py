"""Table of uploaded evidence; the files themselves lie encrypted in a folder of their own."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Encrypted, Row


class EvidenceFileRow(Row):
    """One file. `stored_as` is its random name in the folder; `digest` is the SHA-256 of what she uploaded."""

    __tablename__ = "evidence_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Encrypted)
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(Encrypted)
    stored_as: Mapped[str] = mapped_column(unique=True)
    added_at: Mapped[datetime]
    cpd_entry_id: Mapped[int | None] = mapped_column(ForeignKey("cpd_entry.id", ondelete="SET NULL"), index=True)
    feedback_id: Mapped[int | None] = mapped_column(ForeignKey("feedback.id", ondelete="SET NULL"), index=True)
    practice_period_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice_period.id", ondelete="SET NULL"), index=True
    )
