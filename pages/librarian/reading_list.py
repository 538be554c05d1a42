"""What a group may read next: its reading list, and how members rank the candidates."""

import streamlit as st

from pages.librarian.parts.listed import adding, listed, ranked
from pages.shared.acting import asked_number, look_up, refusals_shown, require
from pages.shared.widgets import empty, heading, lead
from revalidation.domain.people import Role
from revalidation.domain.refusals import NotFound
from revalidation.queries.reading_lists import reading_list

me = require(Role.LIBRARIAN)
with refusals_shown():
    group_id = asked_number("group")
    if group_id is None:
        raise NotFound(what="group")
    found = look_up(reading_list, actor=me, group_id=group_id)
    heading(f"Reading list of {found.group}")
    lead("Members choose among the candidates; you decide what is read, and when.")
    st.page_link(
        "pages/librarian/group.py",
        label="Back to the group",
        icon=":material/arrow_back:",
        query_params={"group": str(group_id)},
    )
    adding(me, group_id)
    if not found.articles:
        empty("Nothing is on this list yet. Put articles on it, and members of the group choose what to read next.")
    ranked(group_id, found)
    listed(me, group_id, found)
