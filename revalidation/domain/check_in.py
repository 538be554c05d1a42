"""Checking in by a code that changes: what it is at a moment, and when it counts.

A code shows that somebody is in the room just now. It is made from the installation's secret, the session and ten
minutes of the clock, so nothing has to be stored for it.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from revalidation.domain.sessions import register_opens_at

WINDOW = timedelta(minutes=10)
OPEN_AFTER_THE_END = timedelta(minutes=15)
DIGITS = 6
FREE_TRIES = 5
WAIT = timedelta(minutes=1)
_SECONDS = int(WINDOW.total_seconds())


@dataclass(frozen=True, slots=True)
class CodeWindow:
    """A code and the ten minutes in which it is shown; it still counts in the ten after them."""

    starts_at: datetime
    ends_at: datetime
    code: str


def check_in_opens_at(starts_at: datetime) -> datetime:
    """Check-in opens together with the register."""
    return register_opens_at(starts_at)


def check_in_closes_at(ends_at: datetime) -> datetime:
    """A quarter of an hour after the end."""
    return ends_at + OPEN_AFTER_THE_END


def is_check_in_open(*, starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether a code counts at all; both ends belong to it."""
    return check_in_opens_at(starts_at) <= now <= check_in_closes_at(ends_at)


def code_window(secret: bytes, session_id: int, moment: datetime) -> CodeWindow:
    """The code of a session at a moment, and its ten minutes by the clock."""
    number = _number(moment)
    begins = datetime.fromtimestamp(number * _SECONDS, UTC)
    return CodeWindow(begins, begins + WINDOW, _code(secret, session_id, number))


def code_windows(secret: bytes, session_id: int, *, starts_at: datetime, ends_at: datetime) -> tuple[CodeWindow, ...]:
    """Every code of a session, from when check-in opens until it closes."""
    first, last = _number(check_in_opens_at(starts_at)), _number(check_in_closes_at(ends_at))
    moments = (datetime.fromtimestamp(number * _SECONDS, UTC) for number in range(first, last + 1))
    return tuple(code_window(secret, session_id, moment) for moment in moments)


def is_code(typed: str, *, secrets: Iterable[bytes], session_id: int, now: datetime) -> bool:
    """Whether this is the code of now or the one before it, under any of the secrets; spaces don't matter."""
    given = "".join(typed.split()).encode(errors="replace")
    number = _number(now)
    right = [_code(secret, session_id, each) for secret in secrets for each in (number, number - 1)]
    return any([hmac.compare_digest(given, code.encode()) for code in right])  # noqa: C419 (all are compared)


def said_code(code: str) -> str:
    """`123 456`: easier to read from the back of a room."""
    half = DIGITS // 2
    return f"{code[:half]} {code[half:]}"


def wait_after_wrong_codes(wrong: int) -> timedelta:
    """How long to wait after so many wrong codes in a row."""
    return WAIT if wrong >= FREE_TRIES else timedelta(0)


def _number(moment: datetime) -> int:
    return int(moment.timestamp()) // _SECONDS


def _code(secret: bytes, session_id: int, number: int) -> str:
    made = hmac.new(secret, f"check-in:{session_id}:{number}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(made[:8]) % 10**DIGITS:0{DIGITS}}"
