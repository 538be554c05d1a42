"""Choosing when sessions take place, and seeing the dates before they are made."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import streamlit as st

from pages.librarian.parts.fields import Beside, given
from pages.shared.widgets import bullets, lead
from revalidation.domain.bank_holidays import NATION_WORDS, Nation, bank_holidays
from revalidation.domain.series import Pattern, PlannedDate, planned_dates, said_pattern, skipped_days
from revalidation.domain.times import from_local, said_day, said_span

SKIP, KEEP = "Skip them", "Keep them"
QUARTER, LONGEST = timedelta(weeks=13), timedelta(days=3 * 366)


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


def repeat_fields(beside: Beside, *, first: date, today: date) -> Repeat:
    """The pattern of a series, its end, and what happens on bank holidays; `beside` field is last."""
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
    choice = right.segmented_control("On bank holidays", [SKIP, KEEP], default=SKIP, key="on_holidays", required=True)
    return Repeat(pattern, last, nation or Nation.ENGLAND, skips=choice != KEEP)


def dates_of(first: date, at: time, repeat: Repeat | None) -> list[PlannedDate]:
    """The dates that these choices give. Raises Missing, NoDates or TooManyDates."""
    if repeat is None:
        return [PlannedDate(day=first, starts_at=from_local(first, at))]
    holidays = bank_holidays(repeat.nation, first, repeat.last)
    return planned_dates(
        repeat.pattern, first=first, last=repeat.last, at=at, holidays=holidays, skip_holidays=repeat.skips
    )


def preview(dates: list[PlannedDate], first: date, minutes: int, repeat: Repeat | None) -> None:
    """The dates in words, with the bank holidays among them."""
    length = timedelta(minutes=minutes)
    bullets(
        said_span(each.starts_at, each.starts_at + length)
        + (f" · {each.bank_holiday}, a bank holiday" if each.bank_holiday else "")
        for each in dates
    )
    if repeat is not None and repeat.skips:
        holidays = bank_holidays(repeat.nation, first, repeat.last)
        skipped = skipped_days(repeat.pattern, first=first, last=repeat.last, holidays=holidays)
        if skipped:
            lead("Skipped: " + "; ".join(f"{said_day(day)} ({holidays[day]})" for day in skipped) + ".")
