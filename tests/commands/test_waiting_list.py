"""What a librarian changes by hand, each time with a reason that its owner can read."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.sessions import cancel_session
from revalidation.commands.waiting_list import add_by_hand, give_place_by_hand, move_up_by_hand, remove_by_hand
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import (
    AlreadyBooked,
    NoFreePlace,
    NotABooking,
    NoteNeeded,
    NotForYourRole,
    Overlapping,
    SessionCancelled,
)
from revalidation.queries.bookings import booking_history
from revalidation.queries.people import nurses_by_name
from revalidation.queries.register import register
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

EVERYTHING = (add_by_hand, give_place_by_hand, move_up_by_hand, remove_by_hand)
CONFIRMED, WAITING, OFFERED = BookingState.CONFIRMED, BookingState.WAITING, BookingState.OFFERED


def house() -> tuple[Actor, int, list[Actor]]:
    by = make.librarian()
    session_id = make.session(by, make.group(by, rules=PlaceRules()), capacity=1)
    nurses = [make.person(f"Nurse {number}") for number in range(3)]
    for minute, nurse in enumerate(nurses):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    return by, session_id, nurses


def do(
    what: Callable[..., object], by: Actor, session_id: int, nurse: Actor, note: str = "Leads the next one"
) -> object:
    later = NOON + timedelta(hours=1)
    return carry_out(what, actor=by, session_id=session_id, person_id=nurse.person_id, note=note, now=later)


def listed(by: Actor, session_id: int) -> list[tuple[str, BookingState]]:
    return [(line.name, line.booking) for line in look_up(register, actor=by, session_id=session_id)]


def test_whoever_is_moved_up_comes_first_and_can_read_why() -> None:
    by, session_id, nurses = house()
    do(move_up_by_hand, by, session_id, nurses[2])
    assert listed(by, session_id) == [("Nurse 0", CONFIRMED), ("Nurse 2", WAITING), ("Nurse 1", WAITING)]
    last = look_up(booking_history, actor=nurses[2], session_id=session_id, person_id=nurses[2].person_id)[-1]
    assert (last.note, last.by) == ("Leads the next one", by.name)
    do(remove_by_hand, by, session_id, nurses[0])
    assert listed(by, session_id) == [("Nurse 2", OFFERED), ("Nurse 1", WAITING)]


def test_a_place_is_given_out_of_turn_only_if_there_is_one() -> None:
    by, session_id, nurses = house()
    with pytest.raises(NoFreePlace):
        do(give_place_by_hand, by, session_id, nurses[2])
    do(remove_by_hand, by, session_id, nurses[0])
    do(give_place_by_hand, by, session_id, nurses[1])
    assert listed(by, session_id) == [("Nurse 1", CONFIRMED), ("Nurse 2", WAITING)]


def test_somebody_added_gets_a_place_only_if_nobody_waits_for_it() -> None:
    by, session_id, nurses = house()
    added = make.person("Somebody Added")
    assert list(look_up(nurses_by_name, actor=by, session_id=session_id, search="some")) == [added.person_id]
    assert do(add_by_hand, by, session_id, added) is WAITING
    assert look_up(nurses_by_name, actor=by, session_id=session_id, search="some") == {}
    with pytest.raises(AlreadyBooked, match="Somebody Added"):
        do(add_by_hand, by, session_id, added)
    with pytest.raises(NotABooking, match="Not Booked"):
        do(remove_by_hand, by, session_id, make.person("Not Booked"))
    other = make.session(by, make.group(by, "Others"), capacity=2)
    with pytest.raises(Overlapping, match=r"^Nurse 0 already has"):
        do(add_by_hand, by, other, nurses[0])
    carry_out(cancel_session, actor=by, session_id=other, now=NOON)
    with pytest.raises(SessionCancelled):
        do(add_by_hand, by, other, make.person("Too Late"))


@pytest.mark.parametrize("what", EVERYTHING)
def test_it_needs_a_reason_and_a_librarian(what: Callable[..., object]) -> None:
    by, session_id, nurses = house()
    with pytest.raises(NoteNeeded):
        do(what, by, session_id, nurses[1], note="  ")
    with pytest.raises(NotForYourRole):
        do(what, nurses[0], session_id, nurses[1])


def test_nobody_reads_the_history_of_somebody_else() -> None:
    _, session_id, nurses = house()
    with pytest.raises(NotForYourRole):
        look_up(booking_history, actor=nurses[0], session_id=session_id, person_id=nurses[1].person_id)
