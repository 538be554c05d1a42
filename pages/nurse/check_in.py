"""Checking in: one button that says that I am here. Opening the page alone does nothing."""

import streamlit as st

from pages.shared.acting import announce, asked_number, carry_out, look_up, now, refusals_shown, require
from pages.shared.widgets import facts, heading, lead, say
from pages.shared.wording import when
from revalidation.commands.check_in import check_in, count_code
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.register import WAS_THERE, said_mark
from revalidation.domain.sessions import SessionState
from revalidation.queries.sessions import SessionLine, get_session


def here(me: Actor, line: SessionLine) -> None:
    """The button, and a box for the code unless it came with the address."""
    with refusals_shown() as beside:
        code = st.query_params.get("code", "")
        if code:
            beside("code")
        else:
            code = st.text_input("Code on the screen in the room", key=f"code-{line.id}", max_chars=20) or ""
            beside("code")
        if st.button("I am here", type="primary", key="here"):
            at = now()
            carry_out(count_code, actor=me, session_id=line.id, code=code, now=at)
            done = carry_out(check_in, actor=me, session_id=line.id, code=code, now=at)
            announce(f"You are checked in. {said_mark(done.mark, done.minutes)}.")
    if st.query_params.get("code"):
        st.page_link("pages/nurse/check_in.py", label="Type the code instead", query_params={"session": str(line.id)})


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("session")
    if wanted is None:
        raise NotFound(what="session")
    session = look_up(get_session, actor=me, session_id=wanted)
    line = session.line
    heading(line.group)
    facts([("When", when(line.starts_at, line.ends_at, now())), ("Where", line.where), ("Reading", line.article)])
    if line.state is SessionState.CANCELLED:
        say("This session was called off.")
    elif line.mark in WAS_THERE:
        lead("You are on the register of this session.")
        query = {"session": str(line.id)}
        st.page_link("pages/nurse/account.py", label="Write your reflective account", query_params=query)
        st.page_link("pages/nurse/session.py", label="Back to the session", query_params=query)
    else:
        here(me, line)
