"""Literature searches that people ask for, or one of them."""

import streamlit as st

from pages.librarian.parts.searching import PAGE, search
from pages.shared.acting import asked_number, look_up, refusals_shown, require
from pages.shared.search_requests import search_row
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager
from revalidation.domain.people import Actor, Role
from revalidation.queries.search_requests import get_search, searches

OPEN, DONE = "To do", "Answered or withdrawn"
NOTHING = {
    OPEN: "No search is waiting. Nurses ask for one from a session or an article.",
    DONE: "No search has been answered yet.",
}


def everybodys(me: Actor) -> None:
    """The list."""
    st.title("Literature searches")
    shown = st.segmented_control("Show", [OPEN, DONE], default=OPEN, key="show", required=True) or OPEN
    key = f"searches-{shown == OPEN}"
    page = page_number(key) * PAGE_SIZE
    lines, total = look_up(searches, actor=me, is_open=shown == OPEN, limit=PAGE_SIZE, offset=page)
    for line in lines:
        by = f"Asked by {line.asked_by}" + (f", searched by {line.taken_by}" if line.taken_by else "")
        search_row(line, page=PAGE, who=by)
    if not lines:
        empty(NOTHING[shown])
    pager(key, total)


me = require(Role.LIBRARIAN)
with refusals_shown():
    wanted = asked_number("search")
    if wanted is None:
        everybodys(me)
    else:
        st.title("Literature search")
        st.page_link(PAGE, label="Back to all searches", icon=":material/arrow_back:")
        lead("Only librarians and whoever asked can read this.")
        search(me, look_up(get_search, actor=me, search_request_id=wanted))
