"""A month as a wall calendar shows it: whole weeks, Monday first."""

from calendar import Calendar
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta

from revalidation.domain.times import from_local

_CALENDAR = Calendar()
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def read_month(text: str) -> date | None:
    """The first day of a month written `2026-12`; None for anything else."""
    try:
        first = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 (a month has no time zone)
    except ValueError:
        return None
    return first if _FIRST_YEAR <= first.year <= _LAST_YEAR else None


def month_address(first: date) -> str:
    """`2026-12`, as it stands in an address."""
    return f"{first:%Y-%m}"


def said_month(first: date) -> str:
    """`December 2026`."""
    return f"{first:%B %Y}"


def month_after(first: date, months: int = 1) -> date:
    """The first day of another month."""
    return first.replace(day=1) + relativedelta(months=months)


def last_of_month(first: date) -> date:
    """Its last day."""
    return first + relativedelta(day=31)


def weeks_of(first: date) -> list[list[date | None]]:
    """Its weeks, Monday first; None stands for a day of another month."""
    return [
        [day if day.month == first.month else None for day in week]
        for week in _CALENDAR.monthdatescalendar(first.year, first.month)
    ]


def moments_of(first: date, last: date) -> tuple[datetime, datetime]:
    """When the first day begins and the last has ended, by London's clock."""
    return from_local(first, time()), from_local(last + relativedelta(days=1), time())
