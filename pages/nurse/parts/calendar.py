"""My bookings in my own calendar: the secret address it can follow, and one session as a file."""

import streamlit as st

from pages.shared.acting import announce, carry_out, look_up, now
from pages.shared.addresses import own_address
from pages.shared.widgets import bullets, lead, say
from revalidation.commands.calendars import make_calendar_address, withdraw_calendar_address
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_day
from revalidation.queries.calendars import find_calendar_address_made_at

WAYS = (
    "Outlook on the web: Add calendar, then Subscribe from web.",
    "Google Calendar on a computer: Other calendars, then From URL.",
    "iPhone: Calendars, then Add Calendar, then Add Subscription Calendar.",
)


def my_calendar(me: Actor) -> None:
    """Make the address, make a new one, or switch it off."""
    lead(
        "Your calendar program can follow your bookings by a secret address. "
        "Whoever has the address can see them, so keep it to yourself."
    )
    room = st.empty()
    with room.container():
        is_wanted = _choices(me)
    if is_wanted:
        room.empty()
        _address(carry_out(make_calendar_address, actor=me, now=now()))


def add_to_my_calendar(session_id: int) -> None:
    """The button for a session on which she has a place: it downloads the session for any calendar program."""
    st.link_button("Add to my calendar", f"/documents/session/{session_id}.ics", icon=":material/event:")


def _choices(me: Actor) -> bool:
    """Whether an address is to be made."""
    made_at = look_up(find_calendar_address_made_at, actor=me)
    if made_at is None:
        return st.button("Make my calendar address", key="make_calendar_address")
    lead(f"Your address was made on {said_day(local(made_at).date())}. It can't be shown again.")
    with st.expander("Make a new address"):
        lead("Use this if you have lost the address, or if somebody else may know it. The old one stops working.")
        is_wanted = st.button("Make a new address", key="make_calendar_address_anew")
    with st.expander("Switch it off"):
        lead("Calendar programs that follow the address will no longer get your bookings.")
        if st.button("Switch it off", key="withdraw_calendar_address"):
            carry_out(withdraw_calendar_address, actor=me)
            announce("Your calendar address is switched off.")
    return is_wanted


def _address(token: str) -> None:
    """Show the address, this one time."""
    say("Copy this address into your calendar program. It is shown only now.", tone="done")
    st.code(own_address(f"calendar/{token}.ics"), language=None, wrap_lines=True)
    bullets(WAYS)
    lead("Programs look for news every few hours, so a change may take until tomorrow to show.")
    st.button("Done", key="calendar_address_copied", type="primary")  # the page runs again, without the address
