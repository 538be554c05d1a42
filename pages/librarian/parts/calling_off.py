"""Calling off a session, or the rest of its series."""

from functools import partial

import streamlit as st

from pages.librarian.parts.changing import sessions_meant
from pages.shared.acting import confirm_button, now
from pages.shared.widgets import bullets, lead
from revalidation.commands.series import call_off_series
from revalidation.commands.sessions import cancel_session
from revalidation.domain.people import Actor
from revalidation.domain.series import Reach
from revalidation.domain.times import said_moment
from revalidation.queries.register import RegisterLine
from revalidation.queries.series import SeriesSession
from revalidation.queries.sessions import SessionInFull


@st.dialog("Call this session off?")
def calling_off(me: Actor, session_id: int, people: list[RegisterLine]) -> None:
    """Ask once, and say who loses a place."""
    if people:
        lead("These people lose their place or leave the waiting list, and each gets a message:")
        bullets(person.name for person in people)
    else:
        lead("Nobody has booked, so nobody loses a place.")
    lead("A session that was called off can't be brought back; you would schedule it again.")
    command = partial(cancel_session, actor=me, session_id=session_id, now=now())
    confirm_button("Call it off", command, message="The session is called off.", key="really_call_off")


def calling_off_the_rest(me: Actor, session: SessionInFull) -> None:
    """The way to call off this and the later sessions of a series, if there are any."""
    if session.line.starts_at <= now():
        return
    reached = sessions_meant(me, session, Reach.THIS_AND_LATER)
    later = "the later one" if len(reached) == 2 else f"the {len(reached) - 1} later ones"  # noqa: PLR2004
    if len(reached) > 1 and st.button(f"Call off this and {later}", key="call_off_series"):
        _calling_off_series(me, session.line.id, reached)


@st.dialog("Call off the rest of this series?")
def _calling_off_series(me: Actor, session_id: int, reached: list[SeriesSession]) -> None:
    """Ask once, and say how many sessions and people it is about."""
    people = len(frozenset[int]().union(*(each.person_ids for each in reached)))
    loses = "1 person loses" if people == 1 else f"{people} people lose"
    booked = f"{loses} a place or leave the waiting list, and get a message for each session:"
    lead(f"{len(reached)} sessions are called off. " + (booked if people else "Nobody has booked yet."))
    bullets(
        said_moment(each.plan.starts_at) + (f" · {len(each.person_ids)} booked or waiting" if each.person_ids else "")
        for each in reached
    )
    lead("Sessions that were called off can't be brought back; you would schedule them again.")
    command = partial(call_off_series, actor=me, session_id=session_id, now=now())
    confirm_button(
        "Call them off", command, message=f"{len(reached)} sessions are called off.", key="really_call_off_series"
    )
