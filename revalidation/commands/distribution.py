"""Sending articles: to those who are booked on a session that reads them, and to people one by one (rule 21)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, select

from revalidation.domain.article_files import Asking, Terms, basis_sent
from revalidation.domain.bookings import HOLDS_A_PLACE, LIVE
from revalidation.domain.distribution import Basis
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_refusals import NobodyChosen, NothingToSend, TooLateToSend
from revalidation.domain.refusals import SessionCancelled
from revalidation.domain.sessions import SessionState
from revalidation.domain.times import local
from revalidation.storage.article_files import ArticleFileRow, gives_out_files, terms_value
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.distribution import ArticleSentRow
from revalidation.storage.messages import MessageRow
from revalidation.storage.people import PersonRoleRow
from revalidation.storage.places import get_session_and_rules, hold_places
from revalidation.storage.rows import get_held
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.tokens import new_token


def send_for_session(db: Db, *, actor: Actor, session_id: int, with_waiting: bool, now: datetime) -> int:
    """Send what a session reads to whoever has a place, and if wanted waits, and has not had it; how many people.

    Raises SessionCancelled, TooLateToSend, NothingToSend.
    """
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    session, _rules = get_session_and_rules(db, session_id)
    if session.state is SessionState.CANCELLED:
        raise SessionCancelled(next_one="")
    if session.ends_at <= now:
        raise TooLateToSend
    if db.scalar(select(SessionArticleRow.article_id).where(SessionArticleRow.session_id == session_id)) is None:
        raise NothingToSend
    states = LIVE if with_waiting else HOLDS_A_PLACE
    return _send(db, _unsent(BookingRow.session_id == session_id, BookingRow.state.in_(states)), now)


def send_to_newcomers(db: Db, *, now: datetime) -> int:
    """Send what was sent for a session to come to those who have got a place there since; how many people."""
    hold_places(db)
    is_sent = exists().where(
        ArticleSentRow.session_id == BookingRow.session_id, ArticleSentRow.article_id == SessionArticleRow.article_id
    )
    unsent = _unsent(
        GroupSessionRow.starts_at > now,
        GroupSessionRow.state == SessionState.SCHEDULED,
        is_sent,
        BookingRow.state.in_(HOLDS_A_PLACE),
    )
    return _send(db, unsent, now)


def send_article(db: Db, *, actor: Actor, article_id: int, person_ids: Collection[int], now: datetime) -> int:
    """Send an article to nurses for no session, each once; how many people. Raises NobodyChosen, NotFound."""
    actor.must_be(Role.LIBRARIAN)
    if not person_ids:
        raise NobodyChosen(field="people")
    get_held(db, ArticleRow, article_id, "article")  # so that of two who press at once, the second sends to nobody
    had = select(ArticleSentRow.person_id).where(
        ArticleSentRow.article_id == article_id,
        ArticleSentRow.session_id.is_(None),
        ArticleSentRow.bulletin_id.is_(None),
    )
    chosen = select(PersonRoleRow.person_id).where(
        PersonRoleRow.role == Role.NURSE,
        PersonRoleRow.person_id.in_(person_ids),
        PersonRoleRow.person_id.not_in(had),
    )
    basis = _basis(db, article_id, has_booking=False, now=now)
    found = db.scalars(chosen.order_by(PersonRoleRow.person_id)).all()
    for person_id in found:
        _note(db, article_id, person_id, basis, now)
    return len(found)


def _unsent(*wanted: ColumnElement[bool]) -> Select[int, int, int, int]:
    """Bookings, each with an article of its session that it has not been sent."""
    is_hers = exists().where(
        ArticleSentRow.article_id == SessionArticleRow.article_id,
        ArticleSentRow.person_id == BookingRow.person_id,
        ArticleSentRow.session_id == BookingRow.session_id,
    )
    return (
        select(BookingRow.id, BookingRow.person_id, BookingRow.session_id, SessionArticleRow.article_id)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .join(SessionArticleRow, SessionArticleRow.session_id == GroupSessionRow.id)
        .where(~is_hers, BookingRow.is_vacated.is_(False), *wanted)
        .order_by(GroupSessionRow.starts_at, BookingRow.id, SessionArticleRow.position)
    )


def _send(db: Db, unsent: Select[int, int, int, int], now: datetime) -> int:
    people: set[tuple[int, int]] = set()
    bases: dict[int, Basis] = {}
    for booking_id, person_id, session_id, article_id in db.execute(unsent).all():
        if article_id not in bases:
            bases[article_id] = _basis(db, article_id, has_booking=True, now=now)
        _note(db, article_id, person_id, bases[article_id], now, session_id=session_id, booking_id=booking_id)
        people.add((person_id, session_id))
    return len(people)


def _basis(db: Db, article_id: int, *, has_booking: bool, now: datetime) -> Basis:
    asking = Asking(
        gives_out_files=gives_out_files(db), is_librarian=False, has_booking=has_booking, today=local(now).date()
    )
    rows = db.scalars(select(ArticleFileRow).where(ArticleFileRow.article_id == article_id).order_by(ArticleFileRow.id))
    files: list[Terms] = [terms_value(row) for row in rows]
    return basis_sent(files, asking)


def _note(
    db: Db,
    article_id: int,
    person_id: int,
    basis: Basis,
    now: datetime,
    *,
    session_id: int | None = None,
    booking_id: int | None = None,
) -> None:
    """Note that an article goes to somebody, and write the message."""
    what = {"article_id": article_id, "person_id": person_id, "session_id": session_id}
    db.add(ArticleSentRow(**what, basis=basis, sent_at=now))
    key = f"{MessageKind.ARTICLE}-{article_id}-{new_token()}"
    db.add(
        MessageRow(**what, key=key, kind=MessageKind.ARTICLE, booking_id=booking_id, due_at=now, created_at=now),
    )
