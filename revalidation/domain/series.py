"""Series of sessions: which dates a pattern gives, and which of them fall on a bank holiday."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from revalidation.domain.refusals import NoDates, TooManyDates
from revalidation.domain.times import from_local

MOST_DATES = 60


class Pattern(StrEnum):
    """How a series repeats; the weekday is that of its first date."""

    EVERY_WEEK = "every_week"
    EVERY_SECOND_WEEK = "every_second_week"
    SAME_WEEKDAY_OF_MONTH = "same_weekday_of_month"
    LAST_WEEKDAY_OF_MONTH = "last_weekday_of_month"
    EVERY_OTHER_MONTH = "every_other_month"


ORDINALS = ("first", "second", "third", "fourth", "last")
_DAYS_IN_WEEK = 7
_FOURTH = 4


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date of a series: when it starts (UTC), and the bank holiday it falls on, if any."""

    day: date
    starts_at: datetime
    bank_holiday: str = ""


def said_pattern(pattern: Pattern, first: date) -> str:
    """The pattern in words for a series that begins on `first`: `last Friday of the month`."""
    day = f"{first:%A}"
    ordinal = ORDINALS[_week_of_month(first) - 1]
    return {
        Pattern.EVERY_WEEK: f"every {day}",
        Pattern.EVERY_SECOND_WEEK: f"every second {day}",
        Pattern.SAME_WEEKDAY_OF_MONTH: f"{ordinal} {day} of every month",
        Pattern.LAST_WEEKDAY_OF_MONTH: f"last {day} of every month",
        Pattern.EVERY_OTHER_MONTH: f"{ordinal} {day} of every other month",
    }[pattern]


def planned_dates(
    pattern: Pattern, *, first: date, last: date, at: time, holidays: Mapping[date, str], skip_holidays: bool
) -> list[PlannedDate]:
    """The dates of a series from `first` to `last`, in order. Raises NoDates or TooManyDates.

    Days are expanded on the calendar and only then given London's clock, so 12:30 stays 12:30 when the clocks change.
    """
    planned = []
    for day in _days(pattern, first=first, last=last):
        if skip_holidays and day in holidays:
            continue
        planned.append(PlannedDate(day=day, starts_at=from_local(day, at), bank_holiday=holidays.get(day, "")))
        if len(planned) > MOST_DATES:
            raise TooManyDates(field="last", limit=MOST_DATES)
    if not planned:
        raise NoDates(field="last")
    return planned


def skipped_days(pattern: Pattern, *, first: date, last: date, holidays: Mapping[date, str]) -> list[date]:
    """The days of a series that fall on a bank holiday, in order."""
    return [day for day in _days(pattern, first=first, last=last) if day in holidays]


def _days(pattern: Pattern, *, first: date, last: date) -> Iterator[date]:
    start = datetime.combine(first, time())
    until = datetime.combine(last, time())
    if pattern in (Pattern.EVERY_WEEK, Pattern.EVERY_SECOND_WEEK):
        interval = 1 if pattern is Pattern.EVERY_WEEK else 2
        rule = rrule(WEEKLY, interval=interval, dtstart=start, until=until)
    else:
        week = _week_of_month(first)
        # A fifth Friday is not there every month: whoever starts on one means the last.
        position = -1 if pattern is Pattern.LAST_WEEKDAY_OF_MONTH or week > _FOURTH else week
        interval = 2 if pattern is Pattern.EVERY_OTHER_MONTH else 1
        begin = start + relativedelta(day=1)
        rule = rrule(
            MONTHLY, interval=interval, dtstart=begin, until=until, byweekday=weekday(first.weekday())(position)
        )
    return (moment.date() for moment in rule if moment >= start)


def _week_of_month(day: date) -> int:
    return (day.day - 1) // _DAYS_IN_WEEK + 1
