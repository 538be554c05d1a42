"""Moments as people say them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from revalidation.domain.times import (
    from_local,
    said_day,
    said_distance,
    said_lately,
    said_minutes,
    said_moment,
    said_span,
    said_time,
    said_wait,
)

CLOCKS_GO_FORWARD = date(2026, 3, 29)
CLOCKS_GO_BACK = date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        pytest.param(date(2026, 1, 15), time(12, 30), "2026-01-15T12:30", id="winter"),
        pytest.param(date(2026, 7, 15), time(12, 30), "2026-07-15T11:30", id="summer"),
        pytest.param(CLOCKS_GO_FORWARD, time(0, 59), "2026-03-29T00:59", id="before the gap"),
        pytest.param(CLOCKS_GO_FORWARD, time(1, 0), "2026-03-29T01:00", id="the first minute of the gap is 02:00"),
        pytest.param(CLOCKS_GO_FORWARD, time(1, 30), "2026-03-29T01:30", id="in the gap: the hour after it"),
        pytest.param(CLOCKS_GO_FORWARD, time(2, 0), "2026-03-29T01:00", id="after the gap"),
        pytest.param(CLOCKS_GO_BACK, time(0, 59), "2026-10-24T23:59", id="before the fold"),
        pytest.param(CLOCKS_GO_BACK, time(1, 30), "2026-10-25T00:30", id="in the fold: the first of the two"),
        pytest.param(CLOCKS_GO_BACK, time(2, 0), "2026-10-25T02:00", id="after the fold"),
        pytest.param(
            date(2026, 7, 15), time(12, 30, tzinfo=UTC), "2026-07-15T11:30", id="a zone on the clock is ignored"
        ),
    ],
)
def test_a_wall_clock_time_in_london_is_one_moment(day: date, at: time, utc: str) -> None:
    assert from_local(day, at) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_moment_in_the_gap_is_shown_an_hour_later() -> None:
    assert said_moment(from_local(CLOCKS_GO_FORWARD, time(1, 30))) == "Sun 29 Mar 2026, 02:30"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 12, 4, 12, 30, tzinfo=UTC), "Fri 4 Dec 2026, 12:30"),
        (datetime(2026, 6, 4, 12, 30, tzinfo=UTC), "Thu 4 Jun 2026, 13:30"),
        (datetime(2026, 6, 4, 23, 30, tzinfo=UTC), "Fri 5 Jun 2026, 00:30"),
        (datetime(2026, 6, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "Fri 5 Jun 2026, 05:30"),
    ],
)
def test_moments_are_said_in_london_time(moment: datetime, said: str) -> None:
    assert said_moment(moment) == said
    assert said.endswith(said_time(moment))


def test_a_day_is_said_without_a_leading_nought() -> None:
    assert said_day(date(2028, 2, 29)) == "Tue 29 Feb 2028"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((2026, 12, 4, 12, 30), (2026, 12, 4, 13, 30), "Fri 4 Dec 2026, 12:30–13:30"),
        ((2026, 12, 4, 23, 30), (2026, 12, 5, 0, 30), "Fri 4 Dec 2026, 23:30 – Sat 5 Dec 2026, 00:30"),
        ((2026, 6, 4, 22, 30), (2026, 6, 4, 23, 30), "Thu 4 Jun 2026, 23:30 – Fri 5 Jun 2026, 00:30"),
        ((2026, 10, 25, 0, 30), (2026, 10, 25, 1, 30), "Sun 25 Oct 2026, 01:30–01:30"),
    ],
)
def test_a_span_names_its_day_once(start: tuple[int, ...], end: tuple[int, ...], said: str) -> None:
    first, last = (datetime(*parts, tzinfo=UTC) for parts in (start, end))  # type: ignore[misc,arg-type]
    assert said_span(first, last) == said


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("2026-12-01T23:59", "2026-12-01T00:00", "today"),
        ("2026-12-02T00:00", "2026-12-01T23:59", "tomorrow"),
        ("2026-12-01T23:59", "2026-12-02T00:00", "yesterday"),
        ("2026-12-10T09:00", "2026-12-01T18:00", "in 9 days"),
        ("2026-12-01T18:00", "2026-12-10T09:00", "9 days ago"),
        ("2026-06-01T23:30", "2026-06-01T12:00", "tomorrow"),
        ("2026-10-26T00:00", "2026-10-24T23:00", "tomorrow"),
    ],
)
def test_distances_are_counted_in_london_days(then: str, now: str, said: str) -> None:
    moments = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (then, now)]
    assert said_distance(*moments) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (120, "2 hours"),
        (150, "2 hours 30 minutes"),
    ],
)
def test_minutes_are_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert said_minutes(minutes) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "a few seconds"),
        (10, "a few seconds"),
        (11, "1 minute"),
        (60, "1 minute"),
        (60.5, "2 minutes"),
        (900, "15 minutes"),
        (3600, "1 hour"),
    ],
)
def test_waits_are_rounded_up(seconds: float, said: str) -> None:
    assert said_wait(timedelta(seconds=seconds)) == said


def test_a_moment_of_today_is_said_without_its_day() -> None:
    now = datetime(2026, 12, 4, 23, 30, tzinfo=UTC)
    assert said_lately(datetime(2026, 12, 4, 0, 5, tzinfo=UTC), now) == "00:05"
    assert said_lately(datetime(2026, 12, 3, 23, 59, tzinfo=UTC), now) == "Thu 3 Dec 2026, 23:59"
