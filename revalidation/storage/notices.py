"""Table of retractions, corrections and doubts about articles."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.notices import Notice, NoticeKind, NoticeSource
from revalidation.storage.base import Row, choice


class ArticleNoticeRow(Row):
    """One notice about an article; `reference` is the DOI or PMID of the notice itself, where there is one."""

    __tablename__ = "article_notice"
    __table_args__ = (UniqueConstraint("article_id", "kind", "reference"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"))
    kind: Mapped[NoticeKind] = mapped_column(choice(NoticeKind))
    source: Mapped[NoticeSource] = mapped_column(choice(NoticeSource))
    reference: Mapped[str]
    noticed_on: Mapped[date | None]
    note: Mapped[str]
    created_at: Mapped[datetime]


def notice_value(row: ArticleNoticeRow) -> Notice:
    """The notice itself."""
    return Notice(row.kind, row.source, row.reference, row.noticed_on, row.note)
