"""Letting in people who came without a place, one tap each."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown, require
from pages.shared.widgets import empty, lead, person
from revalidation.commands.walk_ins import walk_in
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Role
from revalidation.queries.sessions import SessionLine
from revalidation.queries.walk_ins import possible_walk_ins

# Anybody else has the address beside the name, which tells two people of one name apart.
_NOTES: dict[BookingState | None, str] = {
    BookingState.WAITING: "waiting",
    BookingState.OFFERED: "has been offered a place",
}


@st.fragment
def walking_in(line: SessionLine) -> None:
    """Whoever waits stands here already; anybody else is found by name."""
    me = require(Role.LIBRARIAN)
    is_likely = line.waiting > 0 and now() < line.ends_at
    with st.expander("Somebody came without a place", expanded=is_likely), refusals_shown():
        lead("They get a free place, or that of somebody who is not here, and are marked as there.")
        search = st.text_input("Find a nurse by name", key=fresh(f"walk-in-{line.id}"), type="search") or ""
        found, are_more = look_up(possible_walk_ins, actor=me, session_id=line.id, search=search)
        if search.strip() and not found:
            empty("Nobody without a place has this name. Invite her under People and sites, then let her in.")
        for number, each in enumerate(found, start=1):
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", key=f"person-walk-in-{line.id}-{number}"
            ):
                person(each.name, _NOTES.get(each.booking, each.email))
                pressed = st.button("Let in", key=f"let-in-{line.id}-{each.person_id}")
            if pressed:
                carry_out(walk_in, actor=me, session_id=line.id, person_id=each.person_id, now=now())
                announce(f"{each.name} has a place and is marked as there.")
        if are_more:
            lead("There are more. Please type more of the name.")
