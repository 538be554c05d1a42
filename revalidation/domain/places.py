"""Places: which rules a group has for them, and how long an offered place is held (rules 2, 3 and 6)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from revalidation.domain.refusals import NotDays
from revalidation.domain.text import line
from revalidation.domain.times import from_local, local

CLAIM_HEAD_START = timedelta(minutes=15)
MOST_HOURS = 24 * 14
MOST_DAYS = 28
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When nobody is expected to answer, by London's clock; it may run over midnight. Equal times mean never."""

    begins: time = time(21)
    ends: time = time(8)

    def holds_at(self, moment: datetime) -> bool:
        """Whether it is quiet then."""
        clock = local(moment).time()
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends

    def next_change(self, moment: datetime) -> datetime:
        """When the quiet next begins or ends. Only for hours that are quiet at some time."""
        day = local(moment).date()
        changes = (from_local(day + timedelta(days=days), at) for days in (0, 1, 2) for at in (self.begins, self.ends))
        return min(change for change in changes if change > moment)


NEVER_QUIET = QuietHours(_NOON, _NOON)


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What a group's librarian has chosen about its places; hours and days are counted back from the start."""

    books_outright: bool = False
    offer_hours: int = 24
    stop_hours: int = 4
    late_hours: int = 24
    confirm_days: int = 0
    reminder_days: tuple[int, ...] = (7, 1)

    def stops_at(self, starts_at: datetime) -> datetime:
        """From here on free places are not offered in turn, but are for whoever waits and claims one first."""
        return starts_at - timedelta(hours=self.stop_hours)

    def late_from(self, starts_at: datetime) -> datetime:
        """From here on a place that is given back counts as cancelled late."""
        return starts_at - timedelta(hours=self.late_hours)

    def asks_at(self, starts_at: datetime) -> datetime | None:
        """When people with a place are asked whether they still come; None where they are not."""
        return starts_at - timedelta(days=self.confirm_days) if self.confirm_days else None


def offer_ends_at(rules: PlaceRules, quiet: QuietHours, *, starts_at: datetime, now: datetime) -> datetime:
    """Until when an offer made now is held: the rules' hours without the quiet ones, at most to the stop point."""
    return min(after_waking_hours(now, timedelta(hours=rules.offer_hours), quiet), rules.stops_at(starts_at))


def after_waking_hours(now: datetime, length: timedelta, quiet: QuietHours) -> datetime:
    """The moment when so much time has passed that was not quiet; hours are real ones, also when the clocks change."""
    if quiet.begins == quiet.ends:
        return now + length
    left, moment = length, now
    while left > timedelta(0):
        until = quiet.next_change(moment)
        if not quiet.holds_at(moment):
            if until - moment >= left:
                return moment + left
            left -= until - moment
        moment = until
    return moment


def may_claim(*, queued_at: datetime, opened_at: datetime | None, now: datetime) -> bool:
    """Whoever waited when a place became free to claim may take it; whoever joined later, after a head start."""
    return opened_at is not None and (queued_at <= opened_at or now >= opened_at + CLAIM_HEAD_START)


def checked_days(typed: str) -> tuple[int, ...]:
    """Days before a session, largest first, from `7, 1`; empty means none. Raises NotDays."""
    words = line(typed, "the days", field="reminder_days", required=False).replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and 1 <= int(word) <= MOST_DAYS for word in words):
        raise NotDays(field="reminder_days", most=MOST_DAYS)
    return tuple(sorted({int(word) for word in words}, reverse=True))


def said_rules(rules: PlaceRules) -> str:
    """What happens to a place that becomes free, as a nurse on the waiting list wants to know it."""
    if rules.books_outright:
        first = "A place that becomes free goes at once to whoever has waited longest."
    else:
        hours = "1 hour" if rules.offer_hours == 1 else f"{rules.offer_hours} hours"
        first = (
            f"A place that becomes free is offered to whoever has waited longest, and held for {hours}, "
            "not counting the night."
        )
    if not rules.stop_hours:
        return first
    stop = "hour" if rules.stop_hours == 1 else f"{rules.stop_hours} hours"
    return f"{first} In the last {stop} before the start it is for whoever waits and claims it first."
