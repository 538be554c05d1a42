"""Tables of group sessions, the series they were scheduled in, and what they read."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.bank_holidays import Nation
from revalidation.domain.series import Pattern
from revalidation.domain.sessions import SessionState
from revalidation.storage.base import Row, choice


class SeriesRow(Row):
    """Sessions that were scheduled together."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("reading_group.id"), index=True)
    pattern: Mapped[Pattern] = mapped_column(choice(Pattern))
    nation: Mapped[Nation] = mapped_column(choice(Nation))
    skips_bank_holidays: Mapped[bool]


class GroupSessionRow(Row):
    """One meeting of a group. `places_taken` is counted by the booking commands alone, never by adding rows up.

    While `claims_open_at` is set, free places are for whoever waits and claims one first. Until `open_to_all_at`, only
    those who were asked first may book.
    """

    __tablename__ = "group_session"
    __table_args__ = (
        CheckConstraint("capacity > 0", name="capacity_positive"),
        CheckConstraint("places_taken BETWEEN 0 AND capacity", name="never_over_booked"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_group_session_starts_at", "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("reading_group.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    online_link: Mapped[str]
    capacity: Mapped[int]
    minimum_attendance: Mapped[int]
    places_taken: Mapped[int] = mapped_column(default=0)
    state: Mapped[SessionState] = mapped_column(choice(SessionState), default=SessionState.SCHEDULED)
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    claims_open_at: Mapped[datetime | None]
    open_to_all_at: Mapped[datetime | None]


class SessionArticleRow(Row):
    """An article that a session reads."""

    __tablename__ = "session_article"

    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True, index=True)
    position: Mapped[int]
