"""Scheduling sessions of a group: one, or a series."""

from dataclasses import replace
from datetime import date

import streamlit as st

from pages.librarian.parts.asked_first import ask_first_fields
from pages.librarian.parts.dates import Repeat, choose_dates, dates_of, days_off_by_site, preview, skipped
from pages.librarian.parts.fields import Beside, article_field, facilitator_field, given, place_fields, size_fields
from pages.shared.acting import announce_on, asked_number, carry_out, fresh, look_up, now, refusals_shown, require
from pages.shared.widgets import empty, key_for, lead
from revalidation.commands.sessions import schedule_series, schedule_session
from revalidation.domain.people import Actor, Role
from revalidation.domain.series import PlannedDate
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.groups import GroupLine, groups


def choose_group(lines: list[GroupLine]) -> GroupLine:
    """Whose sessions they are; the other fields start from what is usual for it."""
    by_id = {line.id: line for line in lines}
    ids, asked = list(by_id), asked_number("group")
    at = ids.index(asked) if asked in by_id else 0
    chosen = st.selectbox("Group", ids, at, format_func=lambda each: by_id[each].group.name, key="group")
    return by_id[chosen]


def form(me: Actor, beside: Beside, lines: list[GroupLine]) -> None:
    """Every choice, then the dates it gives, then the button."""
    line = choose_group(lines)
    group, key = line.group, f"new-{line.id}"
    first, at, repeat = choose_dates(beside)
    minutes, capacity, minimum = size_fields(
        beside, key=key, minutes=group.usual_minutes, capacity=group.capacity, minimum=group.minimum_attendance
    )
    site_id = group.site_id if asked_number("site") is None else asked_number("site")
    site_id, link = place_fields(beside, key=key, site_id=site_id, online_link=group.online_link)
    leads = facilitator_field(me, key=key, chosen=group.facilitator_id or me.person_id)
    wanted = asked_number("article")
    articles = article_field(me, key="articles", chosen=() if wanted is None else (wanted,))
    first, at = given(first, "the date", field="starts_on"), given(at, "the time", field="starts_on")
    off = days_off_by_site(me, first, repeat.last if repeat else first, repeat.nation if repeat else None)
    dates = dates_of(first, at, repeat, off(site_id))
    plan = SessionPlan(dates[0].starts_at, minutes, capacity, minimum, site_id, link, articles, leads)
    st.subheader("This makes", anchor=False)
    preview(me, [replace(plan, starts_at=each.starts_at) for each in dates], off)
    skipped(first, repeat, off(site_id))
    last_day = ask_first_fields(me, beside, line.id, plan, is_first_of_several=len(dates) > 1)
    label = "Schedule this session" if len(dates) == 1 else f"Schedule {len(dates)} sessions"
    seen = key_for(dates)  # a press made while other dates were still on the screen belongs to a button that is gone
    if st.button(label, type="primary", key=fresh(f"schedule-{seen}")):
        keep(me, line.id, plan, dates, repeat, last_day)


def keep(
    me: Actor, group_id: int, plan: SessionPlan, dates: list[PlannedDate], repeat: Repeat | None, last_day: date | None
) -> None:
    """Make the sessions and go where they are listed."""
    if repeat is None:
        command = schedule_session
        session_id = carry_out(command, actor=me, group_id=group_id, plan=plan, now=now(), last_day=last_day)
        said = ", and those who wanted it are asked first" if last_day else ". Nurses can book it now"
        announce_on("pages/librarian/meeting.py", f"The session is scheduled{said}.", session=session_id)
    made = carry_out(
        schedule_series,
        actor=me,
        group_id=group_id,
        pattern=repeat.pattern,
        nation=repeat.nation,
        skips_bank_holidays=repeat.skips,
        dates=dates,
        plan=plan,
        now=now(),
        last_day=last_day,
    )
    number = "1 session is" if len(made) == 1 else f"{len(made)} sessions are"
    to_which = " to the first of them" if len(made) > 1 else ""
    said = f"Those who wanted the article are asked first{to_which}" if last_day else "Nurses can book them now"
    announce_on("pages/librarian/schedule.py", f"{number} scheduled. {said}.")


me = require(Role.LIBRARIAN)
st.title("Schedule sessions")
lines = look_up(groups, now=now())
if lines:
    lead("Start from a group; what is usual for it is filled in already.")
    with refusals_shown() as beside:
        form(me, beside, lines)
else:
    empty("Sessions belong to a group. Make the first group, then come back.")
    if st.button("Make a group", type="primary", key="make_group"):
        st.switch_page("pages/librarian/group.py")
