"""Group sessions: one meeting of a group, when it can be booked and when its register is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REGISTER_OPENS_BEFORE = timedelta(minutes=15)


class SessionState(StrEnum):
    """Whether a session takes place."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What a librarian decides about one session."""

    starts_at: datetime
    minutes: int
    capacity: int
    minimum_attendance: int
    site_id: int | None
    online_link: str
    article_ids: tuple[int, ...] = ()
    facilitator_id: int | None = None

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.starts_at + timedelta(minutes=self.minutes)


def can_be_booked(state: SessionState, starts_at: datetime, now: datetime) -> bool:
    """Booking closes at the start (rule 8)."""
    return state is SessionState.SCHEDULED and now < starts_at


def register_opens_at(starts_at: datetime) -> datetime:
    """The register opens 15 minutes before the start and stays open (rule 8)."""
    return starts_at - REGISTER_OPENS_BEFORE


def said_filling(capacity: int, taken: int, waiting: int) -> str:
    """`7 of 8 places`, `8 of 8 places, 2 waiting`: what a librarian wants to know."""
    return f"{taken} of {capacity} places" + (f", {waiting} waiting" if waiting else "")


def said_places(capacity: int, taken: int, waiting: int) -> str:
    """`3 places left`, `Full`, `Full, 2 waiting`, `1 to claim, 2 waiting`."""
    free = capacity - taken
    if waiting:
        return f"Full, {waiting} waiting" if free <= 0 else f"{free} to claim, {waiting} waiting"
    if free <= 0:
        return "Full"
    return "1 place left" if free == 1 else f"{free} places left"
