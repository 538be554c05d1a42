"""The evaluation: which time is looked at, what is counted in it, and how that is broken down (rule 24)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import TypeVar

from dateutil.relativedelta import relativedelta

from revalidation.domain.bookings import CancelReason
from revalidation.domain.follow_ups import Used
from revalidation.domain.groups import KIND_WORDS, GroupKind
from revalidation.domain.months import month_after, said_month
from revalidation.domain.register import Mark

K = TypeVar("K")
LATELY, EVERYTHING = "last-12-months", "everything"
MOST_MONTHS = 24  # longer times are broken down by financial year
_FIRST_MONTH = 4  # of a financial year of the NHS, which begins on 1 April
_DAY = timedelta(days=1)


class Outcome(StrEnum):
    """What came of one booked place; every booking has exactly one."""

    ATTENDED = "attended"
    ATTENDED_PART = "attended_part"
    DID_NOT_ATTEND = "did_not_attend"
    NOT_MARKED = "not_marked"
    CANCELLED = "cancelled"
    CANCELLED_LATE = "cancelled_late"


class By(StrEnum):
    """What the figures are broken down by."""

    TIME = "time"
    SITE = "site"
    KIND = "kind"


OUTCOME_WORDS = {
    Outcome.ATTENDED: "Attended",
    Outcome.ATTENDED_PART: "Attended part",
    Outcome.DID_NOT_ATTEND: "Did not attend",
    Outcome.NOT_MARKED: "Not marked",
    Outcome.CANCELLED: "Cancelled in time",
    Outcome.CANCELLED_LATE: "Cancelled late",
}
OUTCOME_OF_MARK = {mark: Outcome(mark.value) for mark in Mark}


@dataclass(frozen=True, slots=True)
class Span:
    """A time that can be looked at; the key stands in addresses."""

    key: str
    words: str
    first: date
    last: date

    @property
    def is_whole_years(self) -> bool:
        """Whether it is too long for a line a month."""
        return month_after(self.first, MOST_MONTHS) <= self.last


def financial_year(day: date) -> int:
    """The year in which the financial year of the NHS began that a day belongs to."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def said_financial_year(began: int) -> str:
    """`2026/27`."""
    return f"{began}/{(began + 1) % 100:02d}"


def spans(today: date, since: date | None) -> list[Span]:
    """What can be chosen: the last twelve months, each financial year since the first session, and everything."""
    since = min(since or today, today)
    lately = Span(LATELY, "Last 12 months", month_after(today, -11), today)
    years = [_year(began, today) for began in range(financial_year(today), financial_year(since) - 1, -1)]
    return [lately, *years, Span(EVERYTHING, "Everything", since.replace(day=1), today)]


def find_span(key: str, today: date, since: date | None) -> Span:
    """The one with this key, else the last twelve months."""
    offered = spans(today, since)
    return next((span for span in offered if span.key == key), offered[0])


def _year(began: int, today: date) -> Span:
    first = date(began, _FIRST_MONTH, 1)
    last = first + relativedelta(years=1, days=-1)
    said = said_financial_year(began)
    return Span(said.replace("/", "-"), f"Financial year {said}", first, min(last, today))


