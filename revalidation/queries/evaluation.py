"""What is counted of the sessions of a time: the database adds up by session, whoever has left included."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from revalidation.domain.bookings import BookingEvent, BookingState, CancelReason
from revalidation.domain.evaluation import OUTCOME_OF_MARK, Outcome, SessionFigures, Span, Wait
from revalidation.domain.follow_ups import Used
from revalidation.domain.months import moments_of
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import WAS_THERE, Mark
from revalidation.domain.sessions import SessionState
from revalidation.domain.times import local
from revalidation.queries.follow_ups import ONLINE
from revalidation.storage.bookings import BookingChangeRow, BookingRow, had_a_place
from revalidation.storage.database import Db
from revalidation.storage.erasures import ErasedCountRow
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow, mark_of_booking
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow

K = TypeVar("K")
_LATER = aliased(BookingRow)
BySession = dict[int, Counter[K]]
_CANCELS = {BookingState.CANCELLED: Outcome.CANCELLED, BookingState.CANCELLED_LATE: Outcome.CANCELLED_LATE}


def first_session_on(db: Db, *, actor: Actor) -> date | None:
    """The day of the first session there ever was or will be."""
    actor.must_be(Role.LIBRARIAN)
    first = db.scalar(select(func.min(GroupSessionRow.starts_at)))
    return local(first).date() if first else None


def session_figures(db: Db, *, actor: Actor, span: Span, now: datetime) -> list[SessionFigures]:
    """Each session of the time that is over or was called off, in order, with what is counted of it."""
    actor.must_be(Role.LIBRARIAN)
    begins, ends = moments_of(span.first, span.last)
    is_in = (
        (GroupSessionRow.starts_at >= begins) & (GroupSessionRow.starts_at < ends) & (GroupSessionRow.ends_at <= now)
    )
    outcomes, answers, erased_late = _outcomes(db, is_in), _answers(db, is_in), Counter[int]()
    for row in _erased(db, is_in):
        marked = row.attended + row.attended_part + row.did_not_attend
        outcomes[row.session_id] += Counter({each: getattr(row, each.value) for each in _OF_ERASED})
        outcomes[row.session_id][Outcome.NOT_MARKED] += max(0, row.booked - marked)
        answers[row.session_id] += Counter({Used.YES: row.used, Used.NO: row.not_used})
        erased_late[row.session_id] = row.cancelled_late
    reasons, newcomers, waits = _reasons(db, is_in), _newcomers(db, is_in), _waits(db, is_in)
    for session_id, number in erased_late.items():
        reasons[session_id][None] += number
    sessions = db.execute(
        select(GroupSessionRow, GroupRow.kind, SiteRow.name)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .where(is_in)
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
    )
    return [
        SessionFigures(
            on=local(session.starts_at).date(),
            site=site or ONLINE,
            kind=kind,
            capacity=session.capacity,
            is_called_off=session.state is SessionState.CANCELLED,
            outcomes=outcomes[session.id],
            reasons=reasons[session.id],
            answers=answers[session.id],
            newcomers=newcomers[session.id],
            waits=waits[session.id],
        )
        for session, kind, site in sessions
    ]


_OF_ERASED = tuple(each for each in Outcome if each is not Outcome.NOT_MARKED)


def _last_bookings(is_in: ColumnElement[bool]) -> Select[int]:
    """Everybody's last booking of each session: whoever came back after cancelling is counted once."""
    return (
        select(func.max(BookingRow.id))
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .where(is_in)
        .group_by(BookingRow.session_id, BookingRow.person_id)
    )


def _outcomes(db: Db, is_in: ColumnElement[bool]) -> BySession[Outcome]:
    """Marks, bookings that are not marked, and places that were given back."""
    marks = db.execute(
        select(RegisterMarkRow.session_id, RegisterMarkRow.mark, func.count())
        .join(GroupSessionRow, GroupSessionRow.id == RegisterMarkRow.session_id)
        .where(is_in)
        .group_by(RegisterMarkRow.session_id, RegisterMarkRow.mark)
    )
    ends = (BookingState.CONFIRMED, *_CANCELS)
    bookings = db.execute(
        select(BookingRow.session_id, BookingRow.state, func.count())
        .outerjoin(RegisterMarkRow, mark_of_booking())
        .where(
            BookingRow.id.in_(_last_bookings(is_in)),
            BookingRow.state.in_(ends),
            RegisterMarkRow.mark.is_(None),
            (BookingRow.state != BookingState.CANCELLED) | had_a_place(),
        )
        .group_by(BookingRow.session_id, BookingRow.state)
    )
    found = _counters((session_id, _outcome(end), number) for session_id, end, number in bookings)
    for session_id, mark, number in marks:
        found[session_id][_outcome(mark)] += number
    return found


