"""One booking behind the link of a message: how it stands, and what can be done about it. Opening it does nothing."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.shared.acting import Command, announce, carry_out, fresh, now, refusals_shown
from pages.shared.guest_links import behind_link
from pages.shared.widgets import facts, heading, lead, link, say
from pages.shared.wording import when
from revalidation.commands.bookings import cancel_booking, confirm_booking
from revalidation.commands.offers import accept_offer, claim_place, decline_offer
from revalidation.domain.bookings import REASON_WORDS, BookingState, CancelReason, said_booking
from revalidation.domain.refusals import Refusal
from revalidation.domain.times import said_moment
from revalidation.queries.links import LinkedBooking, find_linked_booking

NOT_SAID = "Prefer not to say"


def standing(booking: LinkedBooking) -> str:
    """How the booking stands, in a sentence."""
    if booking.is_called_off:
        return "This session has been called off."
    if now() >= booking.starts_at:
        return "This session has started, so nothing can be changed here any more."
    if booking.can_claim:
        return "A place is free. It goes to whoever claims it first."
    until = booking.offer_ends_at or booking.answer_by
    by = said_moment(until) if until and until > now() else ""
    said = {
        BookingState.OFFERED: f"A place is held for you until {by}." if by else "This offer has run out.",
        BookingState.CONFIRMED: "You have a place." + (f" Please say by {by} whether you are coming." if by else ""),
    }
    return said.get(booking.state) or f"{said_booking(booking.state, booking.position, booking.waiting)}."


def doing(label: str, command: Command, message: str, *, key: str, is_first: bool = True) -> None:
    """One button that acts."""
    with refusals_shown():
        if st.button(label, type="primary" if is_first else "secondary", key=fresh(key)):
            carry_out(command)
            announce(message)


def cancelling(booking: LinkedBooking) -> None:
    """Giving the place or the turn back, folded away; the reason is asked for but never needed."""
    has_a_place = booking.state is BookingState.CONFIRMED
    label = "Cancel my booking" if has_a_place else "Leave the waiting list"
    with st.expander(label):
        reason: CancelReason | None = None
        if has_a_place:
            lead("Your place goes to whoever has waited longest. A reason helps the library; it is yours to give.")
            reasons = {NOT_SAID: None, **{word: each for each, word in REASON_WORDS.items()}}
            reason = reasons[st.selectbox("Why", list(reasons), key="reason") or NOT_SAID]
        act = partial(cancel_booking, actor=booking.actor, session_id=booking.session_id, reason=reason, now=now())
        doing(label, act, "Your booking is cancelled. Thank you for saying so.", key="cancel", is_first=False)


def choices(booking: LinkedBooking) -> None:
    """What can be done now, the likeliest first."""

    def act(command: Callable[..., None]) -> Command:
        return partial(command, actor=booking.actor, session_id=booking.session_id, now=now())

    if booking.state is BookingState.OFFERED:
        doing("Take the place", act(accept_offer), "The place is yours.", key="accept")
        gone = "Thank you. The place goes to the next person who waits."
        doing("Do without it", act(decline_offer), gone, key="decline", is_first=False)
    if booking.can_claim:
        doing("Claim the place", act(claim_place), "The place is yours.", key="claim")
    if booking.is_unsure:
        doing("I am coming", act(confirm_booking), "Thank you. We look forward to seeing you.", key="sure")
    if booking.state in (BookingState.CONFIRMED, BookingState.WAITING):
        cancelling(booking)


def shown(booking: LinkedBooking) -> None:
    """How it stands, and what can still be done."""
    heading(booking.group)
    say(standing(booking))
    facts([
        ("When", when(booking.starts_at, booking.ends_at, now())),
        ("Where", booking.where),
        ("Kind", booking.kind),
        ("Booked by", booking.actor.name),
    ])  # fmt: skip
    if booking.online_link:
        link("Join online", booking.online_link)
    if booking.is_open(now()):
        choices(booking)


with refusals_shown():
    try:
        shown(behind_link(partial(find_linked_booking, now=now())))
    except Refusal:
        st.title("Your booking")
        raise
