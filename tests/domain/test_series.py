from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from revalidation.domain.bank_holidays import Nation, bank_holidays
from revalidation.domain.refusals import NoDates, TooManyDates
from revalidation.domain.series import (
    MOST_DATES,
    Pattern,
    Reach,
    carried_over,
    is_reached,
    planned_dates,
    said_pattern,
    skipped_days,
)
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import from_local, local

HALF_PAST_TWELVE = time(12, 30)


def days(pattern: Pattern, first: date, last: date) -> list[date]:
    found = planned_dates(pattern, first=first, last=last, at=HALF_PAST_TWELVE, days_off={}, skip_days_off=False)
    return [one.day for one in found]


@pytest.mark.parametrize(
    ("pattern", "first", "last", "expected"),
    [
        pytest.param(
            Pattern.EVERY_WEEK, "2026-12-02", "2026-12-16", "12-02 12-09 12-16", id="the last date is included"
        ),
        pytest.param(Pattern.EVERY_SECOND_WEEK, "2026-12-02", "2027-01-12", "12-02 12-16 12-30", id="second week"),
        pytest.param(Pattern.EVERY_WEEK, "2028-02-22", "2028-03-07", "02-22 02-29 03-07", id="over a leap day"),
        pytest.param(Pattern.EVERY_WEEK, "2026-12-02", "2026-12-02", "12-02", id="one date"),
        pytest.param(
            Pattern.SAME_WEEKDAY_OF_MONTH, "2026-09-09", "2026-12-31", "09-09 10-14 11-11 12-09", id="second Wednesday"
        ),
        pytest.param(
            Pattern.SAME_WEEKDAY_OF_MONTH,
            "2026-10-30",
            "2027-01-31",
            "10-30 11-27 12-25 01-29",
            id="a fifth is the last",
        ),
        pytest.param(
            Pattern.SAME_WEEKDAY_OF_MONTH, "2026-10-23", "2027-01-31", "10-23 11-27 12-25 01-22", id="fourth, not last"
        ),
        pytest.param(
            Pattern.LAST_WEEKDAY_OF_MONTH, "2026-09-25", "2026-12-31", "09-25 10-30 11-27 12-25", id="last Friday"
        ),
        pytest.param(
            Pattern.LAST_WEEKDAY_OF_MONTH,
            "2026-09-04",
            "2026-10-31",
            "09-25 10-30",
            id="last Friday, begun on the first",
        ),
        pytest.param(
            Pattern.EVERY_OTHER_MONTH, "2026-11-11", "2027-05-31", "11-11 01-13 03-10 05-12", id="over the new year"
        ),
        pytest.param(
            Pattern.EVERY_OTHER_MONTH, "2026-07-31", "2026-12-31", "07-31 09-25 11-27", id="a fifth, every other"
        ),
        pytest.param(
            Pattern.LAST_WEEKDAY_OF_MONTH, "2028-02-29", "2028-04-30", "02-29 03-28 04-25", id="last, from a leap day"
        ),
        pytest.param(
            Pattern.SAME_WEEKDAY_OF_MONTH, "2027-12-28", "2028-02-29", "12-28 01-25 02-22", id="fourth in a leap year"
        ),
    ],
)
def test_a_pattern_gives_its_dates(pattern: Pattern, first: str, last: str, expected: str) -> None:
    found = days(pattern, date.fromisoformat(first), date.fromisoformat(last))
    assert " ".join(f"{day:%m-%d}" for day in found) == expected


@pytest.mark.parametrize("pattern", list(Pattern))
def test_every_pattern_keeps_its_weekday_and_its_clock_over_both_changes(pattern: Pattern) -> None:
    first = date(2026, 3, 4)
    found = planned_dates(
        pattern, first=first, last=date(2026, 12, 31), at=HALF_PAST_TWELVE, days_off={}, skip_days_off=False
    )
    assert {f"{local(one.starts_at):%a %H:%M}" for one in found} == {"Wed 12:30"}
    assert {one.starts_at.astimezone(UTC).hour for one in found} == {11, 12}
    assert [one.day for one in found] == sorted({local(one.starts_at).date() for one in found})


