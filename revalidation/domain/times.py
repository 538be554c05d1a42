"""Moments as people in the United Kingdom say them; everything stored is UTC, everything shown is London time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def local(moment: datetime) -> datetime:
    """The same moment on a clock in London."""
    return moment.astimezone(LONDON)


def from_local(day: date, at: time) -> datetime:
    """The UTC moment of a wall-clock time in London; one that the spring change skips counts as an hour later."""
    return datetime.combine(day, at.replace(tzinfo=None), tzinfo=LONDON).astimezone(UTC)


def said_day(day: date) -> str:
    """`Fri 4 Dec 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def dated(day: date) -> str:
    """`4 Apr 2014`, as forms have it."""
    return f"{day.day} {day:%b %Y}"


def said_time(moment: datetime) -> str:
    """`12:30`, in London."""
    return f"{local(moment):%H:%M}"


def said_moment(moment: datetime) -> str:
    """`Fri 4 Dec 2026, 12:30`."""
    return f"{said_day(local(moment).date())}, {said_time(moment)}"


def said_lately(moment: datetime, now: datetime) -> str:
    """`12:30` if it was today, else `Fri 4 Dec 2026, 12:30`."""
    return said_time(moment) if local(moment).date() == local(now).date() else said_moment(moment)


def said_span(starts_at: datetime, ends_at: datetime) -> str:
    """`Fri 4 Dec 2026, 12:30–13:30`."""
    if local(starts_at).date() == local(ends_at).date():
        return f"{said_moment(starts_at)}–{said_time(ends_at)}"
    return f"{said_moment(starts_at)} – {said_moment(ends_at)}"


def said_distance(moment: datetime, now: datetime) -> str:
    """`today`, `tomorrow`, `in 9 days`, `yesterday`, `9 days ago`: counted in London days."""
    days = (local(moment).date() - local(now).date()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def said_minutes(minutes: int) -> str:
    """`45 minutes`, `1 hour`, `2 hours 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(_counted(rest, "minute"))
    return " ".join(parts)


def said_wait(wait: timedelta) -> str:
    """A wait rounded up to whole minutes, or `a few seconds`."""
    seconds = wait.total_seconds()
    return "a few seconds" if seconds <= 10 else said_minutes(max(1, -int(-seconds // 60)))  # noqa: PLR2004


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
