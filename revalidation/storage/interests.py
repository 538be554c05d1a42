"""Tables of who says that an article would make a good session, and of who is asked first when it becomes one."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, and_, case, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.interests import fits
from revalidation.domain.people import Role
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import SessionPlan
from revalidation.storage.base import Row
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRoleRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow


class ArticleInterestRow(Row):
    """A nurse who would come to a session about an article, at a site or, without one, online."""

    __tablename__ = "article_interest"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id", ondelete="SET NULL"))
    said_at: Mapped[datetime]


class AskedFirstRow(Row):
    """A nurse who may book a session before it opens to everybody."""

    __tablename__ = "asked_first"

    session_id: Mapped[int] = mapped_column(ForeignKey("group_session.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)


def still_counts() -> ColumnElement[bool]:
    """Whether an interest still counts: not once she has been to a session about the article since she said it."""
    has_come = exists().where(
        RegisterMarkRow.person_id == ArticleInterestRow.person_id,
        RegisterMarkRow.mark.in_(WAS_THERE),
        SessionArticleRow.session_id == RegisterMarkRow.session_id,
        SessionArticleRow.article_id == ArticleInterestRow.article_id,
        GroupSessionRow.id == RegisterMarkRow.session_id,
        GroupSessionRow.ends_at > ArticleInterestRow.said_at,
    )
    return ~has_come


def is_of_a_nurse() -> ColumnElement[bool]:
    """Whether an interest is that of somebody who may book."""
    return exists().where(PersonRoleRow.person_id == ArticleInterestRow.person_id, PersonRoleRow.role == Role.NURSE)


def would_come(db: Db, plan: SessionPlan) -> set[int]:
    """The nurses who would come to one of its articles where it takes place."""
    wanted = select(ArticleInterestRow.person_id, ArticleInterestRow.site_id).where(
        ArticleInterestRow.article_id.in_(plan.article_ids), still_counts(), is_of_a_nurse()
    )
    return {
        person_id
        for person_id, site_id in db.execute(wanted)
        if fits(site_id, session_site_id=plan.site_id, session_link=plan.online_link)
    }


def kept_until(person_id: ColumnElement[int]) -> ColumnElement[datetime | None]:
    """Until when a session, joined by whoever asks, is for others to book first; nothing for those asked first."""
    was_asked = exists().where(AskedFirstRow.session_id == GroupSessionRow.id, AskedFirstRow.person_id == person_id)
    return case((and_(GroupSessionRow.open_to_all_at.is_not(None), ~was_asked), GroupSessionRow.open_to_all_at))
