"""How long a sign-in lasts: idle and absolute limits, and the ticket that is swapped for a cookie."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TICKET_LIFE = timedelta(seconds=60)
SEEN_STEP = timedelta(minutes=1)  # `last_seen_at` is written at most this often, so that a rerun is usually only a read


@dataclass(frozen=True, slots=True)
class Limits:
    """After `idle` without use, or `absolute` after it was opened, a sign-in has ended."""

    idle: timedelta = timedelta(minutes=60)
    absolute: timedelta = timedelta(hours=12)


def is_open(
    *, last_seen_at: datetime, ends_at: datetime, ended_at: datetime | None, now: datetime, limits: Limits
) -> bool:
    """Whether a sign-in still counts."""
    return ended_at is None and now < ends_at and now - last_seen_at < limits.idle


def is_worth_noting(last_seen_at: datetime, now: datetime) -> bool:
    """Whether `last_seen_at` is old enough to be written again."""
    return now - last_seen_at >= SEEN_STEP
