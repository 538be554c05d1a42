"""My practice-related feedback, as the NMC's feedback log has it."""

import streamlit as st

from pages.nurse.parts.feedback_piece import PAGE, new_piece, piece
from pages.shared.acting import asked_number, look_up, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager, row
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import said_day
from revalidation.queries.feedback import FeedbackLine, get_feedback, my_feedback


def one(line: FeedbackLine) -> None:
    """One piece with its button."""
    files = f"{line.files} file{'' if line.files == 1 else 's'}" if line.files else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-feedback-{line.id}"):
        first = line.feedback.content.split("\n", maxsplit=1)[0]
        row(said_day(line.feedback.given_on), line.feedback.source, line.feedback.kind, files, note=first)
        st.page_link(PAGE, label="Open", query_params={"feedback": str(line.id)})


def log(me: Actor) -> None:
    """The list."""
    st.title("Feedback log")
    lead("What patients, colleagues or students said about your practice, in writing or not. Nobody named in it.")
    if st.button("Add feedback", key="add", type="primary", icon=":material/add:"):
        st.switch_page(PAGE, query_params={"new": "1"})
    lines, total = look_up(my_feedback, actor=me, limit=PAGE_SIZE, offset=page_number("feedback_page") * PAGE_SIZE)
    for line in lines:
        one(line)
    if not total:
        empty("Nothing here yet. The NMC asks for five pieces of feedback in three years.")
    pager("feedback_page", total)


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("feedback")
    if wanted is None and "new" not in st.query_params:
        log(me)
    else:
        st.title("Feedback")
        st.page_link(PAGE, label="Back to the feedback log", icon=":material/arrow_back:")
        if wanted is None:
            new_piece(me)
        else:
            piece(me, look_up(get_feedback, actor=me, feedback_id=wanted))
