"""Booking a place, waiting for one, changing the date, and giving a place back. One set of acts decides (rule 1).

Each begins with `hold_places`, so that all changes to bookings happen one after another; the conditional update of
`places_taken` and the constraints of the tables stand behind it.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from revalidation.commands.places import begin, give_up, record, settle
from revalidation.domain.bookings import (
    LIVE,
    BookingEvent,
    BookingState,
    CancelReason,
    state_for_newcomer,
    state_when_given_up,
)
from revalidation.domain.interests import is_kept
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_refusals import KeptForThoseAsked
from revalidation.domain.refusals import (
    NothingToConfirm,
    OtherArticle,
    Overlapping,
    SessionCancelled,
    SessionStarted,
    SessionStartedSoNoCancelling,
)
from revalidation.domain.sessions import SessionState, can_be_booked
from revalidation.domain.times import said_moment, said_span
from revalidation.storage.bookings import BookingRequestRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.places import (
    Wanted,
    find_live,
    get_session_and_rules,
    get_wanted,
    hold_places,
    take_place,
)
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow


def book(db: Db, *, actor: Actor, session_id: int, now: datetime) -> BookingState:
    """A place, or one on the waiting list; booking twice changes nothing.

    Raises SessionStarted, SessionCancelled, KeptForThoseAsked, Overlapping.
    """
    actor.must_be(Role.NURSE)
    hold_places(db)
    return _book(db, actor, session_id, now, request_id=None)


def cancel_booking(
    db: Db, *, actor: Actor, session_id: int, now: datetime, reason: CancelReason | None = None
) -> BookingState | None:
    """Give one's place back, or stop waiting; how the booking ended. Cancelling twice changes nothing.

    Raises SessionStartedSoNoCancelling.
    """
    actor.must_be(Role.NURSE)
    hold_places(db)
    session, rules = get_session_and_rules(db, session_id)
    booking = find_live(db, session_id, actor.person_id)
    if booking is None:
        return None
    if now >= session.starts_at:
        raise SessionStartedSoNoCancelling(when=said_moment(session.starts_at))
    state = state_when_given_up(
        booking.state, late_from=rules.late_from(session.starts_at), sure_at=booking.sure_at, now=now
    )
    event = BookingEvent.CANCELLED
    give_up(db, booking=booking, event=event, state=state, now=now, actor_id=actor.person_id, reason=reason)
    settle(db, session_id=session_id, now=now)
    return state


def confirm_booking(db: Db, *, actor: Actor, session_id: int, now: datetime) -> None:
    """Say that one still comes. Raises NothingToConfirm if the place is gone."""
    actor.must_be(Role.NURSE)
    hold_places(db)
    booking = find_live(db, session_id, actor.person_id)
    if booking is None or booking.state is not BookingState.CONFIRMED:
        raise NothingToConfirm
    is_news = booking.sure_at is None or (booking.asked_at is not None and booking.sure_at < booking.asked_at)
    if is_news:
        booking.sure_at = now
        record(db, booking=booking, event=BookingEvent.CONFIRMED_AGAIN, now=now, actor_id=actor.person_id)


def book_any(db: Db, *, actor: Actor, session_ids: Sequence[int], now: datetime) -> BookingState:
    """A place on any one of several dates that read the same article: the first free one, or a wait in each queue.

    What she has on one of them already takes part: a place is kept until another one is sure, and then given back.
    Raises OtherArticle, and what `book` raises.
    """
    actor.must_be(Role.NURSE)
    hold_places(db)
    _must_read_one_article(db, session_ids)
    request_id = _request(db, actor, session_ids)
    for session_id in session_ids:
        if find_live(db, session_id, actor.person_id) is None:
            state = _book(db, actor, session_id, now, request_id=request_id)
            if state is BookingState.CONFIRMED:
                return state
    return BookingState.WAITING


def _book(db: Db, actor: Actor, session_id: int, now: datetime, *, request_id: int | None) -> BookingState:
    me = actor.person_id
    wanted = get_wanted(db, session_id=session_id, person_id=me, request_id=request_id)
    if wanted.already is not None:
        return wanted.already
    must_be_bookable(db, wanted=wanted, now=now)
    _must_be_her_turn(wanted, now)
    must_not_overlap(db, wanted=wanted)
    has_place = takes_place(db, wanted=wanted)
    return begin(
        db,
        session_id=session_id,
        person_id=me,
        event=BookingEvent.BOOKED if has_place else BookingEvent.JOINED_QUEUE,
        has_place=has_place,
        now=now,
        actor_id=me,
        request_id=request_id,
    )


def _request(db: Db, actor: Actor, session_ids: Sequence[int]) -> int:
    """The request that spans these dates; what she has on them already belongs to it from now on."""
    mine = db.scalars(
        select(BookingRow).where(
            BookingRow.person_id == actor.person_id,
            BookingRow.session_id.in_(session_ids),
            BookingRow.state.in_(LIVE),
        )
    ).all()
    request_id = next((booking.request_id for booking in mine if booking.request_id), None)
    if request_id is None:
        request = BookingRequestRow(person_id=actor.person_id)
        db.add(request)
        db.flush()
        request_id = request.id
    for booking in mine:
        booking.request_id = request_id
    db.flush()
    return request_id


def _must_read_one_article(db: Db, session_ids: Sequence[int]) -> None:
    """Raise OtherArticle unless one article is read on all of these dates."""
    read = db.execute(
        select(SessionArticleRow.article_id)
        .where(SessionArticleRow.session_id.in_(session_ids))
        .group_by(SessionArticleRow.article_id)
        .having(func.count() == len(set(session_ids)))
    ).first()
    if read is None:
        raise OtherArticle


def takes_place(db: Db, *, wanted: Wanted) -> bool:
    """Take a place for a newcomer, if one is free and nobody waits for it."""
    state = state_for_newcomer(capacity=wanted.capacity, places_taken=wanted.places_taken, waiting=wanted.waiting)
    return state is BookingState.CONFIRMED and take_place(db, wanted.session_id)


def must_be_bookable(db: Db, *, wanted: Wanted, now: datetime) -> None:
    """Raise SessionStarted or SessionCancelled, with the next date of the group, if there is one."""
    if can_be_booked(wanted.state, wanted.starts_at, now):
        return
    following = db.scalar(
        select(func.min(GroupSessionRow.starts_at)).where(
            GroupSessionRow.group_id == wanted.group_id,
            GroupSessionRow.starts_at > now,
            GroupSessionRow.state == SessionState.SCHEDULED,
        )
    )
    next_one = f" The next one of this group is on {said_moment(following)}." if following else ""
    if wanted.state is SessionState.CANCELLED:
        raise SessionCancelled(next_one=next_one)
    raise SessionStarted(when=said_moment(wanted.starts_at), next_one=next_one)


def _must_be_her_turn(wanted: Wanted, now: datetime) -> None:
    """Raise KeptForThoseAsked while others are asked first; librarians add by hand whomever they like."""
    if wanted.kept_until is not None and is_kept(wanted.kept_until, now):
        raise KeptForThoseAsked(when=said_moment(wanted.kept_until))


def must_not_overlap(db: Db, *, wanted: Wanted, name: str = "You already have") -> None:
    """Raise Overlapping if she is elsewhere then."""
    if wanted.elsewhere is None:
        return
    other = db.execute(
        select(GroupRow.name, GroupSessionRow.starts_at, GroupSessionRow.ends_at)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(GroupSessionRow.id == wanted.elsewhere)
    ).one()
    raise Overlapping(who=name, other=f"“{other.name}” ({said_span(other.starts_at, other.ends_at)})")
