"""One month of the schedule: a table of weeks, which a phone shows as a list of days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from pages.librarian.parts.rows import filling_of
from pages.shared.acting import look_up, now
from pages.shared.widgets import empty
from revalidation.domain.bank_holidays import said_bank_holidays
from revalidation.domain.filters import NO_FILTERS, Filters
from revalidation.domain.months import (
    last_of_month,
    moments_of,
    month_address,
    month_after,
    read_month,
    said_month,
    weeks_of,
)
from revalidation.domain.people import Actor
from revalidation.domain.sessions import SessionState
from revalidation.domain.times import local, said_time
from revalidation.queries.closures import closures
from revalidation.queries.sessions import SessionLine, sessions_between

MONTH_ASKED = "month"
_NO_DAY = '<td class="month-none"></td>'
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month(me: Actor, filters: Filters) -> None:
    """The month named in the address, else this one."""
    today = local(now()).date()
    first = read_month(st.query_params.get(MONTH_ASKED, "")) or today.replace(day=1)
    st.query_params[MONTH_ASKED] = month_address(first)  # so that the address is a link to what is seen
    _turning(first)
    begins_at, ends_at = moments_of(first, last_of_month(first))
    lines, total = look_up(sessions_between, actor=me, begins_at=begins_at, ends_at=ends_at, filters=filters)
    if not lines:
        fits = "" if filters == NO_FILTERS else " that fits these choices"
        empty(f"No session{fits} in {said_month(first)}.")
    elif total > len(lines):
        empty(f"{total} sessions in all; these are the first {len(lines)}. Choose a site, kind or group to see fewer.")
    by_day: dict[date, list[SessionLine]] = defaultdict(list)
    for line in lines:
        by_day[local(line.starts_at).date()].append(line)
    st.html(_table(first, by_day, _days_off(me, first, filters), today))


def _turning(first: date) -> None:
    """The ways to the month before and the month after."""
    before, after = month_after(first, -1), month_after(first)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="turning"):
        if st.button(said_month(before), icon=":material/chevron_left:", key="month_before"):
            _show(before)
        if st.button(said_month(after), icon=":material/chevron_right:", icon_position="right", key="month_after"):
            _show(after)


def _show(first: date) -> None:
    st.query_params[MONTH_ASKED] = month_address(first)
    st.rerun()


def _days_off(me: Actor, first: date, filters: Filters) -> dict[date, list[str]]:
    """Bank holidays and closures of each day; with a site chosen, only what closes that one."""
    last = last_of_month(first)
    said: dict[date, list[str]] = defaultdict(list)
    for day, holiday in said_bank_holidays(first, last).items():
        said[day].append(holiday)
    for line in look_up(closures, actor=me, first=first, last=last):
        if filters.site_id is None or line.closure.concerns(filters.site_id):
            for day in line.closure.days(first, last):
                where = "" if line.closure.site_id is None else f" at {line.where}"
                said[day].append(f"Closed{where}: {line.closure.name}")
    return said


def _table(
    first: date, by_day: Mapping[date, Sequence[SessionLine]], off: Mapping[date, Sequence[str]], today: date
) -> str:
    """The whole month as one element, drawn by ourselves, with all that people typed escaped."""
    heads = "".join(
        f'<th scope="col"><span aria-hidden="true">{day[:3]}</span><span class="unseen">{day}</span></th>'
        for day in WEEKDAYS
    )
    rows = (
        "".join(
            _day(day, by_day.get(day, ()), off.get(day, ()), is_today=day == today) if day else _NO_DAY for day in week
        )
        for week in weeks_of(first)
    )
    weeks = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<table class="month"><caption>{said_month(first)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{weeks}</tbody></table>"
    )


def _day(day: date, lines: Sequence[SessionLine], off: Sequence[str], *, is_today: bool) -> str:
    classes = f"month-day{' month-today' if is_today else ''}{'' if lines or off else ' month-free'}"
    date_said = (
        f'<p class="month-date"><time datetime="{day.isoformat()}"><span class="month-long">{day:%A} </span>{day.day}'
        f'<span class="month-long"> {day:%B}</span></time>{" <strong>Today</strong>" if is_today else ""}</p>'
    )
    named = "".join(f'<p class="month-off">{escape(said)}</p>' for said in off)
    sessions = f"<ul>{''.join(_session(line) for line in lines)}</ul>" if lines else ""
    current = ' aria-current="date"' if is_today else ""
    return f'<td class="{classes}"{current}>{date_said}{named}{sessions}</td>'


def _session(line: SessionLine) -> str:
    filling, tone = filling_of(line)
    gone = " month-gone" if line.state is SessionState.CANCELLED else ""
    return (
        f'<li class="month-session{gone}"><a href="meeting?session={line.id}">{said_time(line.starts_at)} '
        f'<span class="month-group">{escape(line.group)}</span></a>'
        f'<span class="month-where">{escape(line.where)}</span>'
        f'<span class="month-filling month-{tone}">{escape(filling)}</span></li>'
    )
