from datetime import UTC, datetime, timedelta

import pytest

from revalidation.domain.sign_ins import Limits, is_open, is_worth_noting

OPENED = datetime(2026, 12, 1, 8, tzinfo=UTC)
LIMITS = Limits(idle=timedelta(minutes=60), absolute=timedelta(hours=12))
END = OPENED + LIMITS.absolute


@pytest.mark.parametrize(
    ("seen", "now", "ended", "still"),
    [
        pytest.param(0, 0, None, True, id="just opened"),
        pytest.param(0, 59, None, True, id="idle for less than an hour"),
        pytest.param(0, 60, None, False, id="idle for an hour"),
        pytest.param(700, 719, None, True, id="a minute before twelve hours"),
        pytest.param(719, 720, None, False, id="in use all the time, but twelve hours old"),
        pytest.param(5, 10, 7, False, id="signed out"),
    ],
)
def test_a_sign_in_ends_by_idleness_by_age_or_by_signing_out(
    seen: int, now: int, ended: int | None, *, still: bool
) -> None:
    assert still is is_open(
        last_seen_at=OPENED + timedelta(minutes=seen),
        ends_at=END,
        ended_at=None if ended is None else OPENED + timedelta(minutes=ended),
        now=OPENED + timedelta(minutes=now),
        limits=LIMITS,
    )


@pytest.mark.parametrize(("seconds", "worth"), [(0, False), (59, False), (60, True), (3600, True)])
def test_use_is_noted_once_a_minute(seconds: int, *, worth: bool) -> None:
    assert is_worth_noting(OPENED, OPENED + timedelta(seconds=seconds)) is worth