@dataclass(frozen=True, slots=True)
class Wait:
    """One stay on a waiting list: whether it led to a place, and how long after for a place on that very date."""

    got_place: bool
    took: timedelta | None = None


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """What is counted of one session that is over, or was called off."""

    on: date
    site: str
    kind: GroupKind
    capacity: int
    is_called_off: bool = False
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    reasons: Mapping[CancelReason | None, int] = field(default_factory=dict)
    answers: Mapping[Used, int] = field(default_factory=dict)
    newcomers: Mapping[bool | None, int] = field(default_factory=dict)
    waits: Sequence[Wait] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over sessions. Newcomers are counted by whether they had used the library before they came here."""

    sessions: int
    called_off: int
    places: int
    outcomes: Mapping[Outcome, int]
    reasons: Mapping[CancelReason | None, int]
    answers: Mapping[Used, int]
    newcomers: Mapping[bool | None, int]
    waits: Sequence[Wait]

    @property
    def bookings(self) -> int:
        """Every booking that had a place."""
        return sum(self.outcomes.values())

    @property
    def came(self) -> int:
        """Whoever was there, for all of it or a part."""
        return self.outcomes[Outcome.ATTENDED] + self.outcomes[Outcome.ATTENDED_PART]

    @property
    def held_places(self) -> int:
        """Places that somebody had when the session began."""
        return self.came + self.outcomes[Outcome.DID_NOT_ATTEND] + self.outcomes[Outcome.NOT_MARKED]

    @property
    def fill(self) -> int | None:
        """Of a hundred places, how many somebody had when the session began."""
        return share(self.held_places, self.places)

    @property
    def attendance(self) -> int | None:
        """Of a hundred people who had a place and were marked, how many came."""
        return share(self.came, self.came + self.outcomes[Outcome.DID_NOT_ATTEND])

    @property
    def lateness(self) -> int | None:
        """Of a hundred bookings, how many were cancelled late."""
        return share(self.outcomes[Outcome.CANCELLED_LATE], self.bookings)

    @property
    def placed_waits(self) -> int:
        """How many who waited got a place."""
        return sum(wait.got_place for wait in self.waits)

    @property
    def usual_wait(self) -> timedelta | None:
        """The median time until a place came, of those who got one on the date they waited for."""
        return middle(wait.took for wait in self.waits if wait.took is not None)


def share(part: int, whole: int) -> int | None:
    """Per cent, to the nearest whole one, halves up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def said_share(per_cent: int | None) -> str:
    """`83%`, or a dash."""
    return "–" if per_cent is None else f"{per_cent}%"


def middle(times: Iterable[timedelta]) -> timedelta | None:
    """The median; None of nothing."""
    found = [time.total_seconds() for time in times]
    return timedelta(seconds=median(found)) if found else None


def said_time_taken(time: timedelta | None) -> str:
    """`5 hours`, `1 day`, `12 days`; a dash for none. Below two days in hours."""
    if time is None:
        return "–"
    hours = round(time / timedelta(hours=1))
    number, noun = (round(time / _DAY), "day") if time >= 2 * _DAY else (hours, "hour")
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else "less than an hour"


def gathered(sessions: Iterable[SessionFigures]) -> Figures:
    """The sums; of sessions called off only their number."""
    found = list(sessions)
    held = [each for each in found if not each.is_called_off]
    return Figures(
        sessions=len(held),
        called_off=len(found) - len(held),
        places=sum(each.capacity for each in held),
        outcomes=_added(each.outcomes for each in held),
        reasons=_added(each.reasons for each in held),
        answers=_added(each.answers for each in held),
        newcomers=_added(each.newcomers for each in held),
        waits=[wait for each in held for wait in each.waits],
    )


def _added(parts: Iterable[Mapping[K, int]]) -> Counter[K]:
    total: Counter[K] = Counter()
    for part in parts:
        total.update(part)
    return total


def broken_down(sessions: Iterable[SessionFigures], by: By, span: Span) -> list[tuple[str, Figures]]:
    """The sums by name: months in order without a gap, from the first in which something was; sites and kinds by name.

    A time of more than two years is broken down by financial year.
    """
    of_name: dict[str, list[SessionFigures]] = {}
    for each in sessions:
        of_name.setdefault(_name(each, by, span), []).append(each)
    names = list(_periods(span)) if by is By.TIME else sorted(of_name)
    while names and by is By.TIME and names[0] not in of_name:
        names.pop(0)
    return [(name, gathered(of_name.get(name, ()))) for name in names]


def _name(session: SessionFigures, by: By, span: Span) -> str:
    if by is By.TIME:
        return said_financial_year(financial_year(session.on)) if span.is_whole_years else said_month(session.on)
    return session.site if by is By.SITE else KIND_WORDS[session.kind]


def _periods(span: Span) -> Iterator[str]:
    if span.is_whole_years:
        for began in range(financial_year(span.first), financial_year(span.last) + 1):
            yield said_financial_year(began)
        return
    first = span.first
    while first <= span.last:
        yield said_month(first)
        first = month_after(first)
