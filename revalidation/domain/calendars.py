"""Calendar entries: a session as it stands in somebody's calendar."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

KEPT_FOR = timedelta(days=30)  # how long a feed still shows what is over and says what was cancelled


class CalendarMethod(StrEnum):
    """What a calendar message asks the program that reads it to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One booking as a calendar shows it. `uid` stays for the booking's life; `sequence` grows with each change."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    online_link: str
    description: str
    stamped_at: datetime
    attendee_name: str = ""
    attendee_email: str = ""
    is_cancelled: bool = False


def uid_of(booking_id: int, queued_at: datetime) -> str:
    """The same for the life of a booking, wherever the app moves; the moment tells installations apart."""
    return f"booking-{booking_id}-{queued_at.astimezone(UTC):%Y%m%dT%H%M%S.%f}@revalidation.invalid"
