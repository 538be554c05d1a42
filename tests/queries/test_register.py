from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotForYourRole
from revalidation.domain.register import Mark
from revalidation.queries.register import MarkChange, my_marks, register, register_history, unmarked_registers
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)


def booked(by: Actor, group_id: int, *nurses: Actor, day: int = 0, capacity: int = 8) -> int:
    session_id = make.session(by, group_id, starts_at=START + timedelta(days=day), capacity=capacity)
    for minute, nurse in enumerate(nurses):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    return session_id


def test_places_come_by_name_and_then_the_waiting_list_in_its_order() -> None:
    by = make.librarian()
    nurses = [make.person(name) for name in ("Zoe Place", "Amy Place", "Zoe Waits", "Amy Waits", "Has Cancelled")]
    session_id = booked(by, make.group(by), *nurses, capacity=2)
    carry_out(cancel_booking, actor=nurses[4], session_id=session_id, now=NOON)
    make.attended(by, session_id, nurses[0], now=START)
    lines = look_up(register, actor=by, session_id=session_id)
    assert [(line.name, line.booking, line.mark, line.minutes) for line in lines] == [
        ("Amy Place", BookingState.CONFIRMED, None, None),
        ("Zoe Place", BookingState.CONFIRMED, Mark.ATTENDED, 60),
        ("Zoe Waits", BookingState.WAITING, None, None),
        ("Amy Waits", BookingState.WAITING, None, None),
    ]


def test_a_register_lists_only_its_own_session() -> None:
    by, nurse = make.librarian(), make.person()
    group_id = make.group(by)
    first, second = booked(by, group_id, nurse), booked(by, group_id, nurse, day=1)
    make.attended(by, first, nurse, now=START)
    assert [line.mark for line in look_up(register, actor=by, session_id=second)] == [None]
    assert look_up(register, actor=by, session_id=4711) == []


def test_registers_that_lack_a_mark_are_listed_oldest_first_once_the_session_has_ended() -> None:
    by, first, second = make.librarian(), make.person(), make.person("Nurse Two")
    group_id = make.group(by)
    newer = booked(by, group_id, first, second, day=2)
    older = booked(by, group_id, first, second, day=1)
    whole = booked(by, group_id, first, day=3)
    called_off = booked(by, group_id, first, day=4)
    booked(by, group_id, day=5)
    only_waiting = booked(by, group_id, first, second, day=6, capacity=1)
    carry_out(cancel_session, actor=by, session_id=called_off, now=NOON)
    end = START + timedelta(days=30)
    make.attended(by, newer, first, now=end)
    make.attended(by, whole, first, now=end)
    make.attended(by, only_waiting, first, now=end)
    unmarked = look_up(unmarked_registers, actor=by, now=end)
    assert [line.session_id for line in unmarked] == [older, newer]
    assert [line.session_id for line in look_up(unmarked_registers, actor=by, now=end, limit=1)] == [older]
    over = unmarked[0].ends_at
    assert look_up(unmarked_registers, actor=by, now=over - timedelta(seconds=1)) == []
    assert [line.session_id for line in look_up(unmarked_registers, actor=by, now=over)] == [older]


def test_the_history_keeps_every_mark_by_name_and_in_order_and_a_nurse_sees_her_own() -> None:
    by, zoe, amy = make.librarian(), make.person("Zoe"), make.person("Amy")
    session_id = booked(by, make.group(by), zoe, amy)
    make.attended(by, session_id, zoe, amy, now=START)
    for minutes, entry in ((1, RegisterEntry(Mark.ATTENDED_PART, 20)), (2, RegisterEntry(None))):
        at = START + timedelta(minutes=minutes)
        carry_out(mark_register, actor=by, session_id=session_id, entries={zoe.person_id: entry}, now=at)
    mine = [
        MarkChange("Zoe", START, "Lib Rarian", Mark.ATTENDED, 60),
        MarkChange("Zoe", START + timedelta(minutes=1), "Lib Rarian", Mark.ATTENDED_PART, 20),
        MarkChange("Zoe", START + timedelta(minutes=2), "Lib Rarian", None, 0),
    ]
    assert look_up(my_marks, actor=zoe, session_id=session_id) == mine
    everybody = [MarkChange("Amy", START, "Lib Rarian", Mark.ATTENDED, 60), *mine]
    assert look_up(register_history, actor=by, session_id=session_id) == everybody
    assert look_up(register_history, actor=by, session_id=4711) == []
    with pytest.raises(NotForYourRole):
        look_up(register_history, actor=zoe, session_id=session_id)