def test_every_second_week_stays_fourteen_days_apart_over_both_changes() -> None:
    found = days(Pattern.EVERY_SECOND_WEEK, date(2026, 3, 18), date(2026, 11, 4))
    assert {after - before for before, after in pairwise(found)} == {timedelta(days=14)}


def test_dates_on_a_bank_holiday_are_skipped_or_kept_and_named() -> None:
    first, last = date(2026, 10, 30), date(2027, 1, 31)
    holidays = bank_holidays(Nation.ENGLAND, first, last)
    skipped, kept = (
        planned_dates(
            Pattern.LAST_WEEKDAY_OF_MONTH,
            first=first,
            last=last,
            at=HALF_PAST_TWELVE,
            days_off=holidays,
            skip_days_off=skip,
        )
        for skip in (True, False)
    )
    assert [one.day for one in skipped] == [date(2026, 10, 30), date(2026, 11, 27), date(2027, 1, 29)]
    assert [one.day_off for one in kept] == ["", "", "Christmas Day", ""]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(date(2026, 12, 2), date(2026, 12, 1), id="the first after the last"),
        pytest.param(date(2026, 12, 25), date(2026, 12, 25), id="only a bank holiday"),
    ],
)
def test_a_series_without_dates_is_refused(first: date, last: date) -> None:
    holidays = bank_holidays(Nation.WALES, date(2026, 12, 1), date(2026, 12, 31))
    with pytest.raises(NoDates) as refused:
        planned_dates(
            Pattern.EVERY_WEEK, first=first, last=last, at=HALF_PAST_TWELVE, days_off=holidays, skip_days_off=True
        )
    assert refused.value.field == "last"


def test_a_series_has_at_most_sixty_dates() -> None:
    first = date(2026, 12, 2)
    longest = first + timedelta(weeks=MOST_DATES - 1)
    assert len(days(Pattern.EVERY_WEEK, first, longest)) == MOST_DATES == 60
    for last in (longest + timedelta(weeks=1), date.max):
        with pytest.raises(TooManyDates, match="more than 60 sessions") as refused:
            days(Pattern.EVERY_WEEK, first, last)
        assert refused.value.field == "last"


def test_skipped_dates_do_not_count_towards_the_sixty() -> None:
    first = date(2026, 12, 2)
    last = first + timedelta(weeks=MOST_DATES)
    found = planned_dates(
        Pattern.EVERY_WEEK,
        first=first,
        last=last,
        at=HALF_PAST_TWELVE,
        days_off={first: "A day off"},
        skip_days_off=True,
    )
    assert len(found) == MOST_DATES


@pytest.mark.parametrize(
    ("pattern", "first", "said"),
    [
        (Pattern.EVERY_WEEK, date(2026, 12, 2), "every Wednesday"),
        (Pattern.EVERY_SECOND_WEEK, date(2026, 12, 2), "every second Wednesday"),
        (Pattern.SAME_WEEKDAY_OF_MONTH, date(2026, 12, 2), "first Wednesday of every month"),
        (Pattern.SAME_WEEKDAY_OF_MONTH, date(2026, 12, 28), "fourth Monday of every month"),
        (Pattern.SAME_WEEKDAY_OF_MONTH, date(2026, 12, 30), "last Wednesday of every month"),
        (Pattern.LAST_WEEKDAY_OF_MONTH, date(2026, 12, 4), "last Friday of every month"),
        (Pattern.EVERY_OTHER_MONTH, date(2026, 12, 15), "third Tuesday of every other month"),
    ],
)
def test_a_pattern_is_said_in_words(pattern: Pattern, first: date, said: str) -> None:
    assert said_pattern(pattern, first) == said


def test_the_days_that_are_skipped_are_those_off() -> None:
    off = {date(2026, 12, 9): "Library move, a closure", date(2026, 12, 10): "Another day"}
    found = skipped_days(Pattern.EVERY_WEEK, first=date(2026, 12, 2), last=date(2026, 12, 16), days_off=off)
    assert found == [date(2026, 12, 9)]


NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reach", "this", "reached"),
    [
        pytest.param(Reach.ONLY_THIS, 2, [2], id="only this"),
        pytest.param(Reach.THIS_AND_LATER, 2, [2, 3], id="this and the later ones"),
        pytest.param(Reach.ALL_TO_COME, 2, [1, 2, 3], id="all that are still to come"),
        pytest.param(Reach.THIS_AND_LATER, -1, [-1, 1, 2, 3], id="from one that is over: it, and none that has begun"),
        pytest.param(Reach.ALL_TO_COME, -1, [-1, 1, 2, 3], id="all, from one that is over"),
    ],
)
def test_a_change_reaches_the_sessions_it_is_meant_for(reach: Reach, this: int, reached: list[int]) -> None:
    week = timedelta(weeks=1)
    found = [
        number
        for number in (-2, -1, 0, 1, 2, 3)
        if is_reached(reach, NOW + number * week, is_this=number == this, this_starts_at=NOW + this * week, now=NOW)
    ]
    assert found == reached


def planned(day: date, at: time = HALF_PAST_TWELVE, **other: Any) -> SessionPlan:  # noqa: ANN401 (fields of a plan)
    plan = SessionPlan(from_local(day, at), 60, 8, 2, site_id=1, online_link="", article_ids=(1,), facilitator_id=5)
    return replace(plan, **other)


@pytest.mark.parametrize(
    ("own", "becomes", "expected"),
    [
        pytest.param("2027-03-25 12:30", "2027-03-19 12:30", "2027-03-26 12:30", id="a day later"),
        pytest.param("2027-03-25 12:30", "2027-03-18 13:00", "2027-03-25 13:00", id="half an hour later"),
        pytest.param("2027-04-01 12:30", "2027-03-18 13:00", "2027-04-01 13:00", id="over the change of clocks"),
        pytest.param("2027-03-27 12:30", "2027-03-19 12:30", "2027-03-28 12:30", id="onto the day of the change"),
        pytest.param("2027-03-25 18:00", "2027-03-19 12:30", "2027-03-26 18:00", id="an hour of its own stays"),
        pytest.param("2027-03-25 18:00", "2027-03-18 13:00", "2027-03-25 13:00", id="the new hour is for all"),
        pytest.param("2027-03-25 12:30", "2027-02-25 12:30", "2027-03-04 12:30", id="weeks earlier"),
    ],
)
def test_a_move_is_carried_over_on_the_calendar_and_the_clock(own: str, becomes: str, expected: str) -> None:
    was = planned(date(2027, 3, 18))
    moments = [datetime.fromisoformat(each) for each in (own, becomes, expected)]
    mine, changed, moved = (planned(each.date(), each.time()) for each in moments)
    assert carried_over(mine, was=was, becomes=changed) == moved


@pytest.mark.parametrize(
    ("own", "becomes", "expected"),
    [
        pytest.param({}, {"capacity": 12}, {"capacity": 12}, id="what changes"),
        pytest.param({"capacity": 20}, {"minutes": 90}, {"capacity": 20, "minutes": 90}, id="what does not stays"),
        pytest.param(
            {"site_id": 2}, {"site_id": None, "online_link": "x"}, {"site_id": None, "online_link": "x"}, id="the place"
        ),
        pytest.param(
            {"article_ids": (9,)}, {"article_ids": (3,)}, {"article_ids": (9,)}, id="its articles are its own"
        ),
        pytest.param({"facilitator_id": 6}, {"facilitator_id": None}, {"facilitator_id": None}, id="who leads it"),
        pytest.param({}, {"minimum_attendance": 0}, {"minimum_attendance": 0}, id="the fewest"),
    ],
)
def test_only_what_has_changed_is_carried_over(
    own: dict[str, Any], becomes: dict[str, Any], expected: dict[str, Any]
) -> None:
    this, other = date(2027, 3, 18), date(2027, 4, 1)
    found = carried_over(planned(other, **own), was=planned(this), becomes=planned(this, **becomes))
    assert found == planned(other, **expected)
