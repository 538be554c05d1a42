"""Table of groups that meet."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.groups import GroupKind
from revalidation.storage.base import Row, choice


class GroupRow(Row):
    """A reading group, or another kind of group, with its rules about places; `reminder_days` is `7 1`, for example."""

    __tablename__ = "reading_group"
    __table_args__ = (CheckConstraint("capacity > 0", name="capacity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[GroupKind] = mapped_column(choice(GroupKind))
    description: Mapped[str]
    usual_minutes: Mapped[int]
    capacity: Mapped[int]
    minimum_attendance: Mapped[int]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    online_link: Mapped[str]
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    books_outright: Mapped[bool]
    offer_hours: Mapped[int]
    stop_hours: Mapped[int]
    late_hours: Mapped[int]
    confirm_days: Mapped[int]
    reminder_days: Mapped[str]
