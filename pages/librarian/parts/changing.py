"""Changing one session: what is read, when and where it is, and calling it off."""

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.librarian.parts.fields import article_field, given, place_fields, size_fields
from pages.shared.acting import announce, carry_out, confirm_button, fresh, now, refusals_shown
from pages.shared.widgets import bullets, lead, words
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.domain.articles import citation
from revalidation.domain.people import Actor
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import from_local, local
from revalidation.queries.register import RegisterLine
from revalidation.queries.sessions import SessionInFull


def plan_of(session: SessionInFull) -> SessionPlan:
    """What has been decided about a session, to be changed in parts."""
    return SessionPlan(
        starts_at=session.line.starts_at,
        minutes=session.line.minutes,
        capacity=session.line.capacity,
        minimum_attendance=session.minimum_attendance,
        site_id=session.site_id,
        online_link=session.online_link,
        article_ids=tuple(article_id for article_id, _ in session.articles),
    )


def reading(me: Actor, session: SessionInFull) -> None:
    """The articles of this session, and choosing others."""
    for article_id, article in session.articles:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-article-{article_id}"):
            words(citation(article))
            st.page_link("pages/librarian/article.py", label="Open", query_params={"article": str(article_id)})
    plan = plan_of(session)
    with refusals_shown():
        with st.form(f"reading-{session.line.id}", border=False):
            chosen = article_field(me, key=fresh(f"articles-{session.line.id}"), chosen=plan.article_ids)
            pressed = st.form_submit_button("Save the articles", key="save_articles")
        if pressed:
            changed = replace(plan, article_ids=chosen)
            carry_out(change_session, actor=me, session_id=session.line.id, plan=changed, now=now())
            announce("The articles are saved.")


def changing(me: Actor, session: SessionInFull) -> None:
    """Date, time, length, places and where."""
    plan, starts, key = plan_of(session), local(session.line.starts_at), fresh(f"change-{session.line.id}")
    with refusals_shown() as beside:
        with st.form(f"change-{session.line.id}", border=False):
            left, right = st.columns(2)
            day = left.date_input("Date", starts.date(), key=f"{key}-date", format="DD/MM/YYYY")
            at = right.time_input("Starts at", starts.time(), key=f"{key}-time")
            beside("starts_on")
            minutes, capacity, minimum = size_fields(
                beside, key=key, minutes=plan.minutes, capacity=plan.capacity, minimum=plan.minimum_attendance
            )
            site_id, link = place_fields(beside, key=key, site_id=plan.site_id, online_link=plan.online_link)
            pressed = st.form_submit_button("Save the changes", key="save_changes")
        if pressed:
            changed = SessionPlan(
                starts_at=from_local(
                    given(day, "the date", field="starts_on"), given(at, "the time", field="starts_on")
                ),
                minutes=minutes,
                capacity=capacity,
                minimum_attendance=minimum,
                site_id=site_id,
                online_link=link,
                article_ids=plan.article_ids,
            )
            carry_out(change_session, actor=me, session_id=session.line.id, plan=changed, now=now())
            announce("The session is changed. Everybody who is booked keeps their booking.")


@st.dialog("Call this session off?")
def calling_off(me: Actor, session_id: int, people: list[RegisterLine]) -> None:
    """Ask once, and say who loses a place."""
    if people:
        lead(
            "These people lose their place or leave the waiting list. No message goes out by itself; please tell them:"
        )
        bullets(person.name for person in people)
    else:
        lead("Nobody has booked, so nobody loses a place.")
    lead("A session that was called off can't be brought back; you would schedule it again.")
    command = partial(cancel_session, actor=me, session_id=session_id, now=now())
    confirm_button("Call it off", command, message="The session is called off.", key="really_call_off")
