"""Bookings: the states one can be in, and who gets a place (rules 1 and 2)."""

from enum import StrEnum


class BookingState(StrEnum):
    """Where a booking stands."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"
    CANCELLED_LATE = "cancelled_late"


LIVE = (BookingState.CONFIRMED, BookingState.WAITING, BookingState.OFFERED)
HOLDS_A_PLACE = (BookingState.CONFIRMED, BookingState.OFFERED)


def state_for_newcomer(*, capacity: int, places_taken: int, waiting: int) -> BookingState:
    """A newcomer gets a place only if one is free and nobody waits for it."""
    return BookingState.CONFIRMED if waiting == 0 and places_taken < capacity else BookingState.WAITING


def said_booking(state: BookingState, position: int | None = None, waiting: int = 0) -> str:
    """`Confirmed`, `Waiting, 2nd of 5`, `Cancelled`."""
    if state is BookingState.WAITING and position:
        return f"Waiting, {_ordinal(position)} of {max(waiting, position)}"
    return state.value.replace("_", " ").capitalize()


def _ordinal(number: int) -> str:
    teens = range(11, 14)
    ending = "th" if number % 100 in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
