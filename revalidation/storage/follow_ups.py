"""Table of follow-ups: whether what was read at a session has been used since."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.follow_ups import Used
from revalidation.storage.base import Encrypted, Row, choice


class FollowUpRow(Row):
    """One nurse asked about one session; `words` are hers alone, `used` is counted for the library."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("person_id", "session_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id"), index=True)
    asked_at: Mapped[datetime]
    times_asked: Mapped[int]
    answered_at: Mapped[datetime | None]
    used: Mapped[Used | None] = mapped_column(choice(Used))
    words: Mapped[str] = mapped_column(Encrypted)
    added_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("reflective_account.id", ondelete="SET NULL"), index=True
    )
