"""Table of statements of attendance that were given out, by the reference they are checked by."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class StatementRow(Row):
    """One statement; what it says comes from the register, each time anew."""

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("person_id", "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
