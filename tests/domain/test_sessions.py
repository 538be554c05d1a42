from datetime import UTC, datetime, timedelta

import pytest

from revalidation.domain.sessions import SessionState, can_be_booked, register_opens_at, said_places

START = datetime(2026, 12, 4, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "before", "bookable"),
    [
        (SessionState.SCHEDULED, timedelta(days=1), True),
        (SessionState.SCHEDULED, timedelta(microseconds=1), True),
        (SessionState.SCHEDULED, timedelta(0), False),
        (SessionState.SCHEDULED, timedelta(minutes=-1), False),
        (SessionState.CANCELLED, timedelta(days=1), False),
    ],
)
def test_booking_closes_at_the_start(state: SessionState, before: timedelta, *, bookable: bool) -> None:
    assert can_be_booked(state, START, START - before) is bookable


def test_the_register_opens_a_quarter_of_an_hour_before_the_start() -> None:
    assert register_opens_at(START) == START - timedelta(minutes=15)


@pytest.mark.parametrize(
    ("capacity", "taken", "waiting", "said"),
    [
        (8, 0, 0, "8 places left"),
        (8, 7, 0, "1 place left"),
        (8, 8, 0, "Full"),
        (8, 8, 2, "Full, 2 waiting"),
        (8, 7, 2, "1 to claim, 2 waiting"),
        (8, 9, 0, "Full"),
    ],
)
def test_places_are_said_in_words(capacity: int, taken: int, waiting: int, said: str) -> None:
    assert said_places(capacity, taken, waiting) == said
