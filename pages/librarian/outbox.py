"""Messages: those that could not be delivered, those that wait, and whether they go out at all."""

import streamlit as st

from pages.librarian.parts.messages import message_row, show_trouble
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager
from revalidation.commands.messages import try_all_again
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
    if state is MessageState.DEAD and total > 1:
        all_again(me)
    for line in lines:
        message_row(me, line)
    pager(key, total)
    if not lines:
        empty(nothing)


def all_again(me: Actor) -> None:
    """One press for whatever went wrong while the mail server was ill."""
    with refusals_shown():
        if st.button("Try all again", key=fresh("try-all"), icon=":material/refresh:"):
            number = carry_out(try_all_again, actor=me, now=now())
            announce(said_again(number))


def said_again(number: int) -> str:
    """What came of it."""
    if not number:
        return "None of these can be sent again, as their links are gone. Invite people anew instead."
    return "1 message waits again." if number == 1 else f"{number:,} messages wait again."


me = require(Role.LIBRARIAN)
st.title("Messages")
box = look_up(outbox, actor=me)
show_trouble(box)
seen = f" A worker last ran at {said_lately(box.seen_at, now())}." if box.seen_at else ""
lead(f"{box.dead} not delivered, {box.waiting} waiting.{seen}")
first = "Not delivered" if box.dead or not box.waiting else "Waiting"
chosen = st.segmented_control("Show", list(SHOWS), default=first, key="show", required=True)
listed(me, *SHOWS[chosen or first])
