"""One question behind the link of a message: whether what was read has been used since. Opening it does nothing."""

from functools import partial

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, now, refusals_shown
from pages.shared.follow_up import answer_fields
from pages.shared.guest_links import behind_link
from pages.shared.widgets import heading, lead, say
from revalidation.commands.follow_ups import answer_by_link
from revalidation.domain.data_refusals import NoSuchFollowUp
from revalidation.domain.follow_ups import QUESTION
from revalidation.domain.refusals import Refusal
from revalidation.domain.times import local, said_day
from revalidation.queries.follow_ups import LinkedFollowUp, find_linked_follow_up


def asking(token: str, asked: LinkedFollowUp) -> None:
    """The question; what was answered before can be changed, but not read here."""
    heading(QUESTION)
    lead(f"{asked.group}, {said_day(local(asked.starts_at).date())}. Two minutes are enough.")
    if asked.answered_at is not None:
        day = said_day(local(asked.answered_at).date())
        say(f"You answered on {day}. What you wrote then is kept, and is not shown here.")
        with st.expander("Answer again"):
            answering(token)
    else:
        answering(token)


def answering(token: str) -> None:
    """The three answers, and room for her words."""
    with refusals_shown() as beside:
        with st.form("follow_up", border=False):
            used, words = answer_fields(beside, key=fresh("follow-up"))
            pressed = st.form_submit_button("Send my answer", type="primary")
        if pressed:
            carry_out(answer_by_link, token=token, used=used, words=words, now=now())
            announce("Thank you. Your answer is kept. You can close this page.")


with refusals_shown():
    try:
        asked = behind_link(partial(find_linked_follow_up, now=now()), otherwise=NoSuchFollowUp)
    except Refusal:
        st.title("Have you used it since?")
        raise
    asking(st.query_params["token"], asked)
