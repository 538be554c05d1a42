"""Tables of bulletins that were written, and how often each nurse wants hers."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.bulletins import BulletinEvery
from revalidation.storage.base import Row, choice


class BulletinChoiceRow(Row):
    """How often a nurse wants her bulletin, where she has chosen."""

    __tablename__ = "bulletin_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    every: Mapped[BulletinEvery] = mapped_column(choice(BulletinEvery))


class BulletinRow(Row):
    """One bulletin to one nurse about what was new from `begins_at` until before `ends_at`, with the library's line.

    Its articles are the rows of `article_sent` that name it.
    """

    __tablename__ = "bulletin"
    __table_args__ = (UniqueConstraint("person_id", "begins_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    line: Mapped[str]
