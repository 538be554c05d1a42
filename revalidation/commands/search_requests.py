"""Literature-search requests: asking, taking, answering."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, select

from revalidation.commands.messages import tell_about
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_refusals import TooManyReferences
from revalidation.domain.refusals import NotFound
from revalidation.domain.search_requests import (
    MOST_REFERENCES,
    SearchAct,
    SearchQuestion,
    SearchState,
    checked_answer,
    state_after,
)
from revalidation.domain.times import local
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRoleRow
from revalidation.storage.rows import get_held, get_row
from revalidation.storage.search_requests import SearchReferenceRow, SearchRequestRow
from revalidation.storage.tokens import new_token


def ask_for_search(
    db: Db,
    *,
    actor: Actor,
    question: SearchQuestion,
    now: datetime,
    session_id: int | None = None,
    article_id: int | None = None,
) -> int:
    """Ask the library to search, about a session of one's own, an article, or by itself; the request's id.

    Raises NotFound, and what is wrong beside its field.
    """
    actor.must_be(Role.NURSE)
    asked = question.checked(local(now).date())
    if session_id is not None:
        booked = exists().where(BookingRow.session_id == session_id, BookingRow.person_id == actor.person_id)
        if not db.scalar(select(booked)):
            raise NotFound(what="session")
    if article_id is not None:
        get_row(db, ArticleRow, article_id, "article")
    row = SearchRequestRow(
        person_id=actor.person_id,
        session_id=session_id,
        article_id=article_id,
        question=asked.question,
        needed_by=asked.needed_by,
        state=SearchState.ASKED,
        asked_at=now,
        answer="",
    )
    db.add(row)
    db.flush()
    librarians = select(PersonRoleRow.person_id).where(PersonRoleRow.role == Role.LIBRARIAN)
    for person_id in db.scalars(librarians.order_by(PersonRoleRow.person_id)):
        _tell(db, MessageKind.SEARCH_ASKED, row, person_id, now)
    return row.id


def withdraw_search(db: Db, *, actor: Actor, search_request_id: int) -> None:
    """The nurse no longer needs it. Raises NotFound, SearchHasEnded."""
    actor.must_be(Role.NURSE)
    row = get_held(db, SearchRequestRow, search_request_id, "request")
    if row.person_id != actor.person_id:
        raise NotFound(what="request")
    row.state = state_after(row.state, SearchAct.WITHDRAW)


def take_search(db: Db, *, actor: Actor, search_request_id: int, now: datetime) -> None:
    """A librarian does the search, also in place of another one. Raises NotFound, SearchHasEnded."""
    actor.must_be(Role.LIBRARIAN)
    row = get_held(db, SearchRequestRow, search_request_id, "request")
    row.state = state_after(row.state, SearchAct.TAKE)
    row.taken_by_id, row.taken_at = actor.person_id, now


def give_search_back(db: Db, *, actor: Actor, search_request_id: int) -> None:
    """Somebody else may take it. Raises NotFound, SearchHasEnded."""
    actor.must_be(Role.LIBRARIAN)
    row = get_held(db, SearchRequestRow, search_request_id, "request")
    row.state = state_after(row.state, SearchAct.GIVE_BACK)
    row.taken_by_id = row.taken_at = None


def answer_search(
    db: Db, *, actor: Actor, search_request_id: int, answer: str, article_ids: Sequence[int], now: datetime
) -> None:
    """Answer with words, references, or both; answering again replaces it, and she is told each time.

    Raises NotFound, SearchHasEnded, TooManyReferences, Missing, TooLong.
    """
    actor.must_be(Role.LIBRARIAN)
    row = get_held(db, SearchRequestRow, search_request_id, "request")
    references = list(dict.fromkeys(article_ids))
    if len(references) > MOST_REFERENCES:
        raise TooManyReferences(field="references", most=MOST_REFERENCES, number=len(references))
    row.answer = checked_answer(answer, len(references))
    row.state, row.answered_at = state_after(row.state, SearchAct.ANSWER), now
    if row.taken_by_id is None:
        row.taken_by_id, row.taken_at = actor.person_id, now
    db.execute(delete(SearchReferenceRow).where(SearchReferenceRow.search_request_id == row.id))
    for position, article_id in enumerate(references):
        get_row(db, ArticleRow, article_id, "article")
        db.add(SearchReferenceRow(search_request_id=row.id, article_id=article_id, position=position))
    _tell(db, MessageKind.SEARCH_ANSWERED, row, row.person_id, now)


def _tell(db: Db, kind: MessageKind, row: SearchRequestRow, person_id: int, now: datetime) -> None:
    key = f"{kind}-{row.id}-{person_id}-{new_token()}"
    tell_about(db, kind=kind, key=key, about={"person_id": person_id, "search_request_id": row.id}, now=now)
