"""Messages: those that could not be delivered, those that wait, and whether they go out at all."""

import streamlit as st

from pages.librarian.parts.messages import message_row, show_trouble
from pages.shared.acting import look_up, now, require
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager
from revalidation.domain.messages import MessageState
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import said_lately
from revalidation.queries.messages import messages_in, outbox

SHOWS = {
    "Not delivered": (MessageState.DEAD, "No message has failed."),
    "Waiting": (MessageState.WAITING, "No message waits."),
    "Sent": (MessageState.SENT, "No message has been sent yet."),
}


def listed(me: Actor, state: MessageState, nothing: str) -> None:
    """A page of the messages in one state."""
    key = f"messages-{state.value}"
    lines, total = look_up(messages_in, actor=me, state=state, limit=PAGE_SIZE, offset=page_number(key) * PAGE_SIZE)
    for line in lines:
        message_row(me, line)
    pager(key, total)
    if not lines:
        empty(nothing)


me = require(Role.LIBRARIAN)
st.title("Messages")
box = look_up(outbox, actor=me)
show_trouble(box)
seen = f" A worker last ran at {said_lately(box.seen_at, now())}." if box.seen_at else ""
lead(f"{box.dead} not delivered, {box.waiting} waiting.{seen}")
first = "Not delivered" if box.dead or not box.waiting else "Waiting"
chosen = st.segmented_control("Show", list(SHOWS), default=first, key="show", required=True)
listed(me, *SHOWS[chosen or first])
