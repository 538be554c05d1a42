"""Bookings: the states one can be in, what can happen to one, and who gets a place (rules 1 to 8)."""

from datetime import datetime
from enum import StrEnum


class BookingState(StrEnum):
    """Where a booking stands."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"
    CANCELLED_LATE = "cancelled_late"


class BookingEvent(StrEnum):
    """What happened to a booking; its history is a list of these."""

    BOOKED = "booked"
    JOINED_QUEUE = "joined_queue"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    CLAIMED = "claimed"
    PROMOTED = "promoted"
    CONFIRMED_AGAIN = "confirmed_again"
    RELEASED = "released"
    CANCELLED = "cancelled"
    GOT_ANOTHER_DATE = "got_another_date"
    SESSION_MOVED = "session_moved"
    SESSION_CANCELLED = "session_cancelled"
    ADDED_BY_HAND = "added_by_hand"
    GIVEN_BY_HAND = "given_by_hand"
    MOVED_UP_BY_HAND = "moved_up_by_hand"
    PUT_BACK_BY_HAND = "put_back_by_hand"
    REMOVED_BY_HAND = "removed_by_hand"
    WALKED_IN = "walked_in"
    PLACE_TAKEN = "place_taken"


class CancelReason(StrEnum):
    """Why a nurse gives a place back; counted by site, never a strike."""

    WARD = "ward"
    SICKNESS = "sickness"
    ROTA = "rota"
    FORGOT = "forgot"
    OTHER = "other"


LIVE = (BookingState.CONFIRMED, BookingState.WAITING, BookingState.OFFERED)
HOLDS_A_PLACE = (BookingState.CONFIRMED, BookingState.OFFERED)

REASON_WORDS = {
    CancelReason.WARD: "Not released from the ward",
    CancelReason.SICKNESS: "Sickness",
    CancelReason.ROTA: "Rota changed",
    CancelReason.FORGOT: "Forgot",
    CancelReason.OTHER: "Another reason",
}
EVENT_WORDS = {
    BookingEvent.BOOKED: "Booked a place",
    BookingEvent.JOINED_QUEUE: "Joined the waiting list",
    BookingEvent.OFFERED: "Was offered a place",
    BookingEvent.ACCEPTED: "Took the offered place",
    BookingEvent.DECLINED: "Did not want the offered place",
    BookingEvent.LAPSED: "The offer ran out",
    BookingEvent.CLAIMED: "Claimed a free place",
    BookingEvent.PROMOTED: "Got the next free place",
    BookingEvent.CONFIRMED_AGAIN: "Confirmed to come",
    BookingEvent.RELEASED: "The place was released, since it was not confirmed",
    BookingEvent.CANCELLED: "Cancelled",
    BookingEvent.GOT_ANOTHER_DATE: "Got a place on another date",
    BookingEvent.SESSION_MOVED: "The session was moved",
    BookingEvent.SESSION_CANCELLED: "The session was called off",
    BookingEvent.ADDED_BY_HAND: "Was added",
    BookingEvent.GIVEN_BY_HAND: "Was given a place out of turn",
    BookingEvent.MOVED_UP_BY_HAND: "Was moved to the front of the waiting list",
    BookingEvent.PUT_BACK_BY_HAND: "Went back to the waiting list, since there are fewer places",
    BookingEvent.REMOVED_BY_HAND: "Was removed",
    BookingEvent.WALKED_IN: "Came without a booking",
    BookingEvent.PLACE_TAKEN: "The empty place was taken by somebody who came",
}


def state_for_newcomer(*, capacity: int, places_taken: int, waiting: int) -> BookingState:
    """A newcomer gets a place only if one is free and nobody waits for it."""
    return BookingState.CONFIRMED if waiting == 0 and places_taken < capacity else BookingState.WAITING


def state_when_given_up(
    state: BookingState, *, late_from: datetime, sure_at: datetime | None, now: datetime
) -> BookingState:
    """How a booking ends: late only for a place that was promised (`sure_at`) and is given back after the cut-off.

    After a session has moved nobody has promised to come to the new time, so giving that place back is never late.
    """
    is_late = state is BookingState.CONFIRMED and sure_at is not None and now >= late_from
    return BookingState.CANCELLED_LATE if is_late else BookingState.CANCELLED


def said_booking(state: BookingState, position: int | None = None, waiting: int = 0) -> str:
    """`Confirmed`, `Waiting, 2nd of 5`, `Cancelled late`."""
    if state is BookingState.WAITING and position:
        return f"Waiting, {_ordinal(position)} of {max(waiting, position)}"
    return state.value.replace("_", " ").capitalize()


def _ordinal(number: int) -> str:
    teens = range(11, 14)
    ending = "th" if number % 100 in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
