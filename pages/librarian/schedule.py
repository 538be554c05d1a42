"""All sessions, coming and past."""

import streamlit as st

from pages.librarian.parts.rows import session_row
from pages.shared.acting import look_up, now, require
from pages.shared.filters import session_filters
from pages.shared.widgets import PAGE_SIZE, empty, key_for, page_number, pager
from revalidation.domain.people import Actor, Role
from revalidation.queries.sessions import NO_FILTERS, schedule

COMING, PAST = "Coming", "Past"


def listed(me: Actor, *, is_past: bool) -> None:
    """The filtered sessions, 25 to a page."""
    filters = session_filters()
    key = key_for(is_past, filters)
    offset = page_number(key) * PAGE_SIZE
    lines, total = look_up(
        schedule, actor=me, now=now(), is_past=is_past, filters=filters, limit=PAGE_SIZE, offset=offset
    )
    for line in lines:
        session_row(line)
    if not lines and filters != NO_FILTERS:
        empty("No session fits these choices. Try another site or kind.")
    elif not lines:
        empty(
            "Sessions that are over will be listed here." if is_past else "No sessions are planned. Schedule the first."
        )
    pager(key, total)


me = require(Role.LIBRARIAN)
st.title("Schedule")
if st.button("Schedule sessions", type="primary", key="new", icon=":material/add:"):
    st.switch_page("pages/librarian/new_session.py")
view = st.segmented_control(
    "Show", [COMING, PAST], default=COMING, key="show", required=True, bind="query-params", label_visibility="collapsed"
)
listed(me, is_past=view == PAST)
