import itertools
from datetime import UTC, datetime, timedelta

import pytest

from revalidation.domain.check_in import (
    code_window,
    code_windows,
    is_check_in_open,
    is_code,
    said_code,
    wait_after_wrong_codes,
)

SECRET, OLDER = b"a secret of this installation", b"one that was replaced"
START = datetime(2026, 12, 8, 12, 30, tzinfo=UTC)
END = START + timedelta(hours=1)


def test_a_code_is_six_digits_and_stays_for_ten_minutes_of_the_clock() -> None:
    first = code_window(SECRET, 7, START + timedelta(minutes=3))
    assert (first.starts_at, first.ends_at) == (START, START + timedelta(minutes=10))
    assert len(first.code) == 6
    assert first.code.isascii()
    assert first.code.isdigit()
    assert code_window(SECRET, 7, START) == code_window(SECRET, 7, START + timedelta(minutes=9, seconds=59)) == first
    assert code_window(SECRET, 7, START + timedelta(minutes=10)).code != first.code


def test_another_session_or_secret_has_another_code() -> None:
    codes = {code_window(secret, number, START).code for secret in (SECRET, OLDER) for number in (7, 8, 77)}
    assert len(codes) == 6


@pytest.mark.parametrize(
    ("later", "counts"),
    [
        (timedelta(0), True),
        (timedelta(minutes=9, seconds=59), True),
        (timedelta(minutes=19, seconds=59), True),
        (timedelta(minutes=20), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_a_code_counts_while_it_is_shown_and_ten_minutes_longer(later: timedelta, *, counts: bool) -> None:
    code = code_window(SECRET, 7, START).code
    assert is_code(code, secrets=[SECRET], session_id=7, now=START + later) is counts


def test_a_code_counts_as_it_is_shown_with_a_space_and_under_a_replaced_secret() -> None:
    code = code_window(OLDER, 7, START).code
    assert is_code(f" {said_code(code)} ", secrets=[SECRET, OLDER], session_id=7, now=START)
    assert not is_code(code, secrets=[SECRET], session_id=7, now=START)
    assert not is_code(code, secrets=[SECRET, OLDER], session_id=8, now=START)


@pytest.mark.parametrize("typed", ["", " ", "12345", "1234567", "abcdef", "１２３４５６", "\ud800", "0" * 100_000])
def test_whatever_is_typed_is_only_wrong(typed: str) -> None:
    assert not is_code(typed, secrets=[SECRET], session_id=7, now=START)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (START - timedelta(minutes=15), True),
        (START - timedelta(minutes=15, seconds=1), False),
        (END + timedelta(minutes=15), True),
        (END + timedelta(minutes=15, seconds=1), False),
    ],
)
def test_check_in_is_open_from_a_quarter_of_an_hour_before_until_one_after(now: datetime, *, is_open: bool) -> None:
    assert is_check_in_open(starts_at=START, ends_at=END, now=now) is is_open


def test_the_codes_of_a_session_cover_all_the_time_that_check_in_is_open() -> None:
    windows = code_windows(SECRET, 7, starts_at=START, ends_at=END)
    assert windows[0].starts_at <= START - timedelta(minutes=15) < windows[0].ends_at
    assert windows[-1].starts_at <= END + timedelta(minutes=15) < windows[-1].ends_at
    assert all(one.ends_at == after.starts_at for one, after in itertools.pairwise(windows))
    assert [one.code for one in windows] == [code_window(SECRET, 7, one.starts_at).code for one in windows]


@pytest.mark.parametrize(("wrong", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 1), (50, 1)])
def test_after_five_wrong_codes_one_waits_a_minute(wrong: int, minutes: int) -> None:
    assert wait_after_wrong_codes(wrong) == timedelta(minutes=minutes)
