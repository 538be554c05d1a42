"""What a nurse reads: the articles of her sessions and what she was sent, and how far she says she has got."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CompoundSelect, Select, Subquery, case, exists, func, literal, or_, select

from revalidation.domain.articles import Article
from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.distribution import ReadingState
from revalidation.domain.key_points import KeyPoints
from revalidation.domain.library import link_to
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import SessionState
from revalidation.references.citing import cited
from revalidation.storage.articles import ArticleRow, ReadingPromptRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow, ReadingStateRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.library import library_settings
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.values import article_value

_WAS_SENT, _IS_PAST = 1, 2  # in the order of the list


class ReadingPart(StrEnum):
    """Where an article stands in the list: for a session to come, sent by itself, or of a session that is over."""

    COMING = "coming"
    SENT = "sent"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class ReadingSession:
    """A session of hers that reads an article."""

    id: int
    group: str
    starts_at: datetime
    ends_at: datetime
    waits: bool  # for a place there


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One article in her list: the session that it is for, if it is for one, and how far she says she has read it."""

    article_id: int
    article: Article
    part: ReadingPart
    session: ReadingSession | None
    sent_at: datetime | None
    state: ReadingState | None


@dataclass(frozen=True, slots=True)
class ReadingInFull:
    """One article with all that she may know of it; her own sessions that read it, soonest first."""

    article: Article
    state: ReadingState | None
    sent_at: datetime | None
    sessions: tuple[ReadingSession, ...]


def my_reading(
    db: Db, *, actor: Actor, now: datetime, limit: int = 25, offset: int = 0
) -> tuple[list[ReadingLine], int]:
    """A page of her articles: of her sessions to come, soonest first, then what she was sent, then of past sessions."""
    actor.must_be(Role.NURSE)
    wanted = _my_articles(actor.person_id, now)
    total = db.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    rows = db.execute(wanted.limit(limit).offset(offset)).all()
    sessions = _my_sessions(db, actor.person_id, [row[0].id for row in rows])
    lines = []
    for row, part, at, sent_at, state in rows:
        session = next((each for each in sessions.get(row.id, ()) if each.starts_at == at), None)
        lines.append(ReadingLine(row.id, article_value(row), ReadingPart(part), session, sent_at, state))
    return lines, total


def read_article(db: Db, *, actor: Actor, article_id: int) -> ReadingInFull:
    """Any article of the library, for a nurse. Raises NotFound."""
    actor.must_be(Role.NURSE)
    state = db.get(ReadingStateRow, (actor.person_id, article_id))
    sent = select(func.max(ArticleSentRow.sent_at)).where(
        ArticleSentRow.article_id == article_id, ArticleSentRow.person_id == actor.person_id
    )
    return ReadingInFull(
        article=_article(db, article_id),
        state=state.state if state else None,
        sent_at=db.scalar(sent),
        sessions=_my_sessions(db, actor.person_id, [article_id]).get(article_id, ()),
    )


def key_points(db: Db, *, actor: Actor, article_id: int, address: str) -> KeyPoints:
    """Any article for its sheet, for nurses and librarians alike; `address` is where the app is reached, or empty.

    Raises NotFound.
    """
    actor.must_be(Role.NURSE if Role.NURSE in actor.roles else Role.LIBRARIAN)
    article = _article(db, article_id)
    page = f"{address}/read?article={article_id}" if address else ""
    settings = library_settings(db)
    citation = cited(article, settings.citation_style)
    return KeyPoints(article, citation=citation, link=link_to(article, settings), address=page)


def _article(db: Db, article_id: int) -> Article:
    row = get_row(db, ArticleRow, article_id, "article")
    prompts = select(ReadingPromptRow.text).where(ReadingPromptRow.article_id == article_id)
    return article_value(row, db.scalars(prompts.order_by(ReadingPromptRow.position)))


