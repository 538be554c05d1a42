"""Noting that an article was retracted or corrected, and telling whoever was sent or has discussed it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, union

from revalidation.commands.messages import tell_about
from revalidation.domain.bookings import LIVE
from revalidation.domain.messages import MessageKind
from revalidation.domain.notices import Notice, new_ones
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_refusals import NoticeIsThere
from revalidation.domain.register import WAS_THERE
from revalidation.domain.times import local
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow
from revalidation.storage.notices import ArticleNoticeRow, notice_value
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.rows import get_held, get_row
from revalidation.storage.search_requests import SearchReferenceRow, SearchRequestRow
from revalidation.storage.sessions import SessionArticleRow


def add_notice(db: Db, *, actor: Actor, article_id: int, notice: Notice, now: datetime) -> None:
    """A librarian notes it by hand. Raises NotFound, NoticeIsThere, and what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    get_held(db, ArticleRow, article_id, "article")
    if not _add(db, article_id, [notice.checked(local(now).date())], now):
        raise NoticeIsThere(field="kind")


def remove_notice(db: Db, *, actor: Actor, notice_id: int) -> None:
    """Take back what was noted by mistake; what has not been sent of it does not go out. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    db.delete(get_row(db, ArticleNoticeRow, notice_id, "notice"))


def note_checked(db: Db, *, article_id: int, found: Sequence[Notice], now: datetime) -> int:
    """What the services said of an article; how many notices were new. Raises NotFound."""
    row = get_held(db, ArticleRow, article_id, "article")
    row.notices_checked_at = now
    return _add(db, article_id, found, now)


def _add(db: Db, article_id: int, found: Sequence[Notice], now: datetime) -> int:
    there = db.scalars(select(ArticleNoticeRow).where(ArticleNoticeRow.article_id == article_id))
    new = new_ones(found, [notice_value(row) for row in there])
    for notice in new:
        row = ArticleNoticeRow(
            article_id=article_id,
            kind=notice.kind,
            source=notice.source,
            reference=notice.reference,
            noticed_on=notice.noticed_on,
            note=notice.note,
            created_at=now,
        )
        db.add(row)
        db.flush()
        _tell(db, row, now)
    return len(new)


def _tell(db: Db, notice: ArticleNoticeRow, now: datetime) -> None:
    """Whoever was sent the article, discussed it, is about to, or was given it as the answer to a question."""
    reads = SessionArticleRow.article_id == notice.article_id
    concerned = union(
        select(ArticleSentRow.person_id).where(ArticleSentRow.article_id == notice.article_id),
        select(BookingRow.person_id)
        .join(SessionArticleRow, SessionArticleRow.session_id == BookingRow.session_id)
        .where(reads, BookingRow.state.in_(LIVE)),
        select(RegisterMarkRow.person_id)
        .join(SessionArticleRow, SessionArticleRow.session_id == RegisterMarkRow.session_id)
        .where(reads, RegisterMarkRow.mark.in_(WAS_THERE)),
        select(SearchRequestRow.person_id)
        .join(SearchReferenceRow, SearchReferenceRow.search_request_id == SearchRequestRow.id)
        .where(SearchReferenceRow.article_id == notice.article_id),
    )
    kind = MessageKind.NOTICE
    for person_id in sorted(db.scalars(concerned)):
        about = {"person_id": person_id, "article_id": notice.article_id}
        tell_about(db, kind=kind, key=f"{kind}-{notice.id}-{person_id}", about=about, now=now)
