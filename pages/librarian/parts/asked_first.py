"""Asking those first who wanted a session, when it is made, and letting everybody book before that is over."""

from datetime import date

import streamlit as st

from pages.librarian.parts.fields import Beside, given
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import hint, key_for, say
from revalidation.commands.interests import open_to_all
from revalidation.domain.interests import said_interest
from revalidation.domain.people import Actor
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import local, said_day, said_moment
from revalidation.queries.interests import find_asked_first, to_ask_first


def ask_first_fields(
    me: Actor, beside: Beside, group_id: int, plan: SessionPlan, *, is_first_of_several: bool
) -> date | None:
    """The last day on which only those may book who wanted this article there; None if everybody may at once."""
    found = look_up(to_ask_first, actor=me, group_id=group_id, plan=plan, now=now())
    if not found.people:
        return None
    who = "the 1 person" if found.people == 1 else f"the {found.people} people"
    last_day: date | None = None
    to_what = f" to the session on {said_day(local(plan.starts_at).date())}" if is_first_of_several else ""
    label = f"First ask {who} who would come to this article there{to_what}"
    if st.checkbox(label, value=True, key=f"ask-first-{is_first_of_several}"):
        today = local(now()).date()
        last_day = given(
            st.date_input(
                "Kept for them until (this day included)",
                max(found.last_day, today),
                today,
                max(local(plan.starts_at).date(), today),
                key=f"last-day-{key_for(found.last_day)}",
                format="DD/MM/YYYY",
                help="Afterwards everybody can book. It is never longer than until free places are open to claim.",
            ),
            "the last day",
            field="last_day",
        )
        if is_first_of_several:
            hint("Everybody can book the later sessions at once.")
    beside("last_day")
    return last_day


def asked_first(me: Actor, session_id: int) -> None:
    """Until when a session is kept for whom, as a number, and the button that ends it."""
    found = look_up(find_asked_first, actor=me, session_id=session_id, now=now())
    if found is None:
        return
    say(
        f"Until {said_moment(found.open_to_all_at)} only those can book who were asked first "
        f"({said_interest(found.people)}). You can add anybody by hand."
    )
    with refusals_shown():
        if st.button("Let everybody book now", key=fresh("open-to-all")):
            carry_out(open_to_all, actor=me, session_id=session_id, now=now())
            announce("Everybody can book this session now.")
