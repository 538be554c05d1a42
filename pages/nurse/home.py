"""What is next, and what waits for me."""

import streamlit as st

from pages.nurse.parts.library_use import asked_once
from pages.nurse.parts.waiting import AT_MOST, waiting_for_me
from pages.shared.acting import look_up, now, require
from pages.shared.widgets import empty, row
from pages.shared.wording import state_of, when
from revalidation.domain.people import Role
from revalidation.queries.sessions import SessionLine, my_sessions


def next_sessions(lines: list[SessionLine]) -> None:
    """The next few bookings."""
    st.header("Next", anchor=False)
    for line in lines[:AT_MOST]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-{line.id}"):
            words, tone = state_of(line, now())
            row(when(line.starts_at, line.ends_at, now()), line.group, line.where, words, note=line.article, tone=tone)
            st.page_link("pages/nurse/session.py", label="Open", query_params={"session": str(line.id)})
    if not lines:
        empty("You have no session booked. A reading group takes about an hour, and counts as participatory CPD.")
        if st.button("Find a session", type="primary", key="find"):
            st.switch_page("pages/nurse/sessions.py")


me = require(Role.NURSE)
st.title("Home")
mine = look_up(my_sessions, actor=me, now=now())
next_sessions(mine)
waiting_for_me(me, mine)
asked_once(me)
st.page_link("pages/nurse/topics.py", label="New on topics you follow", icon=":material/label:")
