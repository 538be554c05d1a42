"""The register of a session: who attended, who attended part, who did not attend, and whose place a walk-in gets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from revalidation.domain.refusals import MinutesNeeded, RegisterNotOpen, SessionCancelled
from revalidation.domain.sessions import SessionState, register_opens_at
from revalidation.domain.times import said_moment

STILL_ON_TIME = timedelta(minutes=15)


class Mark(StrEnum):
    """What the register says of one person."""

    ATTENDED = "attended"
    ATTENDED_PART = "attended_part"
    DID_NOT_ATTEND = "did_not_attend"


MARK_WORDS = {
    Mark.ATTENDED: "Attended",
    Mark.ATTENDED_PART: "Attended part",
    Mark.DID_NOT_ATTEND: "Did not attend",
}
WAS_THERE = (Mark.ATTENDED, Mark.ATTENDED_PART)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a place of her own, when she booked it and how she is marked so far."""

    booking_id: int
    booked_at: datetime
    mark: Mark | None


def check_register_is_open(state: SessionState, starts_at: datetime, now: datetime) -> None:
    """Raise SessionCancelled or RegisterNotOpen where nobody can be marked yet."""
    if state is SessionState.CANCELLED:
        raise SessionCancelled(next_one="")
    opens_at = register_opens_at(starts_at)
    if now < opens_at:
        raise RegisterNotOpen(when=said_moment(opens_at))


def minutes_attended(mark: Mark, *, length: int, minutes: int | None) -> int:
    """Minutes of the meeting that count: all, the part that was given, or none. Raises MinutesNeeded."""
    if mark is Mark.ATTENDED:
        return length
    if mark is Mark.DID_NOT_ATTEND:
        return 0
    if minutes is None or not 1 <= minutes <= length:
        raise MinutesNeeded(field="minutes", most=length)
    return minutes


def said_mark(mark: Mark | None, minutes: int) -> str:
    """`Attended`, `Attended part: 40 minutes`, `Mark taken back`."""
    if mark is None:
        return "Mark taken back"
    part = f": {minutes} minute{'' if minutes == 1 else 's'}" if mark is Mark.ATTENDED_PART else ""
    return MARK_WORDS[mark] + part


def mark_on_arrival(*, starts_at: datetime, ends_at: datetime, now: datetime) -> tuple[Mark, int | None]:
    """Up to a quarter of an hour late is attended; later, the part that is left, in minutes that have begun."""
    if now - starts_at <= STILL_ON_TIME:
        return Mark.ATTENDED, None
    left = -int((now - ends_at).total_seconds() // 60)
    return Mark.ATTENDED_PART, max(left, 1)


def mark_for_walk_in(*, starts_at: datetime, ends_at: datetime, now: datetime) -> tuple[Mark, int | None]:
    """As on arrival while the session goes on; whoever is written up afterwards counts as attended until corrected."""
    if now >= ends_at:
        return Mark.ATTENDED, None
    return mark_on_arrival(starts_at=starts_at, ends_at=ends_at, now=now)


def place_for_walk_in(holders: Iterable[Holder], *, has_started: bool) -> int | None:
    """The booking whose place a walk-in gets when none is free; None if everybody is here, or may still come.

    Whoever is marked as not attending comes first; from the start on, whoever is not marked yet. Of several, the one
    who booked last.
    """
    absent = [each for each in holders if each.mark is Mark.DID_NOT_ATTEND or (has_started and each.mark is None)]
    if not absent:
        return None
    return max(absent, key=lambda each: (each.mark is not None, each.booked_at, each.booking_id)).booking_id
