from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest

from revalidation.domain.refusals import MinutesNeeded, Refusal, RegisterNotOpen, SessionCancelled
from revalidation.domain.register import (
    MARK_WORDS,
    WAS_THERE,
    Holder,
    Mark,
    check_register_is_open,
    mark_for_walk_in,
    mark_on_arrival,
    minutes_attended,
    place_for_walk_in,
    said_mark,
)
from revalidation.domain.sessions import SessionState

START = datetime(2026, 12, 8, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("mark", "given", "counted"),
    [
        (Mark.ATTENDED, None, 60),
        (Mark.ATTENDED, 5, 60),
        (Mark.ATTENDED_PART, 1, 1),
        (Mark.ATTENDED_PART, 45, 45),
        (Mark.ATTENDED_PART, 60, 60),
        (Mark.DID_NOT_ATTEND, None, 0),
        (Mark.DID_NOT_ATTEND, 45, 0),
    ],
)
def test_minutes_follow_the_mark(mark: Mark, given: int | None, counted: int) -> None:
    assert minutes_attended(mark, length=60, minutes=given) == counted


@pytest.mark.parametrize("given", [None, 0, -1, 61])
def test_a_part_needs_minutes_within_the_meeting(given: int | None) -> None:
    with pytest.raises(MinutesNeeded, match="between 1 and 60") as refused:
        minutes_attended(Mark.ATTENDED_PART, length=60, minutes=given)
    assert refused.value.field == "minutes"


def test_every_mark_has_its_words_and_two_mean_that_she_was_there() -> None:
    assert set(MARK_WORDS) == set(Mark)
    assert set(Mark) - set(WAS_THERE) == {Mark.DID_NOT_ATTEND}


@pytest.mark.parametrize(
    ("mark", "minutes", "said"),
    [
        (Mark.ATTENDED, 60, "Attended"),
        (Mark.ATTENDED_PART, 1, "Attended part: 1 minute"),
        (Mark.ATTENDED_PART, 40, "Attended part: 40 minutes"),
        (Mark.DID_NOT_ATTEND, 0, "Did not attend"),
        (None, 0, "Mark taken back"),
    ],
)
def test_a_mark_is_said_with_the_minutes_of_a_part(mark: Mark | None, minutes: int, said: str) -> None:
    assert said_mark(mark, minutes) == said


@pytest.mark.parametrize(
    ("state", "before", "refused"),
    [
        (SessionState.SCHEDULED, timedelta(minutes=15), None),
        (SessionState.SCHEDULED, timedelta(minutes=15, seconds=1), RegisterNotOpen),
        (SessionState.SCHEDULED, timedelta(days=-900), None),
        (SessionState.CANCELLED, timedelta(0), SessionCancelled),
    ],
)
def test_a_register_is_open_from_a_quarter_of_an_hour_before_unless_the_session_is_off(
    state: SessionState, before: timedelta, refused: type[Refusal] | None
) -> None:
    with pytest.raises(refused) if refused else nullcontext():
        check_register_is_open(state, START, START - before)


@pytest.mark.parametrize(
    ("late", "on_arrival", "for_walk_in"),
    [
        (timedelta(minutes=-15), (Mark.ATTENDED, None), (Mark.ATTENDED, None)),
        (timedelta(minutes=15), (Mark.ATTENDED, None), (Mark.ATTENDED, None)),
        (timedelta(minutes=15, seconds=1), (Mark.ATTENDED_PART, 45), (Mark.ATTENDED_PART, 45)),
        (timedelta(minutes=30), (Mark.ATTENDED_PART, 30), (Mark.ATTENDED_PART, 30)),
        (timedelta(minutes=59, seconds=59), (Mark.ATTENDED_PART, 1), (Mark.ATTENDED_PART, 1)),
        (timedelta(minutes=60), (Mark.ATTENDED_PART, 1), (Mark.ATTENDED, None)),
        (timedelta(minutes=74), (Mark.ATTENDED_PART, 1), (Mark.ATTENDED, None)),
        (timedelta(days=2), (Mark.ATTENDED_PART, 1), (Mark.ATTENDED, None)),
    ],
)
def test_a_quarter_of_an_hour_late_is_on_time_and_later_counts_what_is_left(
    late: timedelta, on_arrival: tuple[Mark, int | None], for_walk_in: tuple[Mark, int | None]
) -> None:
    end = START + timedelta(hours=1)
    assert mark_on_arrival(starts_at=START, ends_at=end, now=START + late) == on_arrival
    assert mark_for_walk_in(starts_at=START, ends_at=end, now=START + late) == for_walk_in


def test_in_a_very_short_session_whoever_comes_after_it_within_a_quarter_of_an_hour_is_on_time() -> None:
    end = START + timedelta(minutes=10)
    assert mark_on_arrival(starts_at=START, ends_at=end, now=START + timedelta(minutes=12)) == (Mark.ATTENDED, None)


EARLY, LATE = START - timedelta(days=9), START - timedelta(days=1)
ABSENT = Mark.DID_NOT_ATTEND


@pytest.mark.parametrize(
    ("holders", "before", "afterwards"),
    [
        ([], None, None),
        ([Holder(1, EARLY, Mark.ATTENDED), Holder(2, LATE, Mark.ATTENDED_PART)], None, None),
        ([Holder(1, EARLY, None), Holder(2, LATE, None)], None, 2),
        ([Holder(1, LATE, None), Holder(2, LATE, None)], None, 2),
        ([Holder(1, EARLY, ABSENT), Holder(2, LATE, None)], 1, 1),
        ([Holder(1, EARLY, ABSENT), Holder(2, LATE, ABSENT)], 2, 2),
        ([Holder(1, EARLY, None), Holder(2, LATE, Mark.ATTENDED)], None, 1),
    ],
)
def test_a_walk_in_gets_the_place_of_whoever_is_marked_absent_and_from_the_start_on_of_whoever_is_not_marked(
    holders: list[Holder], before: int | None, afterwards: int | None
) -> None:
    assert place_for_walk_in(holders, has_started=False) == before
    assert place_for_walk_in(holders, has_started=True) == afterwards
