"""Rows that several of the librarian's lists draw alike."""

import streamlit as st

from pages.shared.acting import now
from pages.shared.widgets import row
from pages.shared.wording import when
from revalidation.domain.sessions import SessionState, said_filling
from revalidation.queries.sessions import SessionLine


def back(parameter: str, label: str) -> None:
    """The button from the one that is shown alone, by this parameter of the address, to the whole list."""
    if st.button(label, icon=":material/arrow_back:", key="back"):
        st.query_params.pop(parameter, None)
        st.rerun()


def session_row(line: SessionLine, *, state: str = "", label: str = "Open", with_article: bool = True) -> None:
    """One session with the way to it; `state` says why it is listed, else how full it is."""
    said, tone = filling_of(line)
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-session-{line.id}-{label}"):
        row(
            when(line.starts_at, line.ends_at, now()),
            line.group,
            line.where,
            state or said,
            note=line.article if with_article else "",
            tone="wait" if state else tone,
        )
        st.page_link("pages/librarian/meeting.py", label=label, query_params={"session": str(line.id)})


def filling_of(line: SessionLine) -> tuple[str, str]:
    """How full a session is, and the tone of its badge."""
    if line.state is SessionState.CANCELLED:
        return "Cancelled", "problem"
    is_full = line.places_taken >= line.capacity
    return said_filling(line.capacity, line.places_taken, line.waiting), "done" if is_full else "plain"
