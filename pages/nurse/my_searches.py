"""Literature searches that I have asked the library for, one of them, or a new one."""

import streamlit as st

from pages.nurse.parts.searching import PAGE, asking, in_full
from pages.shared.acting import asked_number, look_up, refusals_shown, require
from pages.shared.search_requests import search_row
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager
from revalidation.domain.people import Actor, Role
from revalidation.queries.search_requests import get_my_search, my_searches


def mine(me: Actor) -> None:
    """The list."""
    st.title("Literature searches")
    lead("A question from the ward or from a session? The library searches, and answers with what it found.")
    if st.button("Ask for a search", key="ask", type="primary", icon=":material/add:"):
        st.switch_page(PAGE, query_params={"new": "1"})
    lines, total = look_up(my_searches, actor=me, limit=PAGE_SIZE, offset=page_number("searches_page") * PAGE_SIZE)
    for line in lines:
        search_row(line, page=PAGE)
    if not total:
        empty("You have not asked for a search yet.")
    pager("searches_page", total)


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("search")
    if wanted is None and "new" not in st.query_params:
        mine(me)
    else:
        st.title("Literature search")
        st.page_link(PAGE, label="Back to my searches", icon=":material/arrow_back:")
        if wanted is None:
            asking(me, session_id=asked_number("session"), article_id=asked_number("article"))
        else:
            in_full(me, look_up(get_my_search, actor=me, search_request_id=wanted))
