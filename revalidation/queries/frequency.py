"""Who wanted to come to a group, when they asked, and what sessions there were: what other dates are judged by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from revalidation.domain.bookings import BookingState
from revalidation.domain.evaluation import Span
from revalidation.domain.frequency import Demand, Slot, Wish
from revalidation.domain.months import moments_of
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import SessionState
from revalidation.queries.follow_ups import ONLINE
from revalidation.storage.bookings import BookingRow, had_a_place
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.register import RegisterMarkRow, mark_of_booking
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.storage.sites import SiteRow

_Place = tuple[str, str]  # the names of a group and of a site


def demands(db: Db, *, actor: Actor, span: Span, now: datetime) -> dict[str, list[Demand]]:
    """By the name of the group, what was wanted at each of its sites and what was held, in a time.

    Several bookings of one person for the same article are one wish: nobody comes twice for it. The first time she
    asked counts, and the first place that she kept. Whoever gave a place back in time wanted none.
    """
    actor.must_be(Role.LIBRARIAN)
    begins, ends = moments_of(span.first, span.last)
    is_in = (
        (GroupSessionRow.starts_at >= begins)
        & (GroupSessionRow.starts_at < ends)
        & (GroupSessionRow.ends_at <= now)
        & (GroupSessionRow.state == SessionState.SCHEDULED)
    )
    held = {each.id: each for each in _held(db, is_in)}
    bookings = _bookings(db, is_in)
    taken, came, marked = Counter[int](), Counter[_Place](), Counter[_Place]()
    for each in bookings:
        place = _place(held[each.session_id])
        taken[each.session_id] += each.state is BookingState.CONFIRMED and not each.is_vacated
        came[place] += each.mark in WAS_THERE
        marked[place] += each.mark is not None or each.state is BookingState.CANCELLED_LATE
    slots: dict[_Place, list[Slot]] = defaultdict(list)
    for session in held.values():
        filled = min(session.capacity, taken[session.id])
        slots[_place(session)].append(Slot(session.starts_at, session.capacity, filled))
    wishes, found = _wishes(bookings, held), defaultdict[str, list[Demand]](list)
    for group, site in sorted(slots):
        place = group, site
        found[group].append(Demand(site, wishes.get(place, []), slots[place], came[place], marked[place]))
    return found


def _held(db: Db, is_in: ColumnElement[bool]) -> Iterable[Any]:
    """The sessions in order, each with the first article that it read."""
    article = select(func.min(SessionArticleRow.article_id)).where(SessionArticleRow.session_id == GroupSessionRow.id)
    return db.execute(
        select(
            GroupSessionRow.id,
            GroupSessionRow.starts_at,
            GroupSessionRow.capacity,
            GroupRow.name.label("group"),
            SiteRow.name.label("site"),
            article.scalar_subquery().label("article_id"),
        )
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .where(is_in)
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
    )


def _place(session: Any) -> _Place:  # noqa: ANN401 (a row of `_held`)
    return session.group, session.site or ONLINE


def _bookings(db: Db, is_in: ColumnElement[bool]) -> list[Any]:
    """Everything that was booked and waited for, except places that were given back in time, in order."""
    return list(
        db.execute(
            select(
                BookingRow.session_id,
                BookingRow.person_id,
                BookingRow.queued_at,
                BookingRow.state,
                BookingRow.is_vacated,
                RegisterMarkRow.mark,
            )
            .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
            .outerjoin(RegisterMarkRow, mark_of_booking() & (BookingRow.state == BookingState.CONFIRMED))
            .where(is_in, (BookingRow.state != BookingState.CANCELLED) | ~had_a_place())
            .order_by(BookingRow.queued_at, BookingRow.id)
        )
    )


def _wishes(bookings: Iterable[Any], held: Mapping[int, Any]) -> dict[_Place, list[Wish]]:
    """One wish for each person and article, or session without an article, where she asked first."""
    first: dict[tuple[int, int], Any] = {}
    placed_at: dict[tuple[int, int], datetime] = {}
    for each in bookings:
        key = each.person_id, held[each.session_id].article_id or -each.session_id
        first.setdefault(key, each)
        if each.state in (BookingState.CONFIRMED, BookingState.CANCELLED_LATE):
            placed_at.setdefault(key, held[each.session_id].starts_at)
    found: dict[_Place, list[Wish]] = defaultdict(list)
    for key, each in first.items():
        found[_place(held[each.session_id])].append(Wish(each.queued_at, placed_at.get(key)))
    return found
