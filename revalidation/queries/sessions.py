"""Group sessions: the list a nurse books from, the librarian's schedule, and one session in full."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, ScalarSelect, and_, bindparam, case, func, not_, or_, select
from sqlalchemy.orm import aliased

from revalidation.domain.articles import Article
from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.filters import MOST_COUNTED, NO_FILTERS, Filters
from revalidation.domain.groups import GroupKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.queries.articles import articles_read
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.filters import Lines, narrowed
from revalidation.storage.groups import GroupRow
from revalidation.storage.interests import kept_until
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.sites import SiteRow


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in a list, with the booking of whoever looks, and until when others than her are asked first."""

    id: int
    group_id: int
    group: str
    kind: GroupKind
    starts_at: datetime
    ends_at: datetime
    where: str
    state: SessionState
    capacity: int
    places_taken: int
    waiting: int
    minimum_attendance: int = 0
    article: str = ""
    booking: BookingState | None = None
    position: int | None = None
    offer_ends_at: datetime | None = None
    answer_by: datetime | None = None
    mark: Mark | None = None
    kept_until: datetime | None = None

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class SessionInFull:
    """One session with what belongs to it. Links and prompts are only there for who may have them."""

    line: SessionLine
    description: str
    address: str
    online_link: str
    site_id: int | None
    minimum_attendance: int
    articles: tuple[tuple[int, Article], ...] = field(default=())
    facilitator_id: int | None = None
    facilitator: str = ""
    series_id: int | None = None

    @property
    def plan(self) -> SessionPlan:
        """What has been decided about it, to be changed in parts."""
        return SessionPlan(
            starts_at=self.line.starts_at,
            minutes=self.line.minutes,
            capacity=self.line.capacity,
            minimum_attendance=self.minimum_attendance,
            site_id=self.site_id,
            online_link=self.online_link,
            article_ids=tuple(article_id for article_id, _ in self.articles),
            facilitator_id=self.facilitator_id,
        )


def upcoming_sessions(
    db: Db, *, actor: Actor, now: datetime, filters: Filters = NO_FILTERS, limit: int = 25, offset: int = 0
) -> tuple[list[SessionLine], int]:
    """A page of the sessions that can still be booked, soonest first, and how many there are in all."""
    wanted = narrowed(_lines(), filters).where(
        GroupSessionRow.starts_at > now, GroupSessionRow.state == SessionState.SCHEDULED
    )
    return _page(db, actor, wanted.order_by(GroupSessionRow.starts_at, GroupSessionRow.id), limit, offset)


def my_sessions(db: Db, *, actor: Actor, now: datetime) -> list[SessionLine]:
    """Sessions that have not ended and on which she is booked or waiting, soonest first."""
    actor.must_be(Role.NURSE)
    wanted = _lines().where(BookingRow.state.in_(LIVE), GroupSessionRow.ends_at > now)
    return _page(db, actor, wanted.order_by(GroupSessionRow.starts_at, GroupSessionRow.id), None, 0)[0]


def my_past_sessions(
    db: Db, *, actor: Actor, now: datetime, limit: int = 25, offset: int = 0
) -> tuple[list[SessionLine], int]:
    """A page of the ended sessions on which she had a place, newest first, and how many there are in all."""
    actor.must_be(Role.NURSE)
    wanted = _lines().where(
        or_(BookingRow.state == BookingState.CONFIRMED, RegisterMarkRow.mark.is_not(None)),
        GroupSessionRow.ends_at <= now,
    )
    return _page(db, actor, wanted.order_by(GroupSessionRow.starts_at.desc(), GroupSessionRow.id), limit, offset)


def schedule(
    db: Db,
    *,
    actor: Actor,
    now: datetime,
    is_past: bool,
    filters: Filters = NO_FILTERS,
    limit: int = 25,
    offset: int = 0,
) -> tuple[list[SessionLine], int]:
    """A page of the librarian's list: what has not ended, soonest first, or what has, newest first."""
    actor.must_be(Role.LIBRARIAN)
    wanted = narrowed(_lines(), filters)
    if is_past:
        wanted = wanted.where(GroupSessionRow.ends_at <= now).order_by(
            GroupSessionRow.starts_at.desc(), GroupSessionRow.id
        )
    else:
        wanted = wanted.where(GroupSessionRow.ends_at > now).order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
    return _page(db, actor, wanted, limit, offset)


def sessions_between(
    db: Db,
    *,
    actor: Actor,
    begins_at: datetime,
    ends_at: datetime,
    filters: Filters = NO_FILTERS,
    limit: int = 300,
) -> tuple[list[SessionLine], int]:
    """The sessions that start in a span of time, soonest first, at most `limit`, and how many there are in all."""
    actor.must_be(Role.LIBRARIAN)
    wanted = narrowed(_lines(), filters).where(
        GroupSessionRow.starts_at >= begins_at, GroupSessionRow.starts_at < ends_at
    )
    return _page(db, actor, wanted.order_by(GroupSessionRow.starts_at, GroupSessionRow.id), limit, 0)


def sessions_needing_care(
    db: Db, *, actor: Actor, now: datetime, until: datetime, limit: int = 25
) -> list[SessionLine]:
    """Sessions that start before `until` and lack an article or people, or have a free place while people wait."""
    actor.must_be(Role.LIBRARIAN)
    wanted = _lines().where(
        GroupSessionRow.state == SessionState.SCHEDULED,
        GroupSessionRow.starts_at > now,
        GroupSessionRow.starts_at < until,
        or_(
            GroupSessionRow.places_taken < GroupSessionRow.minimum_attendance,
            and_(GroupSessionRow.places_taken < GroupSessionRow.capacity, _waiting() > 0),
            GroupSessionRow.id.not_in(select(SessionArticleRow.session_id)),
        ),
    )
    return _page(db, actor, wanted.order_by(GroupSessionRow.starts_at, GroupSessionRow.id), limit, 0)[0]


