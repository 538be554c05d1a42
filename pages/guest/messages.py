"""Which kinds of messages somebody still wants, behind the link that stands in those messages."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, refusals_shown
from pages.shared.guest_links import behind_link
from pages.shared.widgets import lead, row
from revalidation.commands.messages import resume_messages, stop_messages
from revalidation.domain.messages import KIND_WORDS, MessageKind
from revalidation.queries.messages import Choices, find_choices

ABOUT = {
    MessageKind.AFTERWARDS: "After a session that you came to",
    MessageKind.BELOW_MINIMUM: "Two days before a session",
    MessageKind.FOLLOW_UP: "Some weeks after a session that you came to",
    MessageKind.BULLETIN: "Every week or month, with what is new on topics you follow",
    MessageKind.ASKED_FIRST: "When an article you were interested in becomes a session",
    MessageKind.SEARCH_ASKED: "When a nurse asks for a literature search",
}


def kinds(token: str, chosen: Choices) -> None:
    """Each kind with its button."""
    lead("Messages about your own bookings always come. These you can stop:")
    for kind in chosen.kinds:
        is_stopped = kind in chosen.stopped
        state, tone = ("Stopped", "wait") if is_stopped else ("You get these", "done")
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-{kind.value}"):
            row(ABOUT[kind], KIND_WORDS[kind], "By e-mail", state, tone=tone)
            with refusals_shown():
                if st.button("Send them again" if is_stopped else "Stop them", key=fresh(f"change-{kind.value}")):
                    carry_out(resume_messages if is_stopped else stop_messages, token=token, kind=kind)
                    announce("You will get them again." if is_stopped else "You will not get them any more.")


st.title("Messages")
with refusals_shown():
    found = behind_link(find_choices)
    kinds(st.query_params["token"], found)
