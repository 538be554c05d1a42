"""Table of retractions, corrections and doubts about articles."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from revalidation.domain.notices import Notice, NoticeKind, NoticeSource, gravest
from revalidation.storage.base import Row, choice
from revalidation.storage.database import Db


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


def is_retracted(article_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the article that this column names has been retracted."""
    return exists().where(ArticleNoticeRow.article_id == article_id, ArticleNoticeRow.kind == NoticeKind.RETRACTION)


def gravest_of(db: Db, article_ids: Collection[int]) -> dict[int, NoticeKind]:
    """What has to be said first of each of these articles that has a notice."""
    rows = db.scalars(select(ArticleNoticeRow).where(ArticleNoticeRow.article_id.in_(article_ids)))
    noted: dict[int, list[Notice]] = defaultdict(list)
    for row in rows:
        noted[row.article_id].append(notice_value(row))
    return {article_id: kind for article_id, notices in noted.items() if (kind := gravest(notices))}


def notice_value(row: ArticleNoticeRow) -> Notice:
    """The notice itself."""
    return Notice(row.kind, row.source, row.reference, row.noticed_on, row.note)
