"""My booking of one session: the one next action, other dates of the same article, and what has happened so far."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.shared.acting import announce, carry_out, confirm_button, now, refusals_shown
from pages.shared.cancelling import reason_field
from pages.shared.widgets import bullets, lead, row, say
from pages.shared.wording import said_change, when
from revalidation.commands.bookings import book, book_any, cancel_booking, confirm_booking
from revalidation.commands.offers import accept_offer, claim_place, decline_offer
from revalidation.domain.bookings import LIVE, BookingState, said_booking
from revalidation.domain.interests import is_kept
from revalidation.domain.people import Actor
from revalidation.domain.places import said_rules
from revalidation.domain.sessions import can_be_booked
from revalidation.domain.times import said_moment
from revalidation.queries.bookings import MyBooking, OtherDate
from revalidation.queries.sessions import SessionLine

QUEUED = "The session is full. You are on the waiting list, and hear from us as soon as it is your turn."


def next_action(me: Actor, line: SessionLine, mine: MyBooking) -> None:
    """What she can do about her booking now, the most likely thing first."""
    if not can_be_booked(line.state, line.starts_at, now()):
        return
    act = partial(_act, me, line)
    with refusals_shown():
        if mine.state is BookingState.OFFERED and mine.offer_ends_at:
            say(f"A place is held for you until {said_moment(mine.offer_ends_at)}, and then goes to the next person.")
            with st.container(horizontal=True):
                act("Take this place", accept_offer, "You have a place.", is_first=True)
                act("Do without it", decline_offer, "The place goes to the next person.")
            return
        if mine.can_claim:
            say("A place is free. It goes to whoever on the waiting list claims it first.")
            act("Claim this place", claim_place, "You have a place.", is_first=True)
        if mine.answer_by:
            say(f"Are you still coming? Please say so by {said_moment(mine.answer_by)}; then your place is given away.")
            act("I am coming", confirm_booking, "Thank you. Your place is kept.", is_first=True)
        if mine.state in LIVE:
            label = "Leave the waiting list" if mine.state is BookingState.WAITING else "Cancel my booking"
            if st.button(label, key="cancel"):
                _cancel_dialog(me, line, mine)
        else:
            _book(me, line)


def waiting_rules(mine: MyBooking) -> None:
    """The rule in force, for whoever waits."""
    if mine.state is BookingState.WAITING:
        lead(said_rules(mine.rules))


def other_dates(me: Actor, line: SessionLine, mine: MyBooking) -> None:
    """The same article on other dates: wait there too, or change without losing what she has."""
    if not mine.other_dates or not can_be_booked(line.state, line.starts_at, now()):
        return
    with st.expander("Other dates with the same article", expanded=mine.state is BookingState.WAITING):
        if mine.state is BookingState.CONFIRMED:
            lead("Your place here is kept until you have one on the new date; then it goes to somebody else.")
        elif mine.state in LIVE:
            lead("You can wait for several dates at once. The first place you get counts, and the other requests end.")
        with refusals_shown():
            for other in mine.other_dates:
                _other_date(me, line, mine, other)


def history(me: Actor, mine: MyBooking) -> None:
    """Every change of her booking: who, when, why."""
    if mine.history:
        with st.expander("What has happened to my booking"):
            bullets(said_change(change, me) for change in mine.history)


def _act(
    me: Actor, line: SessionLine, label: str, command: Callable[..., object], said: str, *, is_first: bool = False
) -> None:
    if st.button(label, type="primary" if is_first else "secondary", key=command.__name__):
        carry_out(command, actor=me, session_id=line.id, now=now())
        announce(said)


def _book(me: Actor, line: SessionLine) -> None:
    if line.kept_until is not None and is_kept(line.kept_until, now()):
        lead(f"People who had asked for this session book first. From {said_moment(line.kept_until)} on everybody can.")
        return
    is_full = line.places_taken >= line.capacity or line.waiting
    if st.button("Join the waiting list" if is_full else "Book a place", type="primary", key="book"):
        state = carry_out(book, actor=me, session_id=line.id, now=now())
        announce("You have a place." if state is BookingState.CONFIRMED else QUEUED)


def _other_date(me: Actor, line: SessionLine, mine: MyBooking, other: OtherDate) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-other-{other.session_id}"):
        state = said_booking(other.booking) if other.booking else "Places free" if other.has_room else "Full"
        row(when(other.starts_at, other.ends_at, now()), other.group, other.where, state)
        if other.booking is not None or mine.state is None or mine.state not in LIVE:
            st.page_link("pages/nurse/session.py", label="Details", query_params={"session": str(other.session_id)})
            return
        label = "Wait here too"
        if other.has_room:
            label = "Change to this date" if mine.state is BookingState.CONFIRMED else "Take this date"
        elif mine.state is BookingState.CONFIRMED:
            label = "Wait to change to this date"
        if st.button(label, key=f"other-{other.session_id}"):
            got = carry_out(book_any, actor=me, session_ids=(line.id, other.session_id), now=now())
            if got is BookingState.CONFIRMED:
                announce(f"You have a place on {said_moment(other.starts_at)}.")
            announce(f"You are on the waiting list for {said_moment(other.starts_at)} as well.")


@st.dialog("Cancel your booking?")
def _cancel_dialog(me: Actor, line: SessionLine, mine: MyBooking) -> None:
    """Ask once, and say what will happen."""
    is_waiting = mine.state is BookingState.WAITING
    lead(
        "Your turn goes to the next person."
        if is_waiting
        else "Your place goes to whoever is next on the waiting list."
    )
    if not is_waiting and now() >= mine.rules.late_from(line.starts_at):
        lead("It is short notice, so this is kept as “cancelled late”. That happens, and nobody is blamed for it.")
    lead("You can book again until the session starts; you would then be at the end of any waiting list.")
    reason = reason_field(key="reason")
    command = partial(cancel_booking, actor=me, session_id=line.id, now=now(), reason=reason)
    label = "Leave the waiting list" if is_waiting else "Cancel my booking"
    said = "You are no longer on the waiting list." if is_waiting else "Your booking is cancelled."
    confirm_button(label, command, message=said, key="really_cancel")
