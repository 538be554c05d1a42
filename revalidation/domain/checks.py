"""What is checked again and again: faults that must never be, and what nobody has got round to (rule 27)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

WORKER_GRACE = timedelta(minutes=15)  # so long may it take until a worker has done what is due
REGISTER_GRACE = timedelta(days=2)
FILE_GRACE = timedelta(hours=1)  # so long may it take until the row of a file that was written is there


class FindingKind(StrEnum):
    """What can be the matter."""

    OVER_BOOKED = "over_booked"
    MISCOUNTED = "miscounted"
    BOOKED_TWICE = "booked_twice"
    LEFT_BEHIND = "left_behind"
    WITHOUT_HISTORY = "without_history"
    IDLE_PLACE = "idle_place"
    OFFER_OVERDUE = "offer_overdue"
    UNMARKED_REGISTER = "unmarked_register"
    MISSED_REMINDER = "missed_reminder"
    NOT_DELIVERED = "not_delivered"
    WORKER_SILENT = "worker_silent"
    FILE_MISSING = "file_missing"
    FILE_LEFT_OVER = "file_left_over"


FINDING_WORDS = {
    FindingKind.OVER_BOOKED: "More places are taken than there are",
    FindingKind.MISCOUNTED: "The number of places taken is not the number of bookings with a place",
    FindingKind.BOOKED_TWICE: "Somebody has two bookings",
    FindingKind.LEFT_BEHIND: "The session was called off, but somebody still has a booking",
    FindingKind.WITHOUT_HISTORY: "A booking's history does not end where the booking is now",
    FindingKind.IDLE_PLACE: "A place is free while people wait, and nobody was told",
    FindingKind.OFFER_OVERDUE: "An offer has run out, but the place was not passed on",
    FindingKind.UNMARKED_REGISTER: "The register has not been marked",
    FindingKind.MISSED_REMINDER: "A reminder was due and has not been written",
    FindingKind.NOT_DELIVERED: "Messages could not be delivered",
    FindingKind.FILE_MISSING: "Uploaded files are not in their folder",
    FindingKind.FILE_LEFT_OVER: "Uploaded files belong to nobody and may be deleted",
    FindingKind.WORKER_SILENT: "No worker has run lately, so nothing goes out and no offer runs out by itself",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is the matter; `about` names the session with its date, or says how many; never who."""

    kind: FindingKind
    about: str
    session_id: int | None = None

    @property
    def sentence(self) -> str:
        """What a person reads."""
        return f"{FINDING_WORDS[self.kind]}: {self.about}" if self.about else FINDING_WORDS[self.kind]
