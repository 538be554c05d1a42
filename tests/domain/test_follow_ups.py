from datetime import UTC, datetime, timedelta

import pytest

from revalidation.domain.follow_ups import (
    FollowUpCounts,
    Used,
    added_to,
    addition,
    asks_at,
    is_time_to_ask,
    is_time_to_remind,
    link_is_open,
    with_added_words,
)

END = datetime(2026, 10, 1, 12, tzinfo=UTC)  # summer time; thirty days later it is winter
ASKED = datetime(2026, 10, 31, 13, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def test_the_question_comes_at_the_same_time_of_day() -> None:
    assert asks_at(END, 30) == ASKED


@pytest.mark.parametrize(
    ("now", "days", "expected"),
    [
        (ASKED - SECOND, 30, False),
        (ASKED, 30, True),
        (ASKED + 14 * DAY - SECOND, 30, True),
        (ASKED + 14 * DAY, 30, False),  # an app that is started late asks nothing about what is long past
        (ASKED, 31, False),
        (ASKED, 0, False),
        (END, 0, False),
    ],
)
def test_people_are_asked_so_many_days_after_a_session_and_not_much_later(
    now: datetime, days: int, *, expected: bool
) -> None:
    assert is_time_to_ask(ends_at=END, days=days, now=now) is expected


@pytest.mark.parametrize(
    ("times_asked", "after", "expected"),
    [
        (1, 7 * DAY - SECOND, False),
        (1, 7 * DAY, True),
        (2, 7 * DAY, True),
        (3, 7 * DAY, False),
        (1, 21 * DAY - SECOND, True),
        (1, 21 * DAY, False),
    ],
)
def test_two_reminders_come_a_week_apart_and_then_silence(
    times_asked: int, after: timedelta, *, expected: bool
) -> None:
    assert is_time_to_remind(times_asked=times_asked, reached_at=ASKED, now=ASKED + after) is expected


@pytest.mark.parametrize(("after", "expected"), [(90 * DAY - SECOND, True), (90 * DAY, False)])
def test_a_link_leads_nowhere_after_three_months(after: timedelta, *, expected: bool) -> None:
    assert link_is_open(ASKED, ASKED + after) is expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, None),
        ({Used.YES: 4}, None),
        ({Used.YES: 4, Used.NO: 1}, ["fewer than 5", 0, "fewer than 5"]),
        ({Used.NOT_YET: 5}, [0, 5, 0]),
        ({Used.YES: 9, Used.NO: 1}, ["5 or more", 0, "fewer than 5"]),
        ({Used.YES: 9, Used.NOT_YET: 6, Used.NO: 5}, [9, 6, 5]),
    ],
)
def test_answers_of_fewer_than_five_people_are_not_shown(
    answers: dict[Used, int], expected: list[int | str] | None
) -> None:
    seen = FollowUpCounts(asked=20, by_answer=answers).shown
    assert (None if seen is None else list(seen.values())) == expected


@pytest.mark.parametrize(
    ("kept", "added", "expected"),
    [("", "", ""), ("old", "", "old"), ("", "new", "new"), ("old\n", " new", "old\n\nnew")],
)
def test_words_that_come_by_a_link_go_below_those_that_are_kept(kept: str, added: str, expected: str) -> None:
    assert with_added_words(kept, added) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("I changed.\n", "I changed.\n\nAdded Tue 24 Nov 2026: And again."),
        ("", "Added Tue 24 Nov 2026: And again."),
        (" \n", "Added Tue 24 Nov 2026: And again."),
    ],
)
def test_an_addition_stands_below_the_answer_with_its_day(answer: str, expected: str) -> None:
    assert added_to(answer, addition("Tue 24 Nov 2026", " And again.\n")) == expected
