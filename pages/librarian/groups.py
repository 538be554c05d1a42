"""The groups that meet."""

import streamlit as st

from pages.shared.acting import look_up, now, require
from pages.shared.widgets import empty, row
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.people import Role
from revalidation.domain.times import said_minutes, said_moment
from revalidation.queries.groups import GroupLine, groups


def one(line: GroupLine) -> None:
    """One group with its button."""
    group = line.group
    said = f"{line.upcoming} planned" if line.upcoming else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-group-{line.id}"):
        row(
            f"Next: {said_moment(line.next_at)}" if line.next_at else "No session planned",
            group.name,
            line.where,
            said,
            note=f"{KIND_WORDS[group.kind]}, {said_minutes(group.usual_minutes)}, {group.capacity} places",
        )
        st.page_link("pages/librarian/group.py", label="Open", query_params={"group": str(line.id)})


me = require(Role.LIBRARIAN)
st.title("Groups")
lines = look_up(groups, now=now())
if st.button("New group", type="primary", key="new", icon=":material/add:"):
    st.switch_page("pages/librarian/group.py")
for line in lines:
    one(line)
if lines:
    st.page_link("pages/librarian/impact.py", label="What reading has changed: answers and lent passages")
if not lines:
    empty("A group meets again and again: a reading group, a workshop, training or talks. Make the first one.")
