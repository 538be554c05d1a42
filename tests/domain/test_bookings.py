import pytest

from revalidation.domain.bookings import HOLDS_A_PLACE, LIVE, BookingState, said_booking, state_for_newcomer


@pytest.mark.parametrize(
    ("taken", "waiting", "state"),
    [
        (0, 0, BookingState.CONFIRMED),
        (7, 0, BookingState.CONFIRMED),
        (8, 0, BookingState.WAITING),
        (8, 3, BookingState.WAITING),
        (7, 1, BookingState.WAITING),
    ],
)
def test_a_newcomer_never_gets_a_place_owed_to_the_queue(taken: int, waiting: int, state: BookingState) -> None:
    assert state_for_newcomer(capacity=8, places_taken=taken, waiting=waiting) is state


def test_an_offer_counts_as_taken_and_only_cancelled_bookings_are_not_live() -> None:
    assert set(HOLDS_A_PLACE) == {BookingState.CONFIRMED, BookingState.OFFERED}
    assert set(BookingState) - set(LIVE) == {BookingState.CANCELLED, BookingState.CANCELLED_LATE}


@pytest.mark.parametrize(
    ("state", "position", "waiting", "said"),
    [
        (BookingState.CONFIRMED, None, 5, "Confirmed"),
        (BookingState.WAITING, 1, 5, "Waiting, 1st of 5"),
        (BookingState.WAITING, 2, 5, "Waiting, 2nd of 5"),
        (BookingState.WAITING, 3, 5, "Waiting, 3rd of 5"),
        (BookingState.WAITING, 4, 5, "Waiting, 4th of 5"),
        (BookingState.WAITING, 11, 30, "Waiting, 11th of 30"),
        (BookingState.WAITING, 12, 30, "Waiting, 12th of 30"),
        (BookingState.WAITING, 13, 30, "Waiting, 13th of 30"),
        (BookingState.WAITING, 21, 30, "Waiting, 21st of 30"),
        (BookingState.WAITING, 112, 150, "Waiting, 112th of 150"),
        (BookingState.WAITING, 3, 2, "Waiting, 3rd of 3"),
        (BookingState.WAITING, None, 2, "Waiting"),
        (BookingState.CANCELLED_LATE, None, 0, "Cancelled late"),
    ],
)
def test_a_booking_is_said_in_words(state: BookingState, position: int | None, waiting: int, said: str) -> None:
    assert said_booking(state, position, waiting) == said
