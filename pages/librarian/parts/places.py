"""Who has a place at a session, who waits in which order, and how many are likely to come."""

import streamlit as st

from pages.shared.acting import look_up, now
from pages.shared.widgets import bullets, empty, lead
from revalidation.domain.people import Actor
from revalidation.domain.places import said_rules
from revalidation.domain.times import said_moment
from revalidation.domain.turnout import said_turnout
from revalidation.queries.groups import get_group
from revalidation.queries.register import RegisterLine
from revalidation.queries.sessions import SessionInFull
from revalidation.queries.turnout import turnout


def who_has_a_place(me: Actor, session: SessionInFull, placed: list[RegisterLine], waiting: list[RegisterLine]) -> None:
    """Names, the waiting list, and what is likely."""
    line = session.line
    if placed:
        bullets((_said(person) for person in placed), numbered=True)
        before = look_up(turnout, actor=me, site_id=session.site_id, now=now())
        lead(said_turnout(before, len(placed), line.where if session.site_id else "the sessions online"))
    else:
        empty("Nobody has booked yet.")
    if waiting:
        st.subheader("Waiting list", anchor=False)
        lead(said_rules(look_up(get_group, group_id=line.group_id).rules))
        bullets((person.name for person in waiting), numbered=True)


def _said(person: RegisterLine) -> str:
    if person.offer_ends_at:
        return f"{person.name} · offered until {said_moment(person.offer_ends_at)}"
    return f"{person.name} · has not confirmed yet" if person.is_unsure else person.name
