"""What needs doing now."""

from datetime import timedelta

import streamlit as st

from pages.librarian.parts.beginning import beginning
from pages.librarian.parts.messages import outbox_trouble
from pages.librarian.parts.rows import session_row
from pages.shared.acting import look_up, now, require
from pages.shared.widgets import empty, row
from pages.shared.wording import when
from revalidation.domain.people import Actor, Role
from revalidation.queries.installation import first_steps
from revalidation.queries.messages import outbox
from revalidation.queries.notices import retracted_soon
from revalidation.queries.register import unmarked_registers
from revalidation.queries.search_requests import searches_to_take
from revalidation.queries.sessions import SessionLine, schedule, sessions_needing_care

SOON = timedelta(days=7)
COMING = 3


def lacking(line: SessionLine) -> str:
    """What a session soon to be held still lacks."""
    parts = [] if line.article else ["no article yet"]
    if line.places_taken < line.minimum_attendance:
        parts.append(f"{line.places_taken} booked, {line.minimum_attendance} needed")
    if line.waiting and line.places_taken < line.capacity:
        parts.append(f"a place is free while {line.waiting} wait")
    return ", ".join(parts).capitalize()


def needs(me: Actor) -> int:
    """Registers to mark, and what the next sessions lack; how many lines that were."""
    unmarked = look_up(unmarked_registers, actor=me, now=now())
    for each in unmarked:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-register-{each.session_id}"):
            row(when(each.starts_at, each.ends_at, now()), each.group, "Register", "Not marked yet", tone="wait")
            st.page_link(
                "pages/librarian/meeting.py", label="Mark the register", query_params={"session": str(each.session_id)}
            )
    soon = look_up(sessions_needing_care, actor=me, now=now(), until=now() + SOON)
    for line in soon:
        session_row(line, state=lacking(line), label="Choose an article" if not line.article else "See who is booked")
    return len(unmarked) + len(soon) + retracted(me) + wanted(me) + undelivered(me)


def retracted(me: Actor) -> int:
    """Sessions to come that read what has been retracted; how many that are."""
    found = look_up(retracted_soon, actor=me, now=now())
    for each in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-retracted-{each.session_id}"):
            said = when(each.starts_at, each.ends_at, now())
            row(said, each.group, "Article retracted", "Choose another", note=each.article, tone="wait")
            st.page_link(
                "pages/librarian/meeting.py", label="Open the session", query_params={"session": str(each.session_id)}
            )
    return len(found)


def wanted(me: Actor) -> int:
    """One line if literature searches wait for somebody to take them; whether there is one."""
    number = look_up(searches_to_take, actor=me)
    if not number:
        return 0
    with st.container(horizontal=True, vertical_alignment="center", key="row-searches"):
        row("Literature searches", "Asked by nurses", "", f"{number} to take", tone="wait")
        st.page_link("pages/librarian/searches.py", label="See them")
    return 1


def undelivered(me: Actor) -> int:
    """One line if messages could not be delivered or do not go out; whether there is one."""
    box = look_up(outbox, actor=me)
    trouble = outbox_trouble(box) if box.waiting else ""
    if not box.dead and not trouble:
        return 0
    with st.container(horizontal=True, vertical_alignment="center", key="row-messages"):
        state = f"{box.dead} not delivered" if box.dead else f"{box.waiting} waiting"
        row("Messages", "E-mails to nurses", "", state, note=trouble, tone="wait")
        st.page_link("pages/librarian/outbox.py", label="See them")
    return 1


me = require(Role.LIBRARIAN)
st.title("Today")
steps = look_up(first_steps, actor=me)
if not steps.are_done:
    beginning(steps)
if not needs(me) and steps.are_done:
    empty("Nothing needs you today.")
coming, _ = look_up(schedule, actor=me, now=now(), is_past=False, limit=COMING)
if coming:
    st.header("Next sessions", anchor=False)
for line in coming:
    session_row(line)
st.page_link("pages/librarian/check.py", label="Check everything")