def _my_articles(person_id: int, now: datetime) -> Select[Any]:
    """Article, part of the list, start of the session it stands there for, when it was sent, and reading state."""
    hers = _hers(person_id).subquery()
    coming = _by_article(hers, func.min(hers.c.starts_at), hers.c.ends_at > now)
    past = _by_article(hers, func.max(hers.c.starts_at), hers.c.ends_at <= now)
    sent = (
        select(ArticleSentRow.article_id, func.max(ArticleSentRow.sent_at).label("at"))
        .where(ArticleSentRow.person_id == person_id)
        .group_by(ArticleSentRow.article_id)
        .subquery()
    )
    part = case(
        (coming.c.at.is_not(None), literal(ReadingPart.COMING.value)),
        (past.c.at.is_not(None), literal(ReadingPart.PAST.value)),
        else_=literal(ReadingPart.SENT.value),
    )
    order = case((coming.c.at.is_not(None), 0), (past.c.at.is_not(None), _IS_PAST), else_=_WAS_SENT)
    return (
        select(ArticleRow, part, func.coalesce(coming.c.at, past.c.at), sent.c.at, ReadingStateRow.state)
        .outerjoin(coming, coming.c.article_id == ArticleRow.id)
        .outerjoin(past, past.c.article_id == ArticleRow.id)
        .outerjoin(sent, sent.c.article_id == ArticleRow.id)
        .outerjoin(
            ReadingStateRow,
            (ReadingStateRow.article_id == ArticleRow.id) & (ReadingStateRow.person_id == person_id),
        )
        .where(or_(coming.c.at.is_not(None), past.c.at.is_not(None), sent.c.at.is_not(None)))
        .order_by(
            order,
            coming.c.at,
            case((order == _IS_PAST, past.c.at)).desc(),
            case((order == _WAS_SENT, sent.c.at)).desc(),
            ArticleRow.id,
        )
    )


def _hers(person_id: int) -> CompoundSelect[int, int, datetime, datetime]:
    """Articles of sessions that take place, on which she has a live booking or was there."""
    columns = (SessionArticleRow.article_id, GroupSessionRow.id, GroupSessionRow.starts_at, GroupSessionRow.ends_at)
    booked = (
        select(*columns)
        .join(GroupSessionRow, GroupSessionRow.id == SessionArticleRow.session_id)
        .join(BookingRow, BookingRow.session_id == GroupSessionRow.id)
        .where(
            BookingRow.person_id == person_id,
            BookingRow.state.in_(LIVE),
            GroupSessionRow.state == SessionState.SCHEDULED,
        )
    )
    was_there = (
        select(*columns)
        .join(GroupSessionRow, GroupSessionRow.id == SessionArticleRow.session_id)
        .join(RegisterMarkRow, RegisterMarkRow.session_id == GroupSessionRow.id)
        .where(RegisterMarkRow.person_id == person_id, RegisterMarkRow.mark.in_(WAS_THERE))
    )
    return booked.union(was_there)


def _by_article(hers: Subquery, at: Any, is_wanted: Any) -> Subquery:  # noqa: ANN401 (expressions of SQL)
    return select(hers.c.article_id, at.label("at")).where(is_wanted).group_by(hers.c.article_id).subquery()


def _my_sessions(db: Db, person_id: int, article_ids: Iterable[int]) -> dict[int, tuple[ReadingSession, ...]]:
    """Her sessions that read these articles, soonest first."""
    hers = _hers(person_id).subquery()
    waits = exists().where(
        BookingRow.session_id == hers.c.id,
        BookingRow.person_id == person_id,
        BookingRow.state.in_((BookingState.WAITING, BookingState.OFFERED)),
    )
    rows = db.execute(
        select(hers.c.article_id, hers.c.id, GroupRow.name, hers.c.starts_at, hers.c.ends_at, waits)
        .join(GroupSessionRow, GroupSessionRow.id == hers.c.id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(hers.c.article_id.in_(list(article_ids)))
        .order_by(hers.c.starts_at, hers.c.id)
    )
    found: dict[int, tuple[ReadingSession, ...]] = {}
    for article_id, *session in rows:
        found[article_id] = (*found.get(article_id, ()), ReadingSession(*session))
    return found
