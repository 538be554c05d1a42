"""Tables of what a group may read next, and how its members rank it."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row
from revalidation.storage.notices import is_retracted


class ReadingListRow(Row):
    """An article on a group's reading list; members rank those that are candidates for the next meeting."""

    __tablename__ = "reading_list"

    group_id: Mapped[int] = mapped_column(ForeignKey("reading_group.id", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int]
    is_candidate: Mapped[bool]
    added_at: Mapped[datetime]


class ReadingRankRow(Row):
    """Where a member of a group ranks a candidate; 1 is what she would like to read most."""

    __tablename__ = "reading_rank"

    group_id: Mapped[int] = mapped_column(ForeignKey("reading_group.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True)
    rank: Mapped[int]
    ranked_at: Mapped[datetime]


def can_be_chosen() -> ColumnElement[bool]:
    """Whether members can choose an article of a list: a candidate, as long as it is not retracted."""
    return ReadingListRow.is_candidate.is_(True) & ~is_retracted(ReadingListRow.article_id)
