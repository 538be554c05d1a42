"""How often a group should meet: what people asked for, replayed on other dates (rule 24).

Nothing is left to chance: the same records always give the same answer. Everybody takes the first session with a free
place that begins after she asked and within the longest wait; whoever asked earlier chooses first. Since everybody
waits equally long, nobody could be given a place in another order without somebody else losing one, so more sessions
never place fewer people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median_low

from revalidation.domain.evaluation import middle, said_time_taken, share
from revalidation.domain.series import Pattern, days_of
from revalidation.domain.times import from_local, local

USUAL_WEEKS = 8
WEEKS = (4, USUAL_WEEKS, 12)
FEWEST_WISHES = 30
FEWEST_SESSIONS = 6
LEAST_DIFFERENCE = 5  # people; what differs by fewer is about the same
LEAST_DAYS = 3
MOST_ERROR = 10  # per cent by which the replay of the true dates may miss what happened before that is said
_YEAR = timedelta(days=365.25)
_NINTH = 9
_NEVER = datetime.min.replace(tzinfo=UTC)

PATTERNS = {
    "Every two weeks": Pattern.EVERY_SECOND_WEEK,
    "Every month": Pattern.SAME_WEEKDAY_OF_MONTH,
    "Every other month": Pattern.EVERY_OTHER_MONTH,
}
HAPPENED, TODAY = "What happened", "The dates as they were"


@dataclass(frozen=True, slots=True, order=True)
class Wish:
    """Somebody wanted to come: when she asked, and when the session began at which she had a place, if she had one."""

    asked_at: datetime
    placed_at: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A session that people can come to, as it was or might have been."""

    starts_at: datetime
    places: int
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """What is known of one group at one site: wishes, sessions that were held, and how many of those with a place came.

    Of `marked` people who had a place at the start or gave it back late, `came` came.
    """

    site: str
    wishes: Sequence[Wish]
    held: Sequence[Slot]
    came: int = 0
    marked: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """How it went, or would have gone: over all sites of the group together."""

    name: str
    sessions_a_year: int
    fill: int | None
    wishes: int
    placed: int
    usual_wait: timedelta | None
    long_wait: timedelta | None
    there: float | None  # people at a session, on average

    @property
    def turned_away(self) -> int:
        """How many never got a place."""
        return self.wishes - self.placed

    @property
    def placed_share(self) -> int | None:
        """Of a hundred wishes, how many were met."""
        return share(self.placed, self.wishes)


def replayed(wishes: Iterable[Wish], slots: Iterable[Slot], longest: timedelta) -> list[tuple[Wish, Slot | None]]:
    """Each wish in the order in which people asked, with the session that meets it."""
    dates = sorted(slots, key=lambda slot: slot.starts_at)
    free = [slot.places for slot in dates]
    met: list[tuple[Wish, Slot | None]] = []
    at = 0  # what lies before is full, or began before the last who asked
    for wish in sorted(wishes, key=lambda each: each.asked_at):
        while at < len(dates) and (dates[at].starts_at <= wish.asked_at or not free[at]):
            at += 1
        if at == len(dates) or dates[at].starts_at > wish.asked_at + longest:
            met.append((wish, None))
            continue
        free[at] -= 1
        met.append((wish, dates[at]))
    return met


def other_dates(held: Sequence[Slot], pattern: Pattern) -> list[Slot]:
    """The dates of a pattern from the first session to the last, at its time, with as many places as usual."""
    if not held:
        return []
    first, last = local(min(held).starts_at), local(max(held).starts_at)
    places = median_low(slot.places for slot in held)
    days = days_of(pattern, first=first.date(), last=last.date())
    return [Slot(from_local(day, first.time()), places) for day in days]


def courses(demands: Sequence[Demand], weeks: int) -> list[Course]:
    """What happened, the same dates replayed, and the other patterns, the most frequent first."""
    longest = timedelta(weeks=weeks)
    kept = [demand for demand in demands if demand.held]
    found = [_happened(kept, longest), _course(TODAY, kept, [demand.held for demand in kept], longest)]
    for name, pattern in PATTERNS.items():
        found.append(_course(name, kept, [other_dates(demand.held, pattern) for demand in kept], longest))
    return found


def are_too_few(demands: Sequence[Demand], weeks: int) -> bool:
    """Whether so little is known that no answer would mean anything."""
    known = [(demand.wishes, _known_until(demand, timedelta(weeks=weeks))) for demand in demands]
    wishes = sum(wish.asked_at <= until for of_site, until in known for wish in of_site)
    return wishes < FEWEST_WISHES or sum(len(demand.held) for demand in demands) < FEWEST_SESSIONS


