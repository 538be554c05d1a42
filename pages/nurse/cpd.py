"""My CPD log: what came from sessions by itself, and what I add."""

import streamlit as st

from pages.nurse.parts.cpd_entry import PAGE, entry, new_entry
from pages.shared.acting import asked_number, carry_out, look_up, now, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager, row
from pages.shared.wording import said_days
from revalidation.commands.cpd import draft_missing
from revalidation.domain.hours import said_hours
from revalidation.domain.people import Actor, Role
from revalidation.queries.cpd import CpdLine, get_cpd_entry, lacks_drafts, my_cpd


def one(line: CpdLine) -> None:
    """One entry with its button."""
    state, tone = ("From the register", "done") if line.is_draft else ("Yours", "plain")
    if line.register_says is not None:
        state, tone = "Register corrected", "wait"
    files = f" · {line.files} file{'' if line.files == 1 else 's'}" if line.files else ""
    hours = f"{said_hours(line.entry.minutes)} h, {said_hours(line.entry.participatory_minutes)} participatory"
    first, _, rest = line.entry.topic.partition("\n")
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-cpd-{line.id}"):
        row(said_days(line.entry.first_on, line.entry.last_on), first, f"{hours}{files}", state, note=rest, tone=tone)
        st.page_link(PAGE, label="Open", query_params={"entry": str(line.id)})


def log(me: Actor) -> None:
    """The list."""
    st.title("CPD log")
    lead("Sessions you attend come here by themselves. Add everything else you did: courses, meetings, reading.")
    if st.button("Add an entry", key="add", type="primary", icon=":material/add:"):
        st.switch_page(PAGE, query_params={"new": "1"})
    lines, total = look_up(my_cpd, actor=me, limit=PAGE_SIZE, offset=page_number("cpd_page") * PAGE_SIZE)
    for line in lines:
        one(line)
    if not total:
        empty("Nothing here yet. The NMC asks for 35 hours in three years, 20 of them participatory.")
    pager("cpd_page", total)


me = require(Role.NURSE)
with refusals_shown():
    if look_up(lacks_drafts, actor=me):
        carry_out(draft_missing, actor=me, now=now())
    wanted = asked_number("entry")
    if wanted is None and "new" not in st.query_params:
        log(me)
    else:
        st.title("CPD entry")
        st.page_link(PAGE, label="Back to the CPD log", icon=":material/arrow_back:")
        if wanted is None:
            new_entry(me)
        else:
            entry(me, look_up(get_cpd_entry, actor=me, entry_id=wanted))
