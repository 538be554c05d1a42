"""How the groups are doing: who comes, who cancels late, who waits, what came of it, and how often to meet."""

from datetime import date

import streamlit as st

from pages.librarian.parts.evaluation.figures import afterwards, late_cancellations, waiting, who_comes
from pages.librarian.parts.evaluation.how_often import how_often
from pages.shared.acting import look_up, now, require
from pages.shared.widgets import empty, hint
from revalidation.domain.evaluation import Span, spans
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import local
from revalidation.queries.evaluation import first_session_on, session_figures

HOW_OFTEN = "How often?"
SHOWS = {
    "Who comes": who_comes,
    "Late cancellations": late_cancellations,
    "Waiting": waiting,
    "Afterwards": afterwards,
}


def chosen_time(since: date | None) -> Span:
    """The time that is looked at; it stands in the address."""
    offered = {span.words: span for span in spans(local(now()).date(), since)}
    words = st.selectbox("Time", list(offered), key="time", bind="query-params", width=260)
    return offered.get(str(words)) or next(iter(offered.values()))


def shown(me: Actor, view: str, span: Span) -> None:
    """One question."""
    if view == HOW_OFTEN:
        how_often(me, span)
        return
    sessions = look_up(session_figures, actor=me, span=span, now=now())
    if sessions:
        SHOWS[view](sessions, span)
    else:
        empty("No session was over in this time. Once one is, its bookings and its register are counted here.")
        st.page_link("pages/librarian/schedule.py", label="See the schedule", icon=":material/calendar_month:")


def take_away(span: Span) -> None:
    """The same figures as files."""
    st.header("Take the figures along", anchor=False)
    with st.container(horizontal=True):
        st.link_button("Excel workbook", f"/documents/evaluation/{span.key}.xlsx", icon=":material/download:")
        st.link_button("CSV", f"/documents/evaluation/{span.key}.csv", icon=":material/download:")
    hint("In the files small numbers of people are hidden, so that they can be passed on.")


me = require(Role.LIBRARIAN)
st.title("Evaluation")
since = look_up(first_session_on, actor=me)
span = chosen_time(since)
view = st.segmented_control(
    "Show",
    [*SHOWS, HOW_OFTEN],
    default="Who comes",
    key="show",
    required=True,
    bind="query-params",
    label_visibility="collapsed",
)
shown(me, view or "Who comes", span)
if since:
    take_away(span)
