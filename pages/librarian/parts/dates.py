"""Choosing when sessions take place, and seeing the dates before they are made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import streamlit as st

from pages.librarian.parts.fields import Beside, given
from pages.shared.acting import look_up, now
from pages.shared.widgets import bullets, lead
from revalidation.domain.bank_holidays import NATION_WORDS, Nation, said_bank_holidays
from revalidation.domain.closures import days_off
from revalidation.domain.people import Actor
from revalidation.domain.series import Pattern, PlannedDate, planned_dates, said_pattern, skipped_days
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import from_local, local, said_day, said_span
from revalidation.queries.clashes import clashes
from revalidation.queries.closures import closures

ONE, SERIES = "One session", "A series"
LUNCH, LATEST = time(12, 30), timedelta(days=2 * 366)
SKIP, KEEP = "Skip them", "Keep them"
QUARTER, LONGEST = timedelta(weeks=13), timedelta(days=3 * 366)
DaysOff = Callable[[int | None], dict[date, str]]


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a session repeats."""

    pattern: Pattern
    chosen_last: date | None
    nation: Nation
    skips: bool

    @property
    def last(self) -> date:
        """Its end. Raises Missing."""
        return given(self.chosen_last, "the last date", field="last")


def choose_dates(beside: Beside) -> tuple[date | None, time | None, Repeat | None]:
    """One date or a series of them, and the time."""
    today = local(now()).date()
    how = st.segmented_control("How many", [ONE, SERIES], default=ONE, key="how", required=True)
    left, right = st.columns(2)
    first = left.date_input(
        "Date" if how == ONE else "First date",
        today + timedelta(days=7), today, today + LATEST, key="first", format="DD/MM/YYYY",
    )  # fmt: skip
    at = right.time_input("Starts at", LUNCH, key="at")
    beside("starts_on")
    return first, at, _repeat_fields(beside, first=first or today, today=today) if how == SERIES else None


def _repeat_fields(beside: Beside, *, first: date, today: date) -> Repeat:
    """The pattern of a series, its end, and what happens on days off; `beside` field is last."""
    said = {pattern: said_pattern(pattern, first) for pattern in Pattern}
    if said[Pattern.SAME_WEEKDAY_OF_MONTH] == said[Pattern.LAST_WEEKDAY_OF_MONTH]:
        del said[Pattern.SAME_WEEKDAY_OF_MONTH]
    pattern = st.selectbox(
        "How often",
        list(said),
        format_func=lambda each: said[each][:1].upper() + said[each][1:],
        key=f"pattern-{first}",
    )
    last = st.date_input("Last date", today + QUARTER, today, today + LONGEST, key="last", format="DD/MM/YYYY")
    beside("last")
    left, right = st.columns(2)
    nation = left.selectbox("Bank holidays of", list(Nation), format_func=lambda each: NATION_WORDS[each], key="nation")
    choice = right.segmented_control(
        "On bank holidays and closures", [SKIP, KEEP], default=SKIP, key="on_days_off", required=True
    )
    return Repeat(pattern, last, nation or Nation.ENGLAND, skips=choice != KEEP)


def days_off_by_site(me: Actor, first: date, last: date, nation: Nation | None = None) -> DaysOff:
    """The bank holidays and closures of these days, for whichever site is asked about."""
    holidays = said_bank_holidays(first, last, nation)
    known = [line.closure for line in look_up(closures, actor=me, first=first, last=last)]
    return lambda site_id: days_off(holidays, known, site_id=site_id, first=first, last=last)


def dates_of(first: date, at: time, repeat: Repeat | None, off: dict[date, str]) -> list[PlannedDate]:
    """The dates that these choices give. Raises Missing, NoDates or TooManyDates."""
    if repeat is None:
        return [PlannedDate(day=first, starts_at=from_local(first, at), day_off=off.get(first, ""))]
    return planned_dates(repeat.pattern, first=first, last=repeat.last, at=at, days_off=off, skip_days_off=repeat.skips)


def preview(me: Actor, plans: Sequence[SessionPlan], off: DaysOff, *, session_ids: Sequence[int] = ()) -> None:
    """The dates in words, each with the day off it falls on and what it clashes with."""
    found = look_up(clashes, actor=me, plans=plans, session_ids=session_ids)
    said, warned = [], 0
    for plan, beside_it in zip(plans, found, strict=True):
        day_off = off(plan.site_id).get(local(plan.starts_at).date(), "")
        warned += bool(day_off or beside_it)
        span = said_span(plan.starts_at, plan.ends_at)
        said.append("\n".join([span + (f" · {day_off}" if day_off else ""), *beside_it]))
    bullets(said)
    if warned:
        them = "this date" if len(plans) == 1 else f"{warned} of these {len(plans)} dates"
        lead(f"Please look at what stands beside {them}. You can go on all the same.")


def skipped(first: date, repeat: Repeat | None, off: dict[date, str]) -> None:
    """The days that a series leaves out, and why."""
    if repeat is not None and repeat.skips:
        days = skipped_days(repeat.pattern, first=first, last=repeat.last, days_off=off)
        if days:
            lead("Skipped: " + "; ".join(f"{said_day(day)} ({off[day]})" for day in days) + ".")
