"""Answering an offered place, and claiming one that is free shortly before the start (rule 2)."""

from datetime import datetime

from revalidation.commands.places import confirm, give_up, settle
from revalidation.domain.bookings import BookingEvent, BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import CLAIM_HEAD_START, may_claim
from revalidation.domain.refusals import ClaimTooEarly, NoSuchOffer, NothingToClaim, SessionStarted
from revalidation.domain.times import said_moment
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.places import find_live, get_session_and_rules, hold_places, take_place


def accept_offer(db: Db, *, actor: Actor, session_id: int, now: datetime) -> None:
    """Take the offered place; taking it twice changes nothing. Raises NoSuchOffer once it has run out."""
    actor.must_be(Role.NURSE)
    hold_places(db)
    booking = _get_live(db, session_id, actor.person_id)
    if booking.state is BookingState.CONFIRMED:
        return
    if booking.offer_ends_at is None or booking.offer_ends_at <= now:
        raise NoSuchOffer
    _confirm_and_settle(db, booking, BookingEvent.ACCEPTED, now)


def decline_offer(db: Db, *, actor: Actor, session_id: int, now: datetime) -> None:
    """Do without the offered place; it goes on to the next who waits. Raises NoSuchOffer if there is none."""
    actor.must_be(Role.NURSE)
    hold_places(db)
    booking = _get_live(db, session_id, actor.person_id)
    if booking.state is not BookingState.OFFERED:
        raise NoSuchOffer
    give_up(
        db,
        booking=booking,
        event=BookingEvent.DECLINED,
        state=BookingState.CANCELLED,
        now=now,
        actor_id=actor.person_id,
    )
    settle(db, session_id=session_id, now=now)


def claim_place(db: Db, *, actor: Actor, session_id: int, now: datetime) -> None:
    """Take a place that is free shortly before the start; claiming twice changes nothing.

    Raises NothingToClaim, ClaimTooEarly, SessionStarted.
    """
    actor.must_be(Role.NURSE)
    hold_places(db)
    settle(db, session_id=session_id, now=now)  # the stop point may have passed since anybody last looked
    session, _rules = get_session_and_rules(db, session_id)
    if now >= session.starts_at:
        raise SessionStarted(when=said_moment(session.starts_at), next_one="")
    booking = _get_live(db, session_id, actor.person_id)
    if booking.state is BookingState.CONFIRMED:
        return
    opened_at = session.claims_open_at
    if opened_at is None or booking.state is BookingState.OFFERED:
        raise NothingToClaim
    if not may_claim(queued_at=booking.queued_at, opened_at=opened_at, now=now):
        raise ClaimTooEarly(when=said_moment(opened_at + CLAIM_HEAD_START))
    if not take_place(db, session_id):
        raise NothingToClaim
    _confirm_and_settle(db, booking, BookingEvent.CLAIMED, now)


def _confirm_and_settle(db: Db, booking: BookingRow, event: BookingEvent, now: datetime) -> None:
    freed = confirm(db, booking=booking, event=event, now=now, actor_id=booking.person_id)
    for session_id in (booking.session_id, *freed):
        settle(db, session_id=session_id, now=now)


def _get_live(db: Db, session_id: int, person_id: int) -> BookingRow:
    """Her booking. Raises NoSuchOffer: without one there is nothing to answer or claim."""
    booking = find_live(db, session_id, person_id)
    if booking is None:
        raise NoSuchOffer
    return booking
