from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor
from revalidation.queries.walk_ins import possible_walk_ins
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def booked(*names: str, capacity: int = 1) -> tuple[Actor, int]:
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=capacity)
    for minute, name in enumerate(names):
        carry_out(book, actor=make.person(name), session_id=session_id, now=NOON + timedelta(minutes=minute))
    return by, session_id


def names(by: Actor, session_id: int, search: str = "", limit: int = 10) -> list[str]:
    return [
        each.name for each in look_up(possible_walk_ins, actor=by, session_id=session_id, search=search, limit=limit)[0]
    ]


def test_without_a_search_those_who_wait_stand_there_in_turn() -> None:
    by, session_id = booked("Ann Bell", "Zoe Bell", "Amy Bell")
    make.person("Ben Bell")
    assert names(by, session_id) == ["Zoe Bell", "Amy Bell"]
    assert names(by, session_id, "   ") == ["Zoe Bell", "Amy Bell"]


def test_a_search_finds_nurses_without_a_place_those_who_wait_first() -> None:
    by, session_id = booked("Ann Bell", "Zoe Bell")
    other = make.session(by, make.group(by, "Others"))
    ben, cat = make.person("Ben Bell"), make.person("Cat BELL")
    make.librarian("Lib Bell")
    carry_out(book, actor=ben, session_id=other, now=NOON)
    carry_out(book, actor=cat, session_id=session_id, now=NOON + timedelta(hours=1))
    carry_out(cancel_booking, actor=cat, session_id=session_id, now=NOON + timedelta(hours=2))
    found, are_more = look_up(possible_walk_ins, actor=by, session_id=session_id, search=" bell ")
    assert [(each.name, each.booking) for each in found] == [
        ("Zoe Bell", BookingState.WAITING),
        ("Ben Bell", None),
        ("Cat BELL", None),
    ]
    assert found[1].email == "ben.bell@trust.example"
    assert not are_more
    assert names(by, session_id, "%") == []


def test_of_many_there_are_ten_and_word_of_more() -> None:
    by, session_id = booked("Ann")
    for number in range(11):
        make.person(f"Nurse {number:02}")
    found, are_more = look_up(possible_walk_ins, actor=by, session_id=session_id, search="nurse")
    assert ([each.name for each in found][-1], len(found), are_more) == ("Nurse 09", 10, True)
