"""Scheduling group sessions, one by one and as a series."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from sqlalchemy import Select, delete, select

from revalidation.commands.cpd import follow_session
from revalidation.commands.interests import ask_first
from revalidation.commands.messages import tell
from revalidation.commands.places import give_up, record, settle
from revalidation.commands.waiting_list import put_back
from revalidation.domain.bank_holidays import Nation
from revalidation.domain.bookings import HOLDS_A_PLACE, LIVE, BookingEvent, BookingState
from revalidation.domain.groups import MOST_MINUTES, check_places, checked_where, within
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import CapacityBelowBooked, InThePast, NoDates, SessionIsOver
from revalidation.domain.series import Pattern, PlannedDate
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.storage.articles import ArticleRow
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.places import free_place, get_session_and_rules, hold_places
from revalidation.storage.rows import get_row
from revalidation.storage.sessions import GroupSessionRow, SeriesRow, SessionArticleRow


def schedule_session(
    db: Db,
    *,
    actor: Actor,
    group_id: int,
    plan: SessionPlan,
    now: datetime,
    series_id: int | None = None,
    last_day: date | None = None,
) -> int:
    """A new session's id; with a last day it is kept until then for those who wanted its article there.

    Raises InThePast, or what is wrong beside its field, and what `ask_first` raises.
    """
    actor.must_be(Role.LIBRARIAN)
    if last_day is not None:
        hold_places(db)  # before anything else is held, so that nobody waits for each other
    get_row(db, GroupRow, group_id, "group")
    if plan.starts_at <= now:
        raise InThePast(field="starts_on")
    row = GroupSessionRow(group_id=group_id, series_id=series_id)
    _fill(db, row, plan)
    db.add(row)
    db.flush()
    _set_articles(db, row.id, plan.article_ids)
    if last_day is not None:
        ask_first(db, actor=actor, session_id=row.id, plan=plan, last_day=last_day, now=now)
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
    last_day: date | None = None,
) -> list[int]:
    """The ids of new sessions on the planned dates, otherwise all alike; with a last day the first one asks first.

    Only that one: whoever wanted the article needs one session about it, and is asked once. Were all of them kept, the
    few who asked would shut everybody else out of the whole series, and get a message for every date.
    Raises NoDates, InThePast, and what `ask_first` raises.
    """
    actor.must_be(Role.LIBRARIAN)
    if last_day is not None:
        hold_places(db)
    get_row(db, GroupRow, group_id, "group")
    if not dates:
        raise NoDates(field="last")
    series = SeriesRow(group_id=group_id, pattern=pattern, nation=nation, skips_bank_holidays=skips_bank_holidays)
    db.add(series)
    db.flush()
    first = min(dates, key=lambda each: each.starts_at)
    schedule = partial(schedule_session, db, actor=actor, group_id=group_id, now=now, series_id=series.id)
    return [
        schedule(plan=replace(plan, starts_at=each.starts_at), last_day=last_day if each is first else None)
        for each in dates
    ]


def change_session(
    db: Db,
    *,
    actor: Actor,
    session_id: int,
    plan: SessionPlan,
    now: datetime,
    waiting_again: Collection[int] = (),
) -> None:
    """Change one session; everybody keeps her booking, and is told if time or place have changed.

    With fewer places than people, `waiting_again` names those who go back to the waiting list.
    Raises CapacityBelowBooked with the names, or what is wrong beside its field.
    """
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    row, rules = get_session_and_rules(db, session_id)
    if plan.starts_at != row.starts_at and plan.starts_at <= now:
        raise InThePast(field="starts_on")
    put_back(db, actor=actor, session_id=session_id, person_ids=waiting_again, now=now)
    db.refresh(row, ["places_taken"])
    if plan.capacity < row.places_taken:
        names = db.scalars(_names_with_a_place(session_id)).all()
        raise CapacityBelowBooked(field="capacity", booked=row.places_taken, names=", ".join(names))
    was = _what_people_go_by(row)
    was_at = row.starts_at
    _fill(db, row, plan)
    if row.open_to_all_at is not None:
        row.open_to_all_at = min(row.open_to_all_at, rules.stops_at(row.starts_at))
    db.flush()
    _set_articles(db, session_id, plan.article_ids)
    db.flush()
    follow_session(db, session_id=session_id, now=now)
    if row.state is SessionState.SCHEDULED and _what_people_go_by(row) != was and row.ends_at > now:
        _tell_of_the_move(db, actor, row, rules, was_at=was_at, now=now)
    settle(db, session_id=session_id, now=now)


def cancel_session(db: Db, *, actor: Actor, session_id: int, now: datetime) -> None:
    """Call a session off; every live booking is cancelled with it, and everybody told. Raises SessionIsOver."""
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    row, _rules = get_session_and_rules(db, session_id)
    if row.ends_at <= now:
        raise SessionIsOver
    row.state, row.claims_open_at = SessionState.CANCELLED, None
    db.flush()
    for booking in _live(db, session_id):
        give_up(
            db,
            booking=booking,
            event=BookingEvent.SESSION_CANCELLED,
            state=BookingState.CANCELLED,
            now=now,
            actor_id=actor.person_id,
        )


def _what_people_go_by(row: GroupSessionRow) -> tuple[object, ...]:
    return row.starts_at, row.ends_at, row.site_id, row.online_link


def _tell_of_the_move(
    db: Db, actor: Actor, row: GroupSessionRow, rules: PlaceRules, *, was_at: datetime, now: datetime
) -> None:
    """Keep everybody and ask them to confirm; what was promised for the old time does not hold for the new one."""
    has_moved = row.starts_at != was_at
    stops_at = rules.stops_at(row.starts_at)
    for booking in _live(db, row.id):
        if has_moved:
            booking.sure_at = booking.asked_at = booking.answer_by = None
            if booking.offer_ends_at is not None:
                _keep_the_offer(db, booking, stops_at, now)
        record(db, booking=booking, event=BookingEvent.SESSION_MOVED, now=now, actor_id=actor.person_id)
        tell(db, kind=MessageKind.MOVED, booking=booking, now=now, was_at=was_at if has_moved else None)


def _keep_the_offer(db: Db, booking: BookingRow, stops_at: datetime, now: datetime) -> None:
    """An offer never outlives the stop point; if that has passed already, she waits as before and may claim."""
    if stops_at > now and booking.offer_ends_at is not None:
        booking.offer_ends_at = min(booking.offer_ends_at, stops_at)
        return
    booking.state, booking.offer_ends_at = BookingState.WAITING, None
    free_place(db, booking.session_id)


def _live(db: Db, session_id: int) -> Sequence[BookingRow]:
    wanted = select(BookingRow).where(BookingRow.session_id == session_id, BookingRow.state.in_(LIVE))
    return db.scalars(wanted.order_by(BookingRow.id)).all()


def _fill(db: Db, row: GroupSessionRow, plan: SessionPlan) -> None:
    within(plan.minutes, "The length in minutes", field="minutes", least=10, most=MOST_MINUTES)
    check_places(plan.capacity, plan.minimum_attendance)
    row.online_link = checked_where(plan.site_id, plan.online_link)
    if plan.facilitator_id is not None:
        get_row(db, PersonRow, plan.facilitator_id, "facilitator")
    row.site_id = plan.site_id
    row.starts_at, row.ends_at = plan.starts_at, plan.ends_at
    row.capacity, row.minimum_attendance = plan.capacity, plan.minimum_attendance
    row.facilitator_id = plan.facilitator_id


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
