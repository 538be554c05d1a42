"""Literature-search requests: a nurse sees her own, librarians see all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from revalidation.domain.articles import Article
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.search_requests import OPEN_SEARCHES, SearchState
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.search_requests import SearchReferenceRow, SearchRequestRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.values import article_value


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One request; `about` is the article or the session that it came from."""

    id: int
    question: str
    needed_by: date | None
    state: SearchState
    asked_at: datetime
    answered_at: datetime | None
    asked_by: str
    taken_by: str
    about: str


@dataclass(frozen=True, slots=True)
class SearchInFull:
    """One request with its answer."""

    line: SearchLine
    answer: str
    references: tuple[tuple[int, Article], ...]


def my_searches(db: Db, *, actor: Actor, limit: int = 25, offset: int = 0) -> tuple[list[SearchLine], int]:
    """A page of a nurse's own requests, the latest first, and how many there are in all."""
    actor.must_be(Role.NURSE)
    hers = SearchRequestRow.person_id == actor.person_id
    return _page(db, hers, (SearchRequestRow.asked_at.desc(), SearchRequestRow.id.desc()), limit, offset)


def get_my_search(db: Db, *, actor: Actor, search_request_id: int) -> SearchInFull:
    """One of hers. Raises NotFound."""
    actor.must_be(Role.NURSE)
    return _get(db, SearchRequestRow.id == search_request_id, SearchRequestRow.person_id == actor.person_id)


def searches(db: Db, *, actor: Actor, is_open: bool, limit: int = 25, offset: int = 0) -> tuple[list[SearchLine], int]:
    """A page of all requests: open ones as they are needed and were asked, the others the latest first."""
    actor.must_be(Role.LIBRARIAN)
    among = SearchRequestRow.state.in_(OPEN_SEARCHES)
    if not is_open:
        return _page(db, ~among, (SearchRequestRow.asked_at.desc(), SearchRequestRow.id.desc()), limit, offset)
    soonest = (SearchRequestRow.needed_by.is_(None), SearchRequestRow.needed_by, SearchRequestRow.id)
    return _page(db, among, soonest, limit, offset)


def get_search(db: Db, *, actor: Actor, search_request_id: int) -> SearchInFull:
    """One request. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    return _get(db, SearchRequestRow.id == search_request_id)


def searches_to_take(db: Db, *, actor: Actor) -> int:
    """How many requests nobody has taken yet."""
    actor.must_be(Role.LIBRARIAN)
    return db.scalar(select(func.count()).where(SearchRequestRow.state == SearchState.ASKED)) or 0


def _page(
    db: Db, among: ColumnElement[bool], order: Sequence[Any], limit: int, offset: int
) -> tuple[list[SearchLine], int]:
    total = db.scalar(select(func.count()).select_from(SearchRequestRow).where(among)) or 0
    rows = db.execute(_lines().where(among).order_by(*order).limit(limit).offset(offset))
    return [_line(*row) for row in rows], total


def _get(db: Db, *wanted: ColumnElement[bool]) -> SearchInFull:
    found = db.execute(_lines().where(*wanted)).one_or_none()
    if found is None:
        raise NotFound(what="request")
    references = db.scalars(
        select(ArticleRow)
        .join(SearchReferenceRow, SearchReferenceRow.article_id == ArticleRow.id)
        .where(SearchReferenceRow.search_request_id == found[0].id)
        .order_by(SearchReferenceRow.position)
    )
    return SearchInFull(
        _line(*found), found[0].answer, tuple((article.id, article_value(article)) for article in references)
    )


def _lines() -> Select[*tuple[Any, ...]]:
    asked_by, taken_by = aliased(PersonRow), aliased(PersonRow)
    return (
        select(SearchRequestRow, asked_by.name, taken_by.name, ArticleRow.title, GroupRow.name)
        .join(asked_by, asked_by.id == SearchRequestRow.person_id)
        .outerjoin(taken_by, taken_by.id == SearchRequestRow.taken_by_id)
        .outerjoin(ArticleRow, ArticleRow.id == SearchRequestRow.article_id)
        .outerjoin(GroupSessionRow, GroupSessionRow.id == SearchRequestRow.session_id)
        .outerjoin(GroupRow, GroupRow.id == GroupSessionRow.group_id)
    )


def _line(
    row: SearchRequestRow, asked_by: str, taken_by: str | None, article: str | None, group: str | None
) -> SearchLine:
    return SearchLine(
        id=row.id,
        question=row.question,
        needed_by=row.needed_by,
        state=row.state,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        asked_by=asked_by,
        taken_by=taken_by or "",
        about=article or group or "",
    )