def _outcome(end: BookingState | Mark) -> Outcome:
    return OUTCOME_OF_MARK[end] if isinstance(end, Mark) else _CANCELS.get(end, Outcome.NOT_MARKED)


def _reasons(db: Db, is_in: ColumnElement[bool]) -> BySession[CancelReason | None]:
    """Why places were given back late."""
    rows = db.execute(
        select(BookingRow.session_id, BookingChangeRow.reason, func.count())
        .join(BookingRow, BookingRow.id == BookingChangeRow.booking_id)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .where(
            is_in,
            ~exists().where(
                _LATER.session_id == BookingRow.session_id,
                _LATER.person_id == BookingRow.person_id,
                _LATER.id > BookingRow.id,
            ),
            BookingRow.state == BookingState.CANCELLED_LATE,
            BookingChangeRow.state == BookingState.CANCELLED_LATE,
        )
        .group_by(BookingRow.session_id, BookingChangeRow.reason)
    )
    return _counters((session_id, key, number) for session_id, key, number in rows)


def _answers(db: Db, is_in: ColumnElement[bool]) -> BySession[Used]:
    rows = db.execute(
        select(FollowUpRow.session_id, FollowUpRow.used, func.count())
        .join(GroupSessionRow, GroupSessionRow.id == FollowUpRow.session_id)
        .where(is_in, FollowUpRow.used.is_not(None))
        .group_by(FollowUpRow.session_id, FollowUpRow.used)
    )
    return _counters((session_id, used, number) for session_id, used, number in rows if used is not None)


def _newcomers(db: Db, is_in: ColumnElement[bool]) -> BySession[bool | None]:
    """People whose first session ever this was, by whether they had used the library before."""
    order = func.row_number().over(
        partition_by=RegisterMarkRow.person_id, order_by=(GroupSessionRow.starts_at, GroupSessionRow.id)
    )
    visits = (
        select(RegisterMarkRow.session_id, RegisterMarkRow.person_id, is_in.label("is_in"), order.label("visit"))
        .join(GroupSessionRow, GroupSessionRow.id == RegisterMarkRow.session_id)
        .where(RegisterMarkRow.mark.in_(WAS_THERE))
        .subquery()
    )
    rows = db.execute(
        select(visits.c.session_id, PersonRow.used_library_before, func.count())
        .join(PersonRow, PersonRow.id == visits.c.person_id)
        .where(visits.c.visit == 1, visits.c.is_in)
        .group_by(visits.c.session_id, PersonRow.used_library_before)
    )
    return _counters((session_id, key, number) for session_id, key, number in rows)


def _waits(db: Db, is_in: ColumnElement[bool]) -> dict[int, list[Wait]]:
    """Every stay on a waiting list, and when it led to a place."""
    ends = (BookingState.CONFIRMED, BookingEvent.GOT_ANOTHER_DATE)
    later = select(func.min(BookingChangeRow.at)).where(BookingChangeRow.booking_id == BookingRow.id)
    placed_at = later.where(BookingChangeRow.state == ends[0]).correlate(BookingRow).scalar_subquery()
    elsewhere_at = later.where(BookingChangeRow.event == ends[1]).correlate(BookingRow).scalar_subquery()
    rows = db.execute(
        select(BookingRow.session_id, BookingRow.queued_at, placed_at, elsewhere_at)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .join(BookingChangeRow, BookingChangeRow.booking_id == BookingRow.id)
        .where(
            is_in,
            BookingChangeRow.at == BookingRow.queued_at,
            BookingChangeRow.state == BookingState.WAITING,
        )
        .order_by(BookingRow.id)
    )
    found: dict[int, list[Wait]] = defaultdict(list)
    for session_id, queued_at, placed, elsewhere in rows:
        took = placed - queued_at if placed else None
        found[session_id].append(Wait(got_place=bool(placed or elsewhere), took=took))
    return found


def _erased(db: Db, is_in: ColumnElement[bool]) -> Iterable[ErasedCountRow]:
    return db.scalars(
        select(ErasedCountRow).join(GroupSessionRow, GroupSessionRow.id == ErasedCountRow.session_id).where(is_in)
    )


def _counters(rows: Iterable[tuple[int, K, int]]) -> BySession[K]:
    found: BySession[K] = defaultdict(Counter)
    for session_id, key, number in rows:
        found[session_id][key] += number
    return found
