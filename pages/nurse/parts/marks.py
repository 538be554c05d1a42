"""How a nurse was marked at one session: when, and by whom."""

import streamlit as st

from pages.shared.acting import look_up, now
from pages.shared.widgets import bullets
from revalidation.domain.people import Actor
from revalidation.domain.register import said_mark
from revalidation.domain.times import said_lately
from revalidation.queries.register import my_marks


def marks(me: Actor, session_id: int) -> None:
    """Everything that was marked for her, oldest first; nothing before that."""
    changes = look_up(my_marks, actor=me, session_id=session_id)
    if changes:
        with st.expander("How I was marked"):
            bullets(
                f"{said_mark(each.mark, each.minutes)}, {said_lately(each.at, now())}, by {each.by}" for each in changes
            )
