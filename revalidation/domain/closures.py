"""Closures: days on which a site, or everything, is closed, so that nothing is scheduled unless somebody wants it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from revalidation.domain.refusals import ClosureEndsBeforeItBegins
from revalidation.domain.text import line

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closure:
    """Some days in a row; both the first and the last belong to it. Without a site it holds everywhere."""

    name: str
    first_on: date
    last_on: date
    site_id: int | None = None

    def checked(self) -> "Closure":
        """The same with its text cleaned. Raises Missing, TooLong or ClosureEndsBeforeItBegins."""
        name = line(self.name, "a name for the closure", field="name", limit=120)
        if self.last_on < self.first_on:
            raise ClosureEndsBeforeItBegins(field="last_on")
        return replace(self, name=name)

    def concerns(self, site_id: int | None) -> bool:
        """Whether a session at this site is meant; one that is only online is meant by a closure of everything."""
        return self.site_id is None or self.site_id == site_id

    def days(self, first: date, last: date) -> Iterator[date]:
        """Its days among those from `first` to `last`."""
        begins, ends = max(self.first_on, first), min(self.last_on, last)
        return (begins + number * _DAY for number in range((ends - begins).days + 1))


def days_off(
    holidays: Mapping[date, str], closures: Iterable[Closure], *, site_id: int | None, first: date, last: date
) -> dict[date, str]:
    """Why each day from `first` to `last` is no ordinary one at this site: a bank holiday in words, else a closure."""
    closed = {
        day: f"{closure.name}, a closure"
        for closure in closures
        if closure.concerns(site_id)
        for day in closure.days(first, last)
    }
    return closed | {day: said for day, said in holidays.items() if first <= day <= last}
