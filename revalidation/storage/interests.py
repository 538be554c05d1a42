"""Tables of who says that an article would make a good session, and who is asked first when it becomes one."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


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
