"""Where I stand for this registration period."""

import streamlit as st

from pages.nurse.parts.printing import printing
from pages.nurse.parts.standing import dates, next_action, reaching, requirements
from pages.shared.acting import carry_out, look_up, now, require
from pages.shared.widgets import lead, say
from pages.shared.wording import said_days
from revalidation.commands.cpd import draft_missing
from revalidation.domain.people import Role
from revalidation.queries.cpd import lacks_drafts
from revalidation.queries.portfolio import Portfolio, find_portfolio


def standing(found: Portfolio) -> None:
    """The period, what comes next, and every requirement."""
    lead(f"Your registration period: {said_days(found.period.begins_on, found.period.ends_on)}.")
    next_action(found)
    requirements(found)
    reaching(found)
    dates(found.period)


def begin() -> None:
    """Without a renewal date nothing can be counted."""
    say("When do you revalidate? With your renewal date, this page shows what you have and what is missing.")
    if st.button("Add my renewal date", type="primary", key="add_renewal"):
        st.switch_page("pages/nurse/details.py")


def logs() -> None:
    """The way to everything that is behind."""
    with st.container(horizontal=True, key="logs"):
        st.page_link("pages/nurse/practice.py", label="Practice hours log", icon=":material/work_history:")
        st.page_link("pages/nurse/cpd.py", label="CPD log", icon=":material/school:")
        st.page_link("pages/nurse/feedback.py", label="Feedback log", icon=":material/forum:")
        st.page_link("pages/nurse/accounts.py", label="Reflective accounts", icon=":material/edit_note:")
        st.page_link("pages/nurse/evidence.py", label="Evidence", icon=":material/attach_file:")
        st.page_link("pages/nurse/pack.py", label="Evidence pack", icon=":material/inventory_2:")


me = require(Role.NURSE)
st.title("Portfolio")
if look_up(lacks_drafts, actor=me):
    carry_out(draft_missing, actor=me, now=now())
portfolio = look_up(find_portfolio, actor=me, now=now())
if portfolio is None:
    begin()
else:
    standing(portfolio)
st.header("What is behind the figures", anchor=False)
logs()
printing(me)
