"""What is set for the whole installation."""

import streamlit as st

from pages.librarian.parts.fields import given
from pages.librarian.parts.library import library
from pages.shared.acting import announce, carry_out, fresh, look_up, refusals_shown
from pages.shared.widgets import lead
from revalidation.commands.installation import set_follow_up_days, set_quiet_hours
from revalidation.domain.follow_ups import MOST_DAYS
from revalidation.domain.people import Actor
from revalidation.domain.places import QuietHours
from revalidation.queries.installation import follow_up_days, quiet_hours


def all_settings(me: Actor) -> None:
    """Citations and links, the quiet hours, and when people are asked what came of a session."""
    library(me)
    _quiet_hours(me)
    _follow_up(me)


def _quiet_hours(me: Actor) -> None:
    quiet = look_up(quiet_hours, actor=me)
    st.header("Quiet hours", anchor=False)
    lead(
        "Nobody is expected to answer at night or after a night shift. In these hours the time of an offered place "
        "stands still. The same time twice means that it is never quiet. Offers that are open already keep their time."
    )
    key = fresh("quiet")
    with refusals_shown() as beside:
        with st.form("quiet", border=False):
            left, right = st.columns(2)
            begins = left.time_input("Quiet from", quiet.begins, key=f"{key}-begins")
            ends = right.time_input("Quiet until", quiet.ends, key=f"{key}-ends")
            beside("quiet")
            pressed = st.form_submit_button("Save the quiet hours", type="primary", key=f"{key}-save")
        if pressed:
            typed = QuietHours(given(begins, "both times", field="quiet"), given(ends, "both times", field="quiet"))
            carry_out(set_quiet_hours, actor=me, quiet=typed)
            announce(_said(typed))


def _follow_up(me: Actor) -> None:
    st.header("Follow-up", anchor=False)
    lead(
        "Some weeks after a session, whoever attended is asked whether it has been of use. Two reminders follow, then "
        "silence. You see how many said what; their words stay theirs. With 0 days nobody is asked."
    )
    key = fresh("follow-up")
    with refusals_shown() as beside:
        with st.form("follow_up", border=False):
            days = st.number_input(
                "Days after a session", 0, MOST_DAYS, look_up(follow_up_days, actor=me), key=f"{key}-days"
            )
            beside("follow_up_days")
            pressed = st.form_submit_button("Save the follow-up", type="primary", key=f"{key}-save")
        if pressed:
            carry_out(set_follow_up_days, actor=me, days=days)
            announce(f"People are asked {days} days after a session." if days else "Nobody is asked from now on.")


def _said(quiet: QuietHours) -> str:
    if quiet.begins == quiet.ends:
        return "It is never quiet from now on."
    return f"It is quiet from {quiet.begins:%H:%M} to {quiet.ends:%H:%M} from now on."