def get_session(db: Db, *, actor: Actor, session_id: int) -> SessionInFull:
    """One session; the links and prompts for librarians and for whoever has or had a booking on it. Raises NotFound."""
    lines, _ = _page(db, actor, _lines().where(GroupSessionRow.id == session_id), None, 0)
    if not lines:
        raise NotFound(what="session")
    line = lines[0]
    row = db.get_one(GroupSessionRow, session_id)
    site = db.get(SiteRow, row.site_id) if row.site_id else None
    facilitator = db.get(PersonRow, row.facilitator_id) if row.facilitator_id else None
    may_see = Role.LIBRARIAN in actor.roles or line.booking in LIVE or line.mark is not None
    return SessionInFull(
        line=line,
        description=db.get_one(GroupRow, row.group_id).description,
        address=site.address if site else "",
        online_link=row.online_link if may_see else "",
        site_id=row.site_id,
        minimum_attendance=row.minimum_attendance,
        articles=articles_read(db, session_id=session_id, with_prompts=may_see),
        facilitator_id=row.facilitator_id,
        facilitator=facilitator.name if facilitator else "",
        series_id=row.series_id,
    )


@cache
def _lines() -> Lines:
    """One row a session, named as the fields of SessionLine; `me` is whoever looks. Built once: that takes its time."""
    me = bindparam("me", type_=Integer)
    return (
        select(
            GroupSessionRow.id,
            GroupSessionRow.group_id,
            GroupRow.name.label("group"),
            GroupRow.kind,
            GroupSessionRow.starts_at,
            GroupSessionRow.ends_at,
            func.coalesce(SiteRow.name, "Online").label("where"),
            GroupSessionRow.state,
            GroupSessionRow.capacity,
            GroupSessionRow.places_taken,
            _waiting().label("waiting"),
            GroupSessionRow.minimum_attendance,
            func.coalesce(_first_title(), "").label("article"),
            BookingRow.state.label("booking"),
            case((BookingRow.state == BookingState.WAITING, _position())).label("position"),
            BookingRow.offer_ends_at,
            case((_must_answer(), BookingRow.answer_by)).label("answer_by"),
            RegisterMarkRow.mark,
            kept_until(me).label("kept_until"),
        )
        .select_from(GroupSessionRow)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .outerjoin(BookingRow, BookingRow.id == _latest(me))
        .outerjoin(
            RegisterMarkRow,
            and_(RegisterMarkRow.session_id == GroupSessionRow.id, RegisterMarkRow.person_id == me),
        )
    )


def _latest(person_id: ColumnElement[int]) -> ScalarSelect[Any]:
    newer = aliased(BookingRow)
    latest = select(func.max(newer.id)).where(newer.session_id == GroupSessionRow.id, newer.person_id == person_id)
    return latest.correlate(GroupSessionRow).scalar_subquery()


def _waiting() -> ScalarSelect[Any]:
    waiting = select(func.count()).where(
        BookingRow.session_id == GroupSessionRow.id, BookingRow.state == BookingState.WAITING
    )
    return waiting.correlate(GroupSessionRow).scalar_subquery()


def _first_title() -> ScalarSelect[Any]:
    title = (
        select(ArticleRow.title)
        .join(SessionArticleRow, SessionArticleRow.article_id == ArticleRow.id)
        .where(SessionArticleRow.session_id == GroupSessionRow.id)
        .order_by(SessionArticleRow.position)
        .limit(1)
    )
    return title.correlate(GroupSessionRow).scalar_subquery()


def _must_answer() -> ColumnElement[bool]:
    """She has a place, was asked whether she still comes, and has not said so since."""
    is_unsure = or_(BookingRow.sure_at.is_(None), BookingRow.sure_at < BookingRow.asked_at)
    return and_(BookingRow.state == BookingState.CONFIRMED, BookingRow.asked_at.is_not(None), is_unsure)


def _position() -> ScalarSelect[Any]:
    ahead = aliased(BookingRow)
    came_before = or_(
        ahead.queued_at < BookingRow.queued_at,
        and_(ahead.queued_at == BookingRow.queued_at, ahead.id <= BookingRow.id),
    )
    is_before = or_(
        and_(ahead.is_priority, not_(BookingRow.is_priority)),
        and_(ahead.is_priority == BookingRow.is_priority, came_before),
    )
    position = select(func.count()).where(
        ahead.session_id == BookingRow.session_id, ahead.state == BookingState.WAITING, is_before
    )
    return position.correlate(BookingRow).scalar_subquery()


def _page(db: Db, actor: Actor, wanted: Lines, limit: int | None, offset: int) -> tuple[list[SessionLine], int]:
    me = {"me": actor.person_id}
    rows = db.execute(wanted.limit(limit).offset(offset), me).mappings().all()
    total = offset + len(rows)
    if len(rows) == limit or (offset and not rows):
        counted = wanted.with_only_columns(GroupSessionRow.id).order_by(None).limit(MOST_COUNTED)
        total = db.scalar(select(func.count()).select_from(counted.subquery()), me) or 0
    return [SessionLine(**row) for row in rows], total
