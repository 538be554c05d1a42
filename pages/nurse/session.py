"""One session: where and when, my booking, and what to read."""

from functools import partial

import streamlit as st

from pages.shared.acting import announce, asked_number, carry_out, confirm_button, look_up, now, refusals_shown, require
from pages.shared.widgets import bullets, facts, heading, lead, link, say, words
from pages.shared.wording import places_of, state_of, when
from revalidation.commands.bookings import book, cancel_booking
from revalidation.domain.articles import citation
from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import can_be_booked
from revalidation.domain.times import said_minutes
from revalidation.queries.sessions import SessionInFull, SessionLine, get_session


@st.dialog("Cancel your booking?")
def cancel_dialog(me: Actor, line: SessionLine) -> None:
    """Ask once, and say what will happen."""
    is_waiting = line.booking is BookingState.WAITING
    lead("You leave the waiting list." if is_waiting else "Your place goes to whoever has waited longest.")
    lead("You can book again as long as the session has not started; you would then go to the end of any waiting list.")
    command = partial(cancel_booking, actor=me, session_id=line.id, now=now())
    confirm_button("Cancel my booking", command, message="Your booking is cancelled.", key="really_cancel")


def my_booking(me: Actor, line: SessionLine) -> None:
    """The one next action."""
    with refusals_shown():
        if line.mark in WAS_THERE:
            st.page_link(
                "pages/nurse/account.py", label="Write your reflective account", query_params={"session": str(line.id)}
            )
        elif not can_be_booked(line.state, line.starts_at, now()):
            return
        elif line.booking in LIVE:
            if st.button("Cancel my booking", key="cancel"):
                cancel_dialog(me, line)
        else:
            is_full = line.places_taken >= line.capacity or line.waiting
            if st.button("Join the waiting list" if is_full else "Book a place", type="primary", key="book"):
                state = carry_out(book, actor=me, session_id=line.id, now=now())
                announce(
                    "You have a place."
                    if state is BookingState.CONFIRMED
                    else "The session is full. You are on the waiting list and get the next free place in your turn."
                )


def reading(session: SessionInFull) -> None:
    """The articles; prompts and link once there is a booking."""
    st.header("What we read", anchor=False)
    if not session.articles:
        lead("The article has not been chosen yet.")
    is_mine = session.line.booking in LIVE or session.line.mark is not None
    for _, article in session.articles:
        words(citation(article))
        if not is_mine:
            continue
        if article.address:
            link("Read the article", article.address)
        words(article.key_points)
        if article.prompts:
            lead("To think about while you read:")
            bullets(article.prompts)
    if session.articles and not is_mine:
        lead("The link and the reading prompts are here once you have booked.")


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("session")
    if wanted is None:
        raise NotFound(what="session")
    session = look_up(get_session, actor=me, session_id=wanted)
    line = session.line
    heading(line.group)
    say(state_of(line)[0])
    facts(
        [
            ("When", when(line.starts_at, line.ends_at, now())),
            ("Where", ", ".join(part for part in (line.where, session.address) if part)),
            ("Kind", f"{KIND_WORDS[line.kind]}, {said_minutes(line.minutes)}"),
            ("Places", f"{places_of(line)[0]} ({line.places_taken} of {line.capacity} taken)"),
            ("About", session.description),
        ]
    )
    if session.online_link:
        link("Join online", session.online_link)
    my_booking(me, line)
    reading(session)
