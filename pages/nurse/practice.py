"""My practice hours, as the NMC's practice hours log has them."""

import streamlit as st

from pages.nurse.parts.practice_period import PAGE, new_period, period
from pages.shared.acting import asked_number, look_up, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager, row
from pages.shared.wording import said_days
from revalidation.domain.hours import hours
from revalidation.domain.nmc_logs import Log, log_form
from revalidation.domain.people import Actor, Role
from revalidation.queries.practice import PracticeLine, get_practice_period, my_practice
from revalidation.queries.registrations import my_registration


def one(line: PracticeLine) -> None:
    """One period with its button."""
    form = log_form(Log.PRACTICE_HOURS, line.form_version)
    chosen = [form.label(column, getattr(line.period, column)) for column in ("setting", "scope", "registration")]
    files = f" · {line.files} file{'' if line.files == 1 else 's'}" if line.files else ""
    said = hours(line.period.minutes) + (f" ({line.period.hours_text})" if line.period.hours_text else "")
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-practice-{line.id}"):
        days = said_days(line.period.first_on, line.period.last_on)
        row(days, line.period.organisation, f"{said}{files}", "", note=" · ".join(chosen))
        st.page_link(PAGE, label="Open", query_params={"period": str(line.id)})


def log(me: Actor) -> None:
    """The list."""
    st.title("Practice hours log")
    lead("Where you have worked as a nurse, midwife or nursing associate; one entry for each job or setting will do.")
    if st.button("Add a practice period", key="add", type="primary", icon=":material/add:"):
        st.switch_page(PAGE, query_params={"new": "1"})
    lines, total = look_up(my_practice, actor=me, limit=PAGE_SIZE, offset=page_number("practice_page") * PAGE_SIZE)
    for line in lines:
        one(line)
    if not total:
        empty("Nothing here yet. The NMC asks for 450 hours in three years for each registration you hold.")
    pager("practice_page", total)


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("period")
    if wanted is None and "new" not in st.query_params:
        log(me)
    else:
        st.title("Practice period")
        st.page_link(PAGE, label="Back to the practice hours log", icon=":material/arrow_back:")
        if wanted is None:
            new_period(me, look_up(my_registration, actor=me).kinds)
        else:
            period(me, look_up(get_practice_period, actor=me, period_id=wanted))
