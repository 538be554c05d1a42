"""Changing a session or several of its series: when and where it is, how many places it has, and who leads it."""

from dataclasses import replace
from datetime import date, datetime, time

import streamlit as st

from pages.librarian.parts.dates import days_off_by_site, preview
from pages.librarian.parts.fields import facilitator_field, given, place_fields, size_fields, told_apart
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import lead, say
from revalidation.commands.series import change_series
from revalidation.commands.sessions import change_session
from revalidation.domain.people import Actor
from revalidation.domain.refusals import CapacityBelowBooked
from revalidation.domain.series import REACH_WORDS, Reach, carried_over
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import from_local, local
from revalidation.queries.clashes import clashes
from revalidation.queries.places import places
from revalidation.queries.series import SeriesSession, sessions_of_series
from revalidation.queries.sessions import SessionInFull, SessionLine


def clash_warning(me: Actor, session: SessionInFull) -> None:
    """What else takes place in its room or is led by the same person then; nothing, as a rule, or once it is over."""
    if session.line.ends_at <= now():
        return
    (found,) = look_up(clashes, actor=me, plans=[session.plan], session_ids=[session.line.id])
    if found:
        say("\n".join(("At the same time:", *found)))


def changing(me: Actor, session: SessionInFull) -> None:
    """Date, time, length, places, where and who leads it; of one session, or of several of its series."""
    plan, starts, key = session.plan, local(session.line.starts_at), fresh(f"change-{session.line.id}")
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
    if len(sessions_meant(me, session, Reach.ALL_TO_COME)) <= 1:
        return Reach.ONLY_THIS
    chosen = st.radio("Change", list(Reach), format_func=lambda each: REACH_WORDS[each], key=f"{key}-reach")
    return chosen or Reach.ONLY_THIS


def sessions_meant(me: Actor, session: SessionInFull, reach: Reach) -> list[SeriesSession]:
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
    preview(me, plans, days_off_by_site(me, min(days), max(days)), session_ids=ids)


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