def assumptions(weeks: int) -> list[str]:
    """What the replay takes for granted."""
    return [
        "Everybody who booked or waited is taken to have asked at the moment she did, whatever the dates.",
        f"She takes the next session with a free place after that, and waits at most {weeks} weeks.",
        "Whoever asked first chooses first, and nobody comes twice for the same article.",
        "Whoever cancelled in time wanted no place. Who cancels late, or does not come, is the same share as it was.",
        "Other dates begin with the first session, at its time, with as many places as usual, holidays or not.",
        "Each site has dates of its own.",
        f"What was asked in the last {weeks} weeks takes places but is not judged: nobody knows yet how it ends.",
        "People who would only have asked on other days leave no trace, and whoever has erased her account neither.",
    ]


def said_comparison(course: Course, today: Course) -> str:
    """What other dates would have changed, beside the dates as they were replayed in the same way."""
    more = course.placed - today.placed
    if abs(more) < LEAST_DIFFERENCE:
        changed = "about as many people would have had a place"
    else:
        changed = f"{abs(more)} {'more' if more > 0 else 'fewer'} of {course.wishes} would have had a place"
    return f"{course.name}: {changed}, and {_said_wait(course, today)}."


def said_trust(happened: Course, today: Course) -> str:
    """How far the replay of the true dates is from what happened."""
    if happened.placed_share is None or today.placed_share is None:
        return ""
    said = (
        f"In truth {happened.placed_share}% had a place in the end, after {said_time_taken(happened.usual_wait)}. The "
        f"same dates replayed give {today.placed_share}%, after {said_time_taken(today.usual_wait)}: people do not "
        "always take the next date."
    )
    if abs(happened.placed_share - today.placed_share) > MOST_ERROR:
        return f"{said} That is far apart, so what is said of other dates is a hint at most."
    return f"{said} Trust what is said of other dates no further than that."


def _said_wait(course: Course, today: Course) -> str:
    if course.usual_wait is None or today.usual_wait is None:
        return "nothing can be said about the wait"
    if abs(course.usual_wait - today.usual_wait) < timedelta(days=LEAST_DAYS):
        return "people would have waited about as long"
    return f"usually waited {said_time_taken(course.usual_wait)} instead of {said_time_taken(today.usual_wait)}"


def _happened(demands: Sequence[Demand], longest: timedelta) -> Course:
    known = [(demand.wishes, _known_until(demand, longest)) for demand in demands]
    wishes = [wish for of_site, until in known for wish in of_site if wish.asked_at <= until]
    held = [slot for demand in demands for slot in demand.held]
    waits = [wish.placed_at - wish.asked_at for wish in wishes if wish.placed_at]
    taken, came = sum(slot.taken for slot in held), sum(demand.came for demand in demands)
    return Course(
        name=HAPPENED,
        sessions_a_year=sum(_a_year(demand.held) for demand in demands),
        fill=share(taken, sum(slot.places for slot in held)),
        wishes=len(wishes),
        placed=len(waits),
        usual_wait=middle(waits),
        long_wait=_ninth_of_ten(waits),
        there=came / len(held) if held else None,
    )


def _course(name: str, demands: Sequence[Demand], dates: Sequence[Sequence[Slot]], longest: timedelta) -> Course:
    met = [
        (wish, slot, wish.asked_at <= until)
        for demand, slots, until in zip(demands, dates, [_known_until(each, longest) for each in demands], strict=True)
        for wish, slot in replayed(demand.wishes, slots, longest)
    ]
    waits = [slot.starts_at - wish.asked_at for wish, slot, is_known in met if slot and is_known]
    taken = sum(slot is not None for _, slot, _ in met)
    came, marked = sum(demand.came for demand in demands), sum(demand.marked for demand in demands)
    sessions = sum(map(len, dates))
    return Course(
        name=name,
        sessions_a_year=sum(map(_a_year, dates)),
        fill=share(taken, sum(slot.places for slots in dates for slot in slots)),
        wishes=sum(is_known for _, _, is_known in met),
        placed=len(waits),
        usual_wait=middle(waits),
        long_wait=_ninth_of_ten(waits),
        there=taken / sessions * came / marked if sessions and marked else None,
    )


def _known_until(demand: Demand, longest: timedelta) -> datetime:
    """What became of a wish is known if the longest wait had ended when the last session was held."""
    return max(demand.held).starts_at - longest if demand.held else _NEVER


def _a_year(dates: Sequence[Slot]) -> int:
    """As many sessions as these would be in a year."""
    if not dates:
        return 0
    length = max(dates).starts_at - min(dates).starts_at
    return round((len(dates) - 1) * (_YEAR / length)) if length else 1


def _ninth_of_ten(waits: Sequence[timedelta]) -> timedelta | None:
    """Nine of ten waited no longer; None of nothing."""
    order = sorted(waits)
    return order[-(-len(order) * _NINTH // 10) - 1] if order else None
