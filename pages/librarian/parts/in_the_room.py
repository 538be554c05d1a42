"""What is taken along to a session: the code for checking in, and the run sheet on paper."""

import streamlit as st

from pages.shared.acting import now
from revalidation.domain.check_in import is_check_in_open
from revalidation.domain.sessions import SessionState
from revalidation.queries.sessions import SessionLine


def in_the_room(line: SessionLine) -> None:
    """The ways to both; the code only while it counts."""
    if line.state is SessionState.CANCELLED:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if is_check_in_open(starts_at=line.starts_at, ends_at=line.ends_at, now=now()):
            st.page_link(
                "pages/librarian/check_in_screen.py",
                label="Show the check-in code",
                icon=":material/qr_code_2:",
                query_params={"session": str(line.id)},
            )
        st.link_button("Run sheet (PDF)", f"/documents/run-sheet/{line.id}.pdf", icon=":material/download:")
