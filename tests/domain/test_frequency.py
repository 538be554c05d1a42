from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalidation.domain.evaluation import said_time_taken
from revalidation.domain.frequency import (
    HAPPENED,
    PATTERNS,
    TODAY,
    Course,
    Demand,
    Slot,
    Wish,
    are_too_few,
    courses,
    other_dates,
    replayed,
    said_comparison,
    said_trust,
)
from revalidation.domain.series import Pattern
from revalidation.domain.times import local

MONDAY = datetime(2026, 1, 5, 12, 30, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PATIENCE = 4 * WEEK


def asked(*days: int) -> list[Wish]:
    return [Wish(MONDAY + day * DAY) for day in days]


def dates(*days: int, places: int = 2) -> list[Slot]:
    return [Slot(MONDAY + day * DAY, places) for day in days]


@pytest.mark.parametrize(
    ("wishes", "slots", "expected"),
    [
        ([], [], []),
        ([0], [], [None]),
        ([0], [7], [7]),
        ([7], [7], [None]),  # nobody can book what has begun
        ([0], [28], [28]),  # exactly as long as anybody waits
        ([0], [29], [None]),
        ([0, 1, 2], [7, 14], [7, 7, 14]),  # whoever asked first has the first place
        ([2, 1, 0], [7], [7, 7, None]),
        ([0, 0, 0], [7, 60], [7, 7, None]),
        ([0, 30, 31, 32], [7, 35], [7, 35, 35, None]),  # a place that was not wanted is gone
    ],
)
def test_everybody_takes_the_next_session_with_a_place(
    wishes: list[int], slots: list[int], expected: list[int | None]
) -> None:
    met = replayed(asked(*wishes), dates(*slots), PATIENCE)
    assert [(slot.starts_at - MONDAY) // DAY if slot else None for _, slot in met] == expected


MOMENTS = st.integers(0, 300)
WISHES = st.lists(MOMENTS, max_size=40).map(lambda days: asked(*days))
SLOTS = st.lists(st.tuples(MOMENTS, st.integers(1, 4)), max_size=12).map(
    lambda found: [Slot(MONDAY + day * DAY, places) for day, places in found]
)


def placed(wishes: list[Wish], slots: list[Slot]) -> int:
    return sum(slot is not None for _, slot in replayed(wishes, slots, PATIENCE))


def most_that_could_be_placed(wishes: list[Wish], slots: list[Slot]) -> int:
    """By augmenting paths, which find the largest matching whatever the order."""
    places = [slot for slot in slots for _ in range(slot.places)]
    holder: dict[int, int] = {}

    def finds(wish: int, seen: set[int]) -> bool:
        for place, slot in enumerate(places):
            wait = slot.starts_at - wishes[wish].asked_at
            if timedelta(0) < wait <= PATIENCE and place not in seen:
                seen.add(place)
                if place not in holder or finds(holder[place], seen):
                    holder[place] = wish
                    return True
        return False

    return sum(finds(wish, set()) for wish in range(len(wishes)))


@given(WISHES, SLOTS)
def test_no_session_is_over_booked_and_nobody_waits_too_long(wishes: list[Wish], slots: list[Slot]) -> None:
    met = replayed(wishes, slots, PATIENCE)
    assert sorted(wish for wish, _ in met) == sorted(wishes)
    places: dict[datetime, int] = {}
    for slot in slots:
        places[slot.starts_at] = places.get(slot.starts_at, 0) + slot.places
    for wish, found in met:
        if found:
            places[found.starts_at] -= 1
            assert timedelta(0) < found.starts_at - wish.asked_at <= PATIENCE
    assert min(places.values(), default=0) >= 0


@given(WISHES, SLOTS)
def test_as_many_people_are_placed_as_could_be_in_any_order(wishes: list[Wish], slots: list[Slot]) -> None:
    assert placed(wishes, slots) == most_that_could_be_placed(wishes, slots)


@given(WISHES, SLOTS, SLOTS)
def test_more_sessions_never_place_fewer_people(wishes: list[Wish], slots: list[Slot], more: list[Slot]) -> None:
    assert placed(wishes, [*slots, *more]) >= placed(wishes, slots)


def test_other_dates_keep_the_first_day_the_time_in_london_and_the_usual_places() -> None:
    held = [Slot(MONDAY, 8), Slot(MONDAY + 10 * WEEK, 8), Slot(datetime(2026, 5, 4, 11, 30, tzinfo=UTC), 20)]
    found = other_dates(held, Pattern.EVERY_OTHER_MONTH)
    assert [f"{local(slot.starts_at):%d %b %H:%M} {slot.places}" for slot in found] == [
        "05 Jan 12:30 8", "02 Mar 12:30 8", "04 May 12:30 8",
    ]  # fmt: skip
    assert other_dates([], Pattern.EVERY_OTHER_MONTH) == []


def a_year(every: int, wishes_a_week: int = 2) -> Demand:
    """A year of sessions for four, so many weeks apart, and people who ask on Thursdays."""
    held = [Slot(MONDAY + week * WEEK, places=4, taken=3) for week in range(0, 53, every)]
    wishes = [
        Wish(MONDAY + week * WEEK + 3 * DAY, MONDAY + (week + 2) * WEEK if number else None)
        for week in range(52)
        for number in range(wishes_a_week)
    ]
    return Demand("Moor House", wishes, held, came=60, marked=80)


def test_what_happened_stands_beside_the_same_dates_and_the_others() -> None:
    found = courses([a_year(4)], weeks=8)
    assert [course.name for course in found] == [HAPPENED, TODAY, *PATTERNS]
    happened, today, two_weeks, month, other_month = found
    assert (happened.sessions_a_year, happened.fill, happened.wishes, happened.placed) == (13, 75, 88, 44)
    assert (happened.usual_wait, happened.long_wait) == (11 * DAY, 11 * DAY)
    assert happened.there == pytest.approx(60 / 14)
    assert [course.sessions_a_year for course in found[1:]] == [13, 26, 12, 6]
    # Four places every two weeks are what two people a week need.
    assert (two_weeks.placed, two_weeks.turned_away) == (88, 0)
    assert said_time_taken(two_weeks.usual_wait) == "7 days"
    assert today.placed < two_weeks.placed
    assert other_month.placed < month.placed <= today.placed
    assert two_weeks.there == pytest.approx(4 * 104 / 108 * 60 / 80, abs=0.1)


def test_two_sites_have_dates_of_their_own() -> None:
    once, twice = courses([a_year(4)], weeks=8), courses([a_year(4), a_year(4)], weeks=8)
    assert [(2 * a.placed, 2 * a.sessions_a_year, a.fill) for a in once] == [
        (b.placed, b.sessions_a_year, b.fill) for b in twice
    ]


@pytest.mark.parametrize(
    ("demands", "expected"),
    [
        ([], True),
        ([Demand("Online", [], [])], True),
        ([a_year(4)], False),
        ([a_year(26)], True),  # three sessions
        ([a_year(4, wishes_a_week=0)], True),
        ([Demand("Online", a_year(4).wishes[-10:], a_year(4).held)], True),  # nobody knows yet what becomes of them
    ],
)
def test_from_little_nothing_is_told(demands: list[Demand], *, expected: bool) -> None:
    assert are_too_few(demands, weeks=8) is expected


def test_without_sessions_there_is_nothing_to_replay() -> None:
    for course in courses([Demand("Online", asked(0), [])], weeks=8):
        assert (course.sessions_a_year, course.fill, course.placed_share, course.usual_wait) == (0, None, None, None)


def a_course(name: str, placed: int, days: float | None, wishes: int = 100) -> Course:
    wait = None if days is None else timedelta(days=days)
    return Course(name, 12, 50, wishes, placed, wait, wait, None)


@pytest.mark.parametrize(
    ("placed", "days", "expected"),
    [
        (90, 9, "Every month: 10 more of 100 would have had a place, and usually waited 9 days instead of 21 days."),
        (70, 22, "Every month: 10 fewer of 100 would have had a place, and people would have waited about as long."),
        (
            84,
            21,
            "Every month: about as many people would have had a place, and people would have waited about as long.",
        ),
        (85, 21, "Every month: 5 more of 100 would have had a place, and people would have waited about as long."),
        (0, None, "Every month: 80 fewer of 100 would have had a place, and nothing can be said about the wait."),
    ],
)
def test_a_small_difference_is_none(placed: int, days: float | None, expected: str) -> None:
    assert said_comparison(a_course("Every month", placed, days), a_course(TODAY, 80, 21)) == expected


@pytest.mark.parametrize(("happened", "expected"), [(80, "no further"), (90, "no further"), (91, "a hint at most")])
def test_it_says_how_far_the_replay_is_from_what_happened(happened: int, expected: str) -> None:
    assert expected in said_trust(a_course(HAPPENED, happened, 9), a_course(TODAY, 80, 9))
    assert said_trust(a_course(HAPPENED, 0, None, wishes=0), a_course(TODAY, 0, None, wishes=0)) == ""
