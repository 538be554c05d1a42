"""Retractions and corrections of articles, and which articles are to be asked about next."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from revalidation.domain.notices import Notice, NoticeKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.sessions import SessionState
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.notices import ArticleNoticeRow, gravest_of, is_retracted, notice_value
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice about an article."""

    id: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class ToCheck:
    """An article that the services can be asked about."""

    article_id: int
    doi: str
    pmid: str


@dataclass(frozen=True, slots=True)
class RetractedSoon:
    """A session to come that reads a retracted article."""

    session_id: int
    group: str
    starts_at: datetime
    ends_at: datetime
    article: str


def notices_of(db: Db, *, article_ids: Collection[int]) -> dict[int, list[NoticeLine]]:
    """The notices about each of these articles that has any, the latest first; for whoever sees the articles."""
    rows = db.scalars(
        select(ArticleNoticeRow)
        .where(ArticleNoticeRow.article_id.in_(article_ids))
        .order_by(ArticleNoticeRow.noticed_on.desc(), ArticleNoticeRow.id.desc())
    )
    found: dict[int, list[NoticeLine]] = defaultdict(list)
    for row in rows:
        found[row.article_id].append(NoticeLine(row.id, notice_value(row)))
    return dict(found)


def gravest_notices(db: Db, *, article_ids: Collection[int]) -> dict[int, NoticeKind]:
    """What lists and choices have to say of each of these articles that has a notice; for whoever sees them."""
    return gravest_of(db, article_ids)


def retracted_soon(db: Db, *, actor: Actor, now: datetime) -> list[RetractedSoon]:
    """Sessions to come that read a retracted article, the next first."""
    actor.must_be(Role.LIBRARIAN)
    rows = db.execute(
        select(GroupSessionRow.id, GroupRow.name, GroupSessionRow.starts_at, GroupSessionRow.ends_at, ArticleRow.title)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .join(SessionArticleRow, SessionArticleRow.session_id == GroupSessionRow.id)
        .join(ArticleRow, ArticleRow.id == SessionArticleRow.article_id)
        .where(
            GroupSessionRow.starts_at > now,
            GroupSessionRow.state == SessionState.SCHEDULED,
            is_retracted(ArticleRow.id),
        )
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
    )
    return [RetractedSoon(*row) for row in rows]


def articles_to_check(db: Db, *, before: datetime, limit: int) -> tuple[list[ToCheck], int]:
    """Articles with a DOI or a PMID not asked about since `before`, the longest ago first, and how many in all."""
    due = (
        or_(ArticleRow.doi != "", ArticleRow.pmid != ""),
        or_(ArticleRow.notices_checked_at.is_(None), ArticleRow.notices_checked_at < before),
    )
    total = db.scalar(select(func.count()).select_from(ArticleRow).where(*due)) or 0
    rows = db.execute(
        select(ArticleRow.id, ArticleRow.doi, ArticleRow.pmid)
        .where(*due)
        .order_by(ArticleRow.notices_checked_at.is_not(None), ArticleRow.notices_checked_at, ArticleRow.id)
        .limit(limit)
    )
    return [ToCheck(*row) for row in rows], total
