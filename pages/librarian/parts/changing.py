"""Changing a session or several of its series: what is read, when and where it is, and calling it off."""

from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

import streamlit as st

from pages.librarian.parts.dates import days_off_by_site, preview
from pages.librarian.parts.fields import (
    article_field,
    facilitator_field,
    given,
    place_fields,
    size_fields,
    told_apart,
)
from pages.shared.acting import announce, carry_out, confirm_button, fresh, look_up, now, refusals_shown
from pages.shared.widgets import bullets, lead, say, words
from revalidation.commands.series import call_off_series, change_series
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.domain.articles import citation
from revalidation.domain.people import Actor
from revalidation.domain.refusals import CapacityBelowBooked
from revalidation.domain.series import REACH_WORDS, Reach, carried_over
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import from_local, local, said_moment
from revalidation.queries.clashes import clashes
from revalidation.queries.places import places
from revalidation.queries.register import RegisterLine
from revalidation.queries.series import SeriesSession, sessions_of_series
from revalidation.queries.sessions import SessionInFull, SessionLine


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
        facilitator_id=session.facilitator_id,
    )


def clash_warning(me: Actor, session: SessionInFull) -> None:
    """What else takes place in its room or is led by the same person then; nothing, as a rule, or once it is over."""
    if session.line.ends_at <= now():
        return
    (found,) = look_up(clashes, actor=me, plans=[plan_of(session)], besides=[session.line.id])
    if found:
        say("\n".join(("At the same time:", *found)))


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
    """Date, time, length, places, where and who leads it; of one session, or of several of its series."""
    plan, starts, key = plan_of(session), local(session.line.starts_at), fresh(f"change-{session.line.id}")
    with refusals_shown() as beside:
        reach = _choose_reach(me, session, key)
        left, right = st.columns(2)
        day = left.date_input("Date", starts.date(), key=f"{key}-date", format="DD/MM/YYYY")
        at = right.time_input("Starts at", starts.time(), key=f"{key}-time")
        beside("starts_on")
        minutes, capacity, minimum = size_fields(
            beside, key=key, minutes=plan.minutes, capacity=plan.capacity, minimum=plan.minimum_attendance
        )
        only_this = reach is Reach.ONLY_THIS
        back, is_short = _who_goes_back(me, session.line, capacity, key) if only_this else ((), False)
        site_id, link = place_fields(beside, key=key, site_id=plan.site_id, online_link=plan.online_link)
        leads = facilitator_field(me, key=key, chosen=plan.facilitator_id)
        starts_at = _moment(plan, given(day, "the date", field="starts_on"), given(at, "the time", field="starts_on"))
        typed = SessionPlan(starts_at, minutes, capacity, minimum, site_id, link, plan.article_ids, leads)
        # A press made before the question of who goes back was on the screen belongs to a button that is gone. What it
        # makes stands below, since a button that moves while it is pressed is not pressed.
        pressed = st.button("Save the changes", type="primary", key=f"{key}-save-{reach}-{is_short}")
        _preview(me, session.line.id, reach, was=plan, becomes=typed)
        if pressed:
            _keep(me, session.line.id, typed, reach, back)


def _moment(plan: SessionPlan, day: date, at: time) -> datetime:
    """What stands in the fields; they know no seconds, and not which of the two hours when the clocks go back."""
    was = local(plan.starts_at)
    is_untouched = (day, at) == (was.date(), was.time().replace(second=0, microsecond=0))
    return plan.starts_at if is_untouched else from_local(day, at)


def _choose_reach(me: Actor, session: SessionInFull, key: str) -> Reach:
    """Which sessions of its series are meant, if there are others to come."""
    if len(_reached(me, session, Reach.ALL_TO_COME)) <= 1:
        return Reach.ONLY_THIS
    chosen = st.radio("Change", list(Reach), format_func=lambda each: REACH_WORDS[each], key=f"{key}-reach")
    return chosen or Reach.ONLY_THIS


def _reached(me: Actor, session: SessionInFull, reach: Reach) -> list[SeriesSession]:
    """The session, and others of its series; nothing is asked of the database where there is no series."""
    if session.series_id is None:
        return []
    return look_up(sessions_of_series, actor=me, session_id=session.line.id, reach=reach, now=now())


def _who_goes_back(me: Actor, line: SessionLine, capacity: int, key: str) -> tuple[tuple[int, ...], bool]:
    """With fewer places than people: who goes back to the waiting list, and whether that is asked."""
    placed = look_up(places, actor=me, session_id=line.id) if capacity < line.places_taken else []
    too_many = len(placed) - capacity
    if too_many <= 0:
        return (), False
    said = ", ".join(sorted(each.name for each in placed))
    names = told_apart({each.person_id: each.name for each in placed})
    say(CapacityBelowBooked(booked=len(placed), names=said).sentence, tone="problem")
    lead(
        f"Choose who goes back to the waiting list: at least {too_many}, and the latest booked are chosen already. "
        "They lose their place now, stand at the front of the waiting list, get a message that says so, and have the "
        "next place that becomes free."
    )
    chosen = st.multiselect(
        "Back to the waiting list",
        list(names),
        list(names)[:too_many],
        format_func=lambda person_id: names[person_id],
        key=f"{key}-back-{too_many}",
        select_all=False,
    )
    return tuple(chosen), True


def _preview(me: Actor, session_id: int, reach: Reach, *, was: SessionPlan, becomes: SessionPlan) -> None:
    """What the sessions become, with what clashes; for one session only once its date, place or facilitator change."""
    if reach is Reach.ONLY_THIS:
        ids, plans = [session_id], [becomes]
        if replace(becomes, capacity=was.capacity, minimum_attendance=was.minimum_attendance) == was:
            return
    else:
        reached = look_up(sessions_of_series, actor=me, session_id=session_id, reach=reach, now=now())
        ids = [each.id for each in reached]
        plans = [carried_over(each.plan, was=was, becomes=becomes) for each in reached]
    days = [local(plan.starts_at).date() for plan in plans]
    st.subheader("This makes", anchor=False)
    if reach is not Reach.ONLY_THIS:
        lead("Only what you change here is changed in the others; each keeps its articles and its people.")
    preview(me, plans, days_off_by_site(me, min(days), max(days)), besides=ids)


def _keep(me: Actor, session_id: int, typed: SessionPlan, reach: Reach, back: tuple[int, ...]) -> None:
    """Save it for the sessions that are meant."""
    if reach is Reach.ONLY_THIS:
        carry_out(change_session, actor=me, session_id=session_id, plan=typed, now=now(), waiting_again=back)
        if back:
            announce("The session is changed. Whoever went back to the waiting list is told.")
        announce("The session is changed. Everybody who is booked keeps their booking.")
    number = carry_out(change_series, actor=me, session_id=session_id, plan=typed, reach=reach, now=now())
    changed = "1 session is" if number == 1 else f"{number} sessions are"
    announce(f"{changed} changed. Everybody who is booked keeps their booking.")


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
    reached = _reached(me, session, Reach.THIS_AND_LATER)
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
