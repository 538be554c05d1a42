from datetime import UTC, date, datetime

import pytest

from revalidation.domain.months import (
    last_of_month,
    moments_of,
    month_address,
    month_after,
    read_month,
    said_month,
    weeks_of,
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-12", date(2026, 12, 1)),
        ("2000-01", date(2000, 1, 1)),
        ("2100-12", date(2100, 12, 1)),
        ("1999-12", None),
        ("2101-01", None),
        ("2026-13", None),
        ("2026-12-01", None),
        ("December", None),
        ("", None),
    ],
)
def test_a_month_is_read_from_an_address(text: str, first: date | None) -> None:
    assert read_month(text) == first
    assert first is None or month_address(first) == text


@pytest.mark.parametrize(
    ("first", "months", "expected"),
    [
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2027, 1, 1), -1, date(2026, 12, 1)),
        (date(2028, 2, 1), 12, date(2029, 2, 1)),
    ],
)
def test_months_follow_each_other_over_the_year(first: date, months: int, expected: date) -> None:
    assert month_after(first, months) == expected


@pytest.mark.parametrize(
    ("first", "last", "weeks", "begins_on"),
    [
        pytest.param(date(2026, 12, 1), 31, 5, 1, id="begins on a Tuesday"),
        pytest.param(date(2027, 2, 1), 28, 4, 0, id="four whole weeks"),
        pytest.param(date(2028, 2, 1), 29, 5, 1, id="leap year"),
        pytest.param(date(2027, 5, 1), 31, 6, 5, id="six weeks"),
    ],
)
def test_a_month_has_whole_weeks_from_monday(first: date, last: int, weeks: int, begins_on: int) -> None:
    found = weeks_of(first)
    assert len(found) == weeks
    assert {len(week) for week in found} == {7}
    assert found[0].index(first) == begins_on == first.weekday()
    assert [day.day for week in found for day in week if day] == list(range(1, last + 1))
    assert last_of_month(first).day == last


def test_a_month_is_said_in_words() -> None:
    assert said_month(date(2026, 12, 1)) == "December 2026"


def test_a_month_begins_and_ends_at_midnight_in_london() -> None:
    begins_at, ends_at = moments_of(date(2026, 10, 1), date(2026, 10, 31))
    assert begins_at == datetime(2026, 9, 30, 23, tzinfo=UTC)
    assert ends_at == datetime(2026, 11, 1, tzinfo=UTC)
