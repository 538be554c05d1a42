"""Scheduling group sessions, one by one and as a series."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select, update

from revalidation.commands.bookings import fill_free_places
from revalidation.domain.bank_holidays import Nation
from revalidation.domain.bookings import HOLDS_A_PLACE, LIVE, BookingState
from revalidation.domain.groups import MOST_MINUTES, check_places, checked_where, within
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import CapacityBelowBooked, InThePast, NoDates, SessionIsOver
from revalidation.domain.series import Pattern, PlannedDate
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_held, get_row
from revalidation.storage.sessions import GroupSessionRow, SeriesRow, SessionArticleRow


def schedule_session(
    db: Db, *, actor: Actor, group_id: int, plan: SessionPlan, now: datetime, series_id: int | None = None
) -> int:
    """A new session's id. Raises InThePast, or what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    get_row(db, GroupRow, group_id, "group")
    if plan.starts_at <= now:
        raise InThePast(field="starts_on")
    row = GroupSessionRow(group_id=group_id, series_id=series_id)
    _fill(row, plan)
    db.add(row)
    db.flush()
    _set_articles(db, row.id, plan.article_ids)
    return row.id


def schedule_series(  # noqa: PLR0913 (each is one choice on the form)
    db: Db,
    *,
    actor: Actor,
    group_id: int,
    pattern: Pattern,
    nation: Nation,
    skips_bank_holidays: bool,
    dates: Sequence[PlannedDate],
    plan: SessionPlan,
    now: datetime,
) -> list[int]:
    """The ids of new sessions on the planned dates, otherwise all alike. Raises NoDates, InThePast."""
    actor.must_be(Role.LIBRARIAN)
    get_row(db, GroupRow, group_id, "group")
    if not dates:
        raise NoDates(field="last")
    series = SeriesRow(group_id=group_id, pattern=pattern, nation=nation, skips_bank_holidays=skips_bank_holidays)
    db.add(series)
    db.flush()
    return [
        schedule_session(
            db,
            actor=actor,
            group_id=group_id,
            plan=replace(plan, starts_at=date.starts_at),
            now=now,
            series_id=series.id,
        )
        for date in dates
    ]


def change_session(db: Db, *, actor: Actor, session_id: int, plan: SessionPlan, now: datetime) -> None:
    """Change one session. Raises CapacityBelowBooked with the names, or what is wrong beside its field."""
    actor.must_be(Role.LIBRARIAN)
    row = get_held(db, GroupSessionRow, session_id, "session")
    if plan.capacity < row.places_taken:
        names = db.scalars(_names_with_a_place(session_id)).all()
        raise CapacityBelowBooked(field="capacity", booked=row.places_taken, names=", ".join(names))
    if plan.starts_at != row.starts_at and plan.starts_at <= now:
        raise InThePast(field="starts_on")
    _fill(row, plan)
    db.flush()
    _set_articles(db, session_id, plan.article_ids)
    fill_free_places(db, session_id=session_id, now=now)


def cancel_session(db: Db, *, actor: Actor, session_id: int, now: datetime) -> None:
    """Call a session off; every live booking is cancelled with it. Raises SessionIsOver."""
    actor.must_be(Role.LIBRARIAN)
    row = get_held(db, GroupSessionRow, session_id, "session")
    if row.ends_at <= now:
        raise SessionIsOver
    row.state, row.places_taken = SessionState.CANCELLED, 0
    db.execute(
        update(BookingRow)
        .where(BookingRow.session_id == session_id, BookingRow.state.in_(LIVE))
        .values(state=BookingState.CANCELLED, changed_at=now)
    )


def _fill(row: GroupSessionRow, plan: SessionPlan) -> None:
    within(plan.minutes, "The length in minutes", field="minutes", least=10, most=MOST_MINUTES)
    check_places(plan.capacity, plan.minimum_attendance)
    row.online_link = checked_where(plan.site_id, plan.online_link)
    row.site_id = plan.site_id
    row.starts_at, row.ends_at = plan.starts_at, plan.starts_at + timedelta(minutes=plan.minutes)
    row.capacity, row.minimum_attendance = plan.capacity, plan.minimum_attendance


def _set_articles(db: Db, session_id: int, article_ids: Sequence[int]) -> None:
    db.execute(delete(SessionArticleRow).where(SessionArticleRow.session_id == session_id))
    for position, article_id in enumerate(dict.fromkeys(article_ids)):
        get_row(db, ArticleRow, article_id, "article")
        db.add(SessionArticleRow(session_id=session_id, article_id=article_id, position=position))


def _names_with_a_place(session_id: int) -> Select[str]:
    return (
        select(PersonRow.name)
        .join(BookingRow, BookingRow.person_id == PersonRow.id)
        .where(BookingRow.session_id == session_id, BookingRow.state.in_(HOLDS_A_PLACE))
        .order_by(PersonRow.name)
    )
