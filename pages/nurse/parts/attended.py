"""What follows from having attended a session: the account, the CPD entry and the statement."""

import streamlit as st

from pages.shared.acting import carry_out, look_up, now
from revalidation.commands.cpd import draft_missing
from revalidation.domain.people import Actor
from revalidation.queries.cpd import find_cpd_of_session, lacks_drafts


def what_follows(me: Actor, session_id: int) -> None:
    """The way to each."""
    if look_up(lacks_drafts, actor=me):
        carry_out(draft_missing, actor=me, now=now())
    entry = look_up(find_cpd_of_session, actor=me, session_id=session_id)
    with st.container(horizontal=True, vertical_alignment="center", key="attended"):
        st.page_link(
            "pages/nurse/account.py", label="Write your reflective account", query_params={"session": str(session_id)}
        )
        if entry is not None:
            label = "Your CPD entry" if entry.entry.reading_minutes else "Your CPD entry: add your reading time"
            st.page_link("pages/nurse/cpd.py", label=label, query_params={"entry": str(entry.id)})
        st.link_button(
            "Statement of attendance (PDF)", f"/documents/statement/{session_id}.pdf", icon=":material/download:"
        )
