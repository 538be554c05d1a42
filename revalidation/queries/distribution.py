"""Who was sent which article, and how many have read it; nothing here says of anybody how far she has read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from revalidation.domain.bookings import HOLDS_A_PLACE, BookingState
from revalidation.domain.distribution import Basis, ReadingCounts, ReadingState, SentCounts
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.people import Actor, Role
from revalidation.domain.text import cleaned
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow, ReadingStateRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.messages import MessageRow
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow


@dataclass(frozen=True, slots=True)
class SentLine:
    """One article that went to somebody. `delivery` is where its message stands; of a bulletin it is not asked."""

    name: str
    sent_at: datetime
    basis: Basis
    group: str
    starts_at: datetime | None
    in_bulletin: bool
    delivery: MessageState | None


def sent_to(db: Db, *, actor: Actor, article_id: int, limit: int = 25, offset: int = 0) -> tuple[list[SentLine], int]:
    """A page of those whom an article was sent to, the latest first, and how often it was sent in all."""
    actor.must_be(Role.LIBRARIAN)
    delivery = (
        select(MessageRow.state)
        .where(
            MessageRow.kind == MessageKind.ARTICLE,
            MessageRow.article_id == ArticleSentRow.article_id,
            MessageRow.person_id == ArticleSentRow.person_id,
            MessageRow.session_id.is_not_distinct_from(ArticleSentRow.session_id),
            ArticleSentRow.bulletin_id.is_(None),
        )
        .order_by(MessageRow.id.desc())
        .limit(1)
        .correlate(ArticleSentRow)
        .scalar_subquery()
    )
    rows = db.execute(
        select(
            PersonRow.name,
            ArticleSentRow.sent_at,
            ArticleSentRow.basis,
            func.coalesce(GroupRow.name, ""),
            GroupSessionRow.starts_at,
            ArticleSentRow.bulletin_id.is_not(None),
            delivery,
        )
        .select_from(ArticleSentRow)
        .join(PersonRow, PersonRow.id == ArticleSentRow.person_id)
        .outerjoin(GroupSessionRow, GroupSessionRow.id == ArticleSentRow.session_id)
        .outerjoin(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(ArticleSentRow.article_id == article_id)
        .order_by(ArticleSentRow.sent_at.desc(), ArticleSentRow.id.desc())
        .limit(limit)
        .offset(offset)
    )
    total = db.scalar(select(func.count()).where(ArticleSentRow.article_id == article_id)) or 0
    return [SentLine(*row) for row in rows], total


def nurses_to_send_to(db: Db, *, actor: Actor, article_id: int, search: str, limit: int = 25) -> dict[int, str]:
    """Nurses who were not sent an article by itself, with these words in name or address: both, by id."""
    actor.must_be(Role.LIBRARIAN)
    words = cleaned(search).strip()
    had = select(ArticleSentRow.person_id).where(
        ArticleSentRow.article_id == article_id,
        ArticleSentRow.session_id.is_(None),
        ArticleSentRow.bulletin_id.is_(None),
    )
    rows = db.execute(
        select(PersonRow.id, PersonRow.name, PersonRow.email)
        .join(PersonRoleRow, (PersonRoleRow.person_id == PersonRow.id) & (PersonRoleRow.role == Role.NURSE))
        .where(
            or_(PersonRow.name.icontains(words, autoescape=True), PersonRow.email.icontains(words, autoescape=True)),
            PersonRow.id.not_in(had),
        )
        .order_by(PersonRow.name, PersonRow.id)
        .limit(limit)
    )
    return {row.id: f"{row.name}, {row.email}" for row in rows}


def sent_counts(db: Db, *, actor: Actor, session_id: int) -> SentCounts:
    """How many of those with a place at a session, and of those who wait, were sent all that it reads."""
    actor.must_be(Role.LIBRARIAN)
    has_place = BookingRow.state.in_(HOLDS_A_PLACE)
    waits = BookingRow.state == BookingState.WAITING
    row = db.execute(
        select(
            _number(has_place),
            _number(waits),
            _number(has_place, ~_lacks_something()),
            _number(waits, ~_lacks_something()),
            exists().where(ArticleSentRow.session_id == session_id),
        ).where(BookingRow.session_id == session_id, BookingRow.is_vacated.is_(False))
    ).one()
    placed, waiting, placed_sent, waiting_sent, is_begun = row
    return SentCounts(int(placed), int(waiting), int(placed_sent), int(waiting_sent), is_begun=bool(is_begun))


def reading_counts(db: Db, *, actor: Actor, session_id: int) -> dict[int, ReadingCounts]:
    """By article of a session, how many of those with a place have got how far with it, by what they say themselves."""
    actor.must_be(Role.LIBRARIAN)
    placed = (
        BookingRow.session_id == session_id,
        BookingRow.state.in_(HOLDS_A_PLACE),
        BookingRow.is_vacated.is_(False),
    )
    people = db.scalar(select(func.count()).where(*placed)) or 0
    by_article: dict[int, dict[ReadingState, int]] = {
        article_id: {}
        for article_id in db.scalars(
            select(SessionArticleRow.article_id).where(SessionArticleRow.session_id == session_id)
        )
    }
    said = db.execute(
        select(ReadingStateRow.article_id, ReadingStateRow.state, func.count())
        .join(BookingRow, BookingRow.person_id == ReadingStateRow.person_id)
        .where(*placed, ReadingStateRow.article_id.in_(by_article))
        .group_by(ReadingStateRow.article_id, ReadingStateRow.state)
    )
    for article_id, state, number in said:
        by_article[article_id][state] = number
    counts = {article_id: ReadingCounts(people, by_state) for article_id, by_state in by_article.items()}
    return {article_id: each.shown for article_id, each in counts.items()}


def _number(*wanted: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((and_(*wanted), 1), else_=0)), 0)


def _lacks_something() -> ColumnElement[bool]:
    """Her session reads something that she was not sent for it."""
    hers = select(ArticleSentRow.article_id).where(
        ArticleSentRow.person_id == BookingRow.person_id, ArticleSentRow.session_id == BookingRow.session_id
    )
    return exists().where(
        SessionArticleRow.session_id == BookingRow.session_id,
        SessionArticleRow.article_id.not_in(hers.correlate(BookingRow)),
    )
