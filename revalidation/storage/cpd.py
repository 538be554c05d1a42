"""Table of continuing professional development: what a nurse's CPD log holds."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Select, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.register import WAS_THERE
from revalidation.storage.base import Encrypted, Row
from revalidation.storage.register import RegisterMarkRow


class CpdEntryRow(Row):
    """One line of a CPD log. Minutes are kept, hours are printed; participatory and reading ones are part of `minutes`.

    `code_link` has the keys of themes with spaces between them.

    An entry drafted from a register follows its corrections until she edits it (`is_own`); then `drafted_minutes` says
    what the register had said when she last saw it. One that she removed stays as a mark without words, so that it is
    not drafted again.
    """

    __tablename__ = "cpd_entry"
    __table_args__ = (
        CheckConstraint(
            "minutes >= 0 AND participatory_minutes >= 0 AND participatory_minutes <= minutes",
            name="participatory_is_part",
        ),
        CheckConstraint("last_on >= first_on", name="ends_after_it_begins"),
        UniqueConstraint("person_id", "session_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("group_session.id"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    method: Mapped[str] = mapped_column(Encrypted)
    topic: Mapped[str] = mapped_column(Encrypted)
    code_link: Mapped[str] = mapped_column(Encrypted)
    standards_link: Mapped[str] = mapped_column(Encrypted)
    minutes: Mapped[int]
    participatory_minutes: Mapped[int]
    reading_minutes: Mapped[int] = mapped_column(default=0)
    is_own: Mapped[bool] = mapped_column(default=False)
    drafted_minutes: Mapped[int | None]
    form_version: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


def attended_without_entry(person_id: int) -> Select[int]:
    """The sessions that somebody attended and has no entry of, not even a removed one."""
    return (
        select(RegisterMarkRow.session_id)
        .outerjoin(
            CpdEntryRow,
            and_(
                CpdEntryRow.session_id == RegisterMarkRow.session_id,
                CpdEntryRow.person_id == RegisterMarkRow.person_id,
            ),
        )
        .where(
            RegisterMarkRow.person_id == person_id,
            RegisterMarkRow.mark.in_(WAS_THERE),
            CpdEntryRow.id.is_(None),
        )
    )
