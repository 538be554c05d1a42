from datetime import UTC, datetime, time, timedelta

import pytest

from revalidation.domain.due import answer_by, days_before, reminder_due, when_awake
from revalidation.domain.places import NEVER_QUIET, PlaceRules, QuietHours

QUIET = QuietHours(time(21), time(8))
START = datetime(2026, 12, 8, 12, 30, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(1, 12), at(1, 12)),
        (at(1, 21), at(2, 8)),
        (at(1, 23, 30), at(2, 8)),
        (at(2, 7, 59), at(2, 8)),
        (at(2, 8), at(2, 8)),
        (at(1, 23, month=7), at(2, 7, month=7)),  # eight o'clock in summer
    ],
)
def test_what_falls_into_the_quiet_hours_is_due_when_they_end(moment: datetime, expected: datetime) -> None:
    assert when_awake(moment, QUIET) == expected


@pytest.mark.parametrize(
    ("starts_at", "days", "expected"),
    [
        (START, 7, at(1, 12, 30)),
        (at(27, 12, month=10), 7, at(20, 11, month=10)),  # the clocks go back on 25 October 2026
        (datetime(2027, 3, 30, 8, tzinfo=UTC), 7, datetime(2027, 3, 23, 9, tzinfo=UTC)),  # and forward on 28 March 2027
    ],
)
def test_days_before_keep_the_time_on_the_clock(starts_at: datetime, days: int, expected: datetime) -> None:
    assert days_before(starts_at, days) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(1, 12, 29), None),
        (at(1, 12, 30), (7, at(1, 12, 30))),
        (at(3, 12, 29), (7, at(1, 12, 30))),
        (at(3, 12, 30), None),  # two days late: not sent any more
        (at(7, 12, 30), (1, at(7, 12, 30))),
        (at(8, 12, 29), (1, at(7, 12, 30))),
        (at(8, 12, 30), None),
    ],
)
def test_the_newest_reminder_that_is_due_counts(now: datetime, expected: tuple[int, datetime] | None) -> None:
    assert reminder_due((7, 1), QUIET, starts_at=START, now=now) == expected


def test_a_reminder_of_an_evening_session_comes_after_the_quiet_hours() -> None:
    starts_at = at(8, 21, 30)
    assert reminder_due((1,), QUIET, starts_at=starts_at, now=at(7, 22)) is None
    assert reminder_due((1,), QUIET, starts_at=starts_at, now=at(8, 8)) == (1, at(8, 8))


def test_without_days_nothing_is_due() -> None:
    assert reminder_due((), QUIET, starts_at=START, now=at(8, 12)) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(5, 12), at(6, 11)),  # nine hours to nine in the evening, three the next morning
        (at(7, 12), at(8, 8, 30)),  # the stop point, four hours before the start
        (at(8, 7, 30), at(8, 8, 30)),
        (at(8, 7, 31), None),
        (at(8, 12), None),
    ],
)
def test_who_is_asked_has_a_waking_day_to_answer_but_never_beyond_the_stop_point(
    now: datetime, expected: datetime | None
) -> None:
    assert answer_by(PlaceRules(), QUIET, starts_at=START, now=now) == expected


def test_without_quiet_hours_it_is_half_a_day() -> None:
    assert answer_by(PlaceRules(), NEVER_QUIET, starts_at=START, now=at(5, 12)) == at(5, 12) + timedelta(hours=12)
