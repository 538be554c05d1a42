"""The way from a session's page to checking in."""

import streamlit as st

from pages.shared.acting import now
from revalidation.domain.bookings import LIVE
from revalidation.domain.check_in import is_check_in_open
from revalidation.domain.register import WAS_THERE
from revalidation.domain.sessions import SessionState
from revalidation.queries.sessions import SessionLine


def check_in_link(line: SessionLine) -> None:
    """While check-in is open, for whoever has a booking and is not marked as there."""
    is_open = is_check_in_open(starts_at=line.starts_at, ends_at=line.ends_at, now=now())
    if is_open and line.state is SessionState.SCHEDULED and line.booking in LIVE and line.mark not in WAS_THERE:
        st.page_link("pages/nurse/check_in.py", label="Check in", query_params={"session": str(line.id)})
