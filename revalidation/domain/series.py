"""Series of sessions: which dates a pattern gives, which of them are days off, and how a whole series is changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from revalidation.domain.refusals import NoDates, TooManyDates
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import from_local, local

T = TypeVar("T")

MOST_DATES = 60


class Pattern(StrEnum):
    """How a series repeats; the weekday is that of its first date."""

    EVERY_WEEK = "every_week"
    EVERY_SECOND_WEEK = "every_second_week"
    SAME_WEEKDAY_OF_MONTH = "same_weekday_of_month"
    LAST_WEEKDAY_OF_MONTH = "last_weekday_of_month"
    EVERY_OTHER_MONTH = "every_other_month"


class Reach(StrEnum):
    """Which sessions of a series a change is meant for, seen from one of them."""

    ONLY_THIS = "only_this"
    THIS_AND_LATER = "this_and_later"
    ALL_TO_COME = "all_to_come"


REACH_WORDS = {
    Reach.ONLY_THIS: "Only this session",
    Reach.THIS_AND_LATER: "This and the later ones",
    Reach.ALL_TO_COME: "All that are still to come",
}
ORDINALS = ("first", "second", "third", "fourth", "last")
_DAYS_IN_WEEK = 7
_FOURTH = 4


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date of a series: when it starts (UTC), and why it is a day off, if it is one."""

    day: date
    starts_at: datetime
    day_off: str = ""


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
    pattern: Pattern, *, first: date, last: date, at: time, days_off: Mapping[date, str], skip_days_off: bool
) -> list[PlannedDate]:
    """The dates of a series from `first` to `last`, in order. Raises NoDates or TooManyDates.

    Days are expanded on the calendar and only then given London's clock, so 12:30 stays 12:30 when the clocks change.
    """
    planned = []
    for day in days_of(pattern, first=first, last=last):
        if skip_days_off and day in days_off:
            continue
        planned.append(PlannedDate(day=day, starts_at=from_local(day, at), day_off=days_off.get(day, "")))
        if len(planned) > MOST_DATES:
            raise TooManyDates(field="last", limit=MOST_DATES)
    if not planned:
        raise NoDates(field="last")
    return planned


def skipped_days(pattern: Pattern, *, first: date, last: date, days_off: Mapping[date, str]) -> list[date]:
    """The days of a series that are days off, in order."""
    return [day for day in days_of(pattern, first=first, last=last) if day in days_off]


def is_reached(reach: Reach, starts_at: datetime, *, is_this: bool, this_starts_at: datetime, now: datetime) -> bool:
    """Whether a change of this session is meant for another one of its series; what has begun stays as it is."""
    if is_this or reach is Reach.ONLY_THIS:
        return is_this
    return starts_at > now and (reach is Reach.ALL_TO_COME or starts_at >= this_starts_at)


def carried_over(own: SessionPlan, *, was: SessionPlan, becomes: SessionPlan) -> SessionPlan:
    """What another session of the series becomes when one changes: only what has changed there changes here.

    It moves by as many days, to the new clock time in London; its articles are its own.
    """
    before, after, mine = local(was.starts_at), local(becomes.starts_at), local(own.starts_at)
    clock = after.time() if after.time() != before.time() else mine.time()
    return replace(
        own,
        starts_at=from_local(mine.date() + (after.date() - before.date()), clock),
        minutes=_changed(own.minutes, was.minutes, becomes.minutes),
        capacity=_changed(own.capacity, was.capacity, becomes.capacity),
        minimum_attendance=_changed(own.minimum_attendance, was.minimum_attendance, becomes.minimum_attendance),
        site_id=_changed(own.site_id, was.site_id, becomes.site_id),
        online_link=_changed(own.online_link, was.online_link, becomes.online_link),
        facilitator_id=_changed(own.facilitator_id, was.facilitator_id, becomes.facilitator_id),
    )


def _changed(own: T, was: T, becomes: T) -> T:
    return own if becomes == was else becomes


def days_of(pattern: Pattern, *, first: date, last: date) -> Iterator[date]:
    """The days of a pattern that begins on `first`, in order, whatever they are."""
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
