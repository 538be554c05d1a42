"""Sending what a session reads to those who are booked on it, and how many have read it."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import hint, lead
from revalidation.commands.distribution import send_for_session
from revalidation.domain.distribution import SentCounts, said_sent
from revalidation.domain.people import Actor
from revalidation.queries.distribution import sent_counts
from revalidation.queries.sessions import SessionInFull


def sending(me: Actor, session: SessionInFull) -> None:
    """How many were sent what this session reads, and the button while it is not over."""
    counts = look_up(sent_counts, actor=me, session_id=session.line.id)
    lead(said_sent(counts))
    if now() < session.line.ends_at:
        with refusals_shown():
            _button(me, session.line.id, counts)


def _button(me: Actor, session_id: int, counts: SentCounts) -> None:
    with_waiting = False
    if counts.waiting > counts.waiting_sent:
        with_waiting = st.checkbox("Also to those who wait for a place", key=fresh(f"send-waiting-{session_id}"))
    number = counts.still_to_send(with_waiting=with_waiting)
    if number:
        people = "1 person" if number == 1 else f"{number} people"
        if st.button(f"Send the reading to {people}", key=fresh(f"send-{session_id}"), icon=":material/send:"):
            sent = carry_out(send_for_session, actor=me, session_id=session_id, with_waiting=with_waiting, now=now())
            announce(f"It goes out to {'1 person' if sent == 1 else f'{sent} people'} within a minute.")
    if counts.is_begun:
        hint("Whoever gets a place from now on is sent it too, without another press.")
    else:
        hint("Each gets one e-mail with the citation, the link and the date, and nobody gets it twice.")
