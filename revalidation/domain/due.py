"""What becomes due by time: the moments of reminders, and until when somebody can say that she comes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from revalidation.domain.places import PlaceRules, QuietHours, after_waking_hours
from revalidation.domain.times import from_local, local

TO_ANSWER = timedelta(hours=12)  # of waking hours: those of about one day
LEAST_TO_ANSWER = timedelta(hours=1)
LATEST = timedelta(days=2)  # a reminder that is later than this is not sent any more
WARNS_BEFORE = timedelta(hours=48)
ASKS_AFTERWARDS_FOR = timedelta(days=14)


def when_awake(moment: datetime, quiet: QuietHours) -> datetime:
    """The same moment, or when the quiet hours end that it falls into."""
    return quiet.next_change(moment) if quiet.holds_at(moment) else moment


def days_before(starts_at: datetime, days: int) -> datetime:
    """The same time of day in London, so many days earlier, also when the clocks change between."""
    start = local(starts_at)
    return from_local(start.date() - timedelta(days=days), start.time())


def reminder_due(
    reminder_days: Iterable[int], quiet: QuietHours, *, starts_at: datetime, now: datetime
) -> tuple[int, datetime] | None:
    """The newest reminder that is due and not too late: so many days before, and since when; None if there is none."""
    due = [(days, when_awake(days_before(starts_at, days), quiet)) for days in sorted(reminder_days)]
    passed = [(days, at) for days, at in due if at <= now < starts_at]
    return passed[0] if passed and now < passed[0][1] + LATEST else None


def answer_by(rules: PlaceRules, quiet: QuietHours, *, starts_at: datetime, now: datetime) -> datetime | None:
    """Until when somebody who is asked now can say that she comes; None if there is no time left to ask."""
    until = min(after_waking_hours(now, TO_ANSWER, quiet), rules.stops_at(starts_at))
    return until if until - now >= LEAST_TO_ANSWER else None
