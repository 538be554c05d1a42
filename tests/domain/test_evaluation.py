from collections import Counter
from datetime import date, timedelta

import pytest

from revalidation.domain.bookings import CancelReason
from revalidation.domain.evaluation import (
    EVERYTHING,
    LATELY,
    By,
    Outcome,
    SessionFigures,
    Wait,
    broken_down,
    financial_year,
    find_span,
    gathered,
    said_financial_year,
    said_share,
    said_time_taken,
    share,
    spans,
)
from revalidation.domain.follow_ups import Used
from revalidation.domain.groups import GroupKind

TODAY = date(2026, 11, 28)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 31), "2025/26"),
        (date(2026, 4, 1), "2026/27"),
        (date(2026, 12, 31), "2026/27"),
        (date(2099, 12, 31), "2099/00"),
    ],
)
def test_a_financial_year_begins_on_the_first_of_april(day: date, expected: str) -> None:
    assert said_financial_year(financial_year(day)) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (None, [LATELY, "2026-27", EVERYTHING]),
        (date(2027, 2, 1), [LATELY, "2026-27", EVERYTHING]),  # nothing has been held yet
        (date(2026, 3, 31), [LATELY, "2026-27", "2025-26", EVERYTHING]),
        (date(2024, 6, 1), [LATELY, "2026-27", "2025-26", "2024-25", EVERYTHING]),
    ],
)
def test_the_times_to_choose_begin_with_the_first_session(since: date | None, expected: list[str]) -> None:
    assert [span.key for span in spans(TODAY, since)] == expected


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        (LATELY, date(2025, 12, 1), TODAY),  # twelve calendar months, this one included
        ("2026-27", date(2026, 4, 1), TODAY),
        ("2025-26", date(2025, 4, 1), date(2026, 3, 31)),
        (EVERYTHING, date(2024, 6, 1), TODAY),
        ("", date(2025, 12, 1), TODAY),
        ("1999-00", date(2025, 12, 1), TODAY),
    ],
)
def test_a_time_has_a_first_and_a_last_day(key: str, first: date, last: date) -> None:
    span = find_span(key, TODAY, date(2024, 6, 15))
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, "–"), (0, 9, "0%"), (1, 3, "33%"), (2, 3, "67%"), (1, 8, "13%"), (9, 8, "113%"), (1, 200, "1%")],
)
def test_a_share_is_a_whole_number_of_a_hundred(part: int, whole: int, expected: str) -> None:
    assert said_share(share(part, whole)) == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (None, "–"),
        (timedelta(minutes=20), "less than an hour"),
        (HOUR, "1 hour"),
        (47 * HOUR, "47 hours"),
        (2 * DAY, "2 days"),
        (10.6 * DAY, "11 days"),
    ],
)
def test_a_wait_is_said_in_hours_and_then_in_days(time: timedelta | None, expected: str) -> None:
    assert said_time_taken(time) == expected


def a_session(
    on: date, site: str = "Moor House", kind: GroupKind = GroupKind.READING_GROUP, **came: int
) -> SessionFigures:
    outcomes = {Outcome(name): number for name, number in came.items()}
    return SessionFigures(on, site, kind, 8, outcomes=outcomes)


def test_sums_leave_out_what_was_called_off() -> None:
    waits = [Wait(got_place=True, took=hours * HOUR) for hours in (3, 50, 70)]
    held = SessionFigures(
        TODAY, "Moor House", GroupKind.TALK, 10,
        outcomes=dict.fromkeys(Outcome, 1), reasons={CancelReason.ROTA: 1}, answers={Used.NO: 2},
        newcomers={None: 3}, waits=[*waits, Wait(got_place=False), Wait(got_place=True)],
    )  # fmt: skip
    off = SessionFigures(TODAY, "Moor House", GroupKind.TALK, 10, is_called_off=True, outcomes={Outcome.CANCELLED: 5})
    total = gathered([held, off, held])
    assert (total.sessions, total.called_off, total.places, total.bookings) == (2, 1, 20, 12)
    assert (total.came, total.held_places, total.fill, total.attendance, total.lateness) == (4, 8, 40, 67, 17)
    assert (total.reasons, total.answers, total.newcomers) == ({CancelReason.ROTA: 2}, {Used.NO: 4}, {None: 6})
    assert (len(total.waits), total.placed_waits, total.usual_wait) == (10, 8, 50 * HOUR)


def test_nothing_has_no_shares() -> None:
    total = gathered([])
    assert (total.bookings, total.fill, total.attendance, total.lateness, total.usual_wait) == (0, *[None] * 4)
    assert total.outcomes == Counter()


@pytest.mark.parametrize(
    ("by", "key", "expected"),
    [
        (By.TIME, LATELY, [("August 2026", 0), ("September 2026", 2), ("October 2026", 0), ("November 2026", 5)]),
        (By.TIME, EVERYTHING, [("2023/24", 0), ("2024/25", 0), ("2025/26", 0), ("2026/27", 7)]),
        (By.SITE, LATELY, [("Moor House", 5), ("Online", 2)]),
        (By.KIND, LATELY, [("Reading group", 2), ("Talk", 5)]),
    ],
)
def test_figures_are_broken_down_without_a_gap(by: By, key: str, expected: list[tuple[str, int]]) -> None:
    sessions = [
        a_session(date(2026, 8, 5)),
        a_session(date(2026, 9, 5), "Online", attended=1, attended_part=1),
        a_session(date(2026, 11, 1), kind=GroupKind.TALK, attended=5),
    ]
    if key == EVERYTHING:
        sessions.insert(0, a_session(date(2023, 6, 1)))
    span = find_span(key, TODAY, date(2023, 6, 1))
    assert [(name, figures.came) for name, figures in broken_down(sessions, by, span)] == expected
