"""One piece of feedback in the NMC's columns."""

from functools import partial

import streamlit as st

from pages.nurse.parts.files import files_of
from pages.nurse.parts.log_fields import day_field, example_field, given, guide, prose_field
from pages.nurse.parts.remarks import remarks_before_download, said_with_remarks
from pages.shared.acting import announce_on, carry_out, confirm_button, fresh, now, refusals_shown
from pages.shared.widgets import lead
from revalidation.commands.feedback import add_feedback, change_feedback, remove_feedback
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.feedback import Feedback
from revalidation.domain.nmc_logs import Log, LogForm, log_form, log_form_in_force
from revalidation.domain.own_words import of_feedback
from revalidation.domain.people import Actor
from revalidation.domain.times import local
from revalidation.queries.feedback import FeedbackLine

PAGE = "pages/nurse/feedback.py"


@st.dialog("Remove this feedback?")
def removing(me: Actor, feedback_id: int) -> None:
    """Ask once."""
    lead("It will be gone for good. Files stay among your evidence.")
    command = partial(remove_feedback, actor=me, feedback_id=feedback_id)
    confirm_button("Remove it", command, message="The feedback is removed.", key="really_remove", then=PAGE)


def new_piece(me: Actor) -> None:
    """The form of a new one."""
    today = local(now()).date()
    _form(me, None, Feedback(today), log_form_in_force(Log.FEEDBACK, today))


def piece(me: Actor, line: FeedbackLine) -> None:
    """One piece in full."""
    remarks_before_download([of_feedback(line.feedback)], on_its_page=True)
    _form(me, line.id, line.feedback, log_form(Log.FEEDBACK, line.form_version))
    files_of(me, About(AboutKind.FEEDBACK, line.id))
    if st.button("Remove this feedback", key="remove"):
        removing(me, line.id)


def _form(me: Actor, feedback_id: int | None, stored: Feedback, form: LogForm) -> None:
    """The NMC's four columns as a form."""
    guide(form)
    key = fresh(f"feedback-{feedback_id or 'new'}")
    with refusals_shown() as beside, st.form("feedback", border=False):
        day = day_field(form.column("date").label, stored.given_on, key=f"{key}-date")
        beside("given_on")
        source = example_field(form, "source", stored.source, key=f"{key}-source")
        beside("source")
        kind = example_field(form, "kind", stored.kind, key=f"{key}-kind")
        beside("kind")
        content = prose_field(form, "content", stored.content, key=f"{key}-content", height=180)
        beside("content")
        if st.form_submit_button("Save the feedback", type="primary"):
            typed = Feedback(given(day, field="given_on"), source, kind, content)
            if feedback_id is None:
                carry_out(add_feedback, actor=me, feedback=typed, now=now())
            else:
                carry_out(change_feedback, actor=me, feedback_id=feedback_id, feedback=typed, now=now())
            announce_on(PAGE, said_with_remarks("The feedback is saved.", of_feedback(typed)))
