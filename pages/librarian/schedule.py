"""All sessions: coming, past, and month by month."""

import streamlit as st

from pages.librarian.parts.month import MONTH_ASKED, month
from pages.librarian.parts.rows import session_row
from pages.shared.acting import look_up, now, require
from pages.shared.filters import session_filters
from pages.shared.widgets import PAGE_SIZE, empty, key_for, page_number, pager
from revalidation.domain.filters import NO_FILTERS
from revalidation.domain.people import Actor, Role
from revalidation.queries.sessions import schedule

COMING, PAST, MONTH = "Coming", "Past", "Month"


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
    "Show",
    [COMING, PAST, MONTH],
    default=MONTH if MONTH_ASKED in st.query_params else COMING,  # a link to a month need not say so twice
    key="show",
    required=True,
    bind="query-params",
    label_visibility="collapsed",
)
if view == MONTH:
    month(me, session_filters())
else:
    st.query_params.pop(MONTH_ASKED, None)
    listed(me, is_past=view == PAST)
