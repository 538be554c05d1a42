"""Many people at the same moment, from several processes with many threads each, on both databases."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

import pytest
from sqlalchemy import func, select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.check_in import check_in
from revalidation.commands.offers import accept_offer, decline_offer
from revalidation.commands.people import add_person
from revalidation.commands.places import settle
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.walk_ins import walk_in
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import Refusal
from revalidation.domain.register import Mark
from revalidation.queries.check_in import check_in_screen
from revalidation.queries.checks import findings
from revalidation.queries.register import register
from revalidation.queries.sessions import get_session
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.places import hold_places
from tests import make
from tests.at_once import at_once, in_processes
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

PLACES = 8
START = NOON + timedelta(days=7)
NURSE = frozenset({Role.NURSE})
TIMES = 20
HOURS_A_SECOND = 4  # so that offers, held for an hour, run out within the race


def add_nurses(db: Db, *, number: int) -> list[Actor]:
    made = []
    for one in range(number):
        email = f"nurse.{one}@trust.example"
        person_id = add_person(db, name=f"Nurse {one}", email=email, password=None, roles=NURSE, now=NOON)
        made.append(Actor(person_id=person_id, name=f"Nurse {one}", email=email, roles=NURSE))
    return made


def session_and_nurses(number: int) -> tuple[Actor, int, list[Actor]]:
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=PLACES, starts_at=START)
    return by, session_id, carry_out(add_nurses, number=number)


def book_together(session_id: int, nurses: Sequence[Actor]) -> list[str]:
    """Every nurse books in a thread of her own; what came of it, in words."""
    acts = [partial(carry_out, book, actor=nurse, session_id=session_id, now=NOON) for nurse in nurses]
    return [repr(outcome) if isinstance(outcome, Exception) else str(outcome) for outcome in at_once(acts)]


def come_and_go_together(session_id: int, nurses: Sequence[Actor]) -> list[str]:
    """Every nurse books and cancels in a thread of her own; some stay. What went wrong, in words."""

    def come_and_go(nurse: Actor) -> None:
        acts: list[Callable[..., object]] = [book, cancel_booking, book]
        if nurse.person_id % 3 == 0:
            acts.append(cancel_booking)
        for minute, act in enumerate(acts):
            moment = NOON + timedelta(minutes=minute)
            carry_out(act, actor=nurse, session_id=session_id, now=moment)

    outcomes = at_once([partial(come_and_go, nurse) for nurse in nurses])
    return [repr(outcome) for outcome in outcomes if isinstance(outcome, Exception)]


def settle_now(db: Db, *, session_id: int, now: datetime) -> None:
    hold_places(db)
    settle(db, session_id=session_id, now=now)


MIXTURE: tuple[Sequence[Callable[..., object]], ...] = (
    (),
    (cancel_booking,),
    (),
    (accept_offer,),
    (settle_now,),
    (cancel_booking, book),
    (),
    (decline_offer,),
    (settle_now, accept_offer),
)


def mixed_attempts(session_id: int, nurses: Sequence[Actor], began: float) -> list[str]:
    """Fifty attempts at once: book, cancel, answer offers, let them run out. What went wrong, in words."""

    def moment() -> datetime:
        return NOON + timedelta(hours=(time.time() - began) * HOURS_A_SECOND)

    def attempt(number: int) -> None:
        steps: list[Callable[..., object]] = [book, *MIXTURE[number % len(MIXTURE)]]
        for step in steps:
            who = {} if step is settle_now else {"actor": nurses[number]}
            with suppress(Refusal):
                carry_out(step, session_id=session_id, now=moment(), **who)

    outcomes = at_once([partial(attempt, number) for number in range(len(nurses))])
    return [repr(outcome) for outcome in outcomes if isinstance(outcome, Exception)]


def race_again_and_again(session_ids: Sequence[int], nurses: Sequence[Actor]) -> list[str]:
    return [said for session_id in session_ids for said in mixed_attempts(session_id, nurses, time.time())]


def live_bookings(db: Db, *, person_id: int) -> int:
    wanted = select(func.count()).where(BookingRow.person_id == person_id, BookingRow.state != BookingState.CANCELLED)
    return db.scalar(wanted) or 0


def test_of_200_who_book_at_once_8_get_a_place_and_192_wait_in_order() -> None:
    by, session_id, nurses = session_and_nurses(200)
    outcomes = in_processes(book_together, [(session_id, nurses[first::4]) for first in range(4)])
    assert Counter(chain.from_iterable(outcomes)) == {"confirmed": PLACES, "waiting": 192}
    lines = look_up(register, actor=by, session_id=session_id)
    queue = [line.person_id for line in lines if line.booking is BookingState.WAITING]
    confirmed = {line.person_id for line in lines} - set(queue)
    assert (len(confirmed), len(queue)) == (PLACES, 192)
    seen = {nurse.person_id: look_up(get_session, actor=nurse, session_id=session_id).line for nurse in nurses}
    assert [seen[person_id].position for person_id in queue] == list(range(1, 193))
    assert {line.places_taken for line in seen.values()} == {PLACES}
    assert {person_id for person_id, line in seen.items() if line.booking is BookingState.CONFIRMED} == confirmed


def test_the_places_of_all_who_cancel_at_once_go_to_the_head_of_the_queue() -> None:
    by, session_id, nurses = session_and_nurses(PLACES * 3)
    for minute, nurse in enumerate(nurses):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    later = NOON + timedelta(days=1)
    acts = [
        partial(carry_out, cancel_booking, actor=nurse, session_id=session_id, now=later) for nurse in nurses[:PLACES]
    ]
    assert at_once(acts) == [BookingState.CANCELLED] * PLACES
    lines = look_up(register, actor=by, session_id=session_id)
    assert {line.person_id for line in lines[:PLACES]} == {nurse.person_id for nurse in nurses[PLACES : PLACES * 2]}
    assert [line.person_id for line in lines[PLACES:]] == [nurse.person_id for nurse in nurses[PLACES * 2 :]]


def test_coming_and_going_at_once_never_over_books_and_leaves_no_place_idle() -> None:
    by, session_id, nurses = session_and_nurses(60)
    outcomes = in_processes(come_and_go_together, [(session_id, nurses[first::2]) for first in range(2)])
    assert outcomes == [[], []]
    states = Counter(line.booking for line in look_up(register, actor=by, session_id=session_id))
    staying = sum(nurse.person_id % 3 != 0 for nurse in nurses)
    assert states == {BookingState.CONFIRMED: PLACES, BookingState.WAITING: staying - PLACES}
    assert look_up(get_session, actor=by, session_id=session_id).line.places_taken == PLACES


def test_twenty_mixed_races_never_over_book_leave_no_place_idle_and_end_in_no_error() -> None:
    by, nurses = make.librarian(), carry_out(add_nurses, number=200)
    sessions = []
    for number in range(TIMES):
        group_id = make.group(by, f"Readers {number}", rules=PlaceRules(offer_hours=1, stop_hours=2, reminder_days=()))
        starts_at = START + timedelta(hours=2 * number)
        sessions.append(make.session(by, group_id, capacity=PLACES, starts_at=starts_at))
    assert in_processes(race_again_and_again, [(sessions, nurses[first::4]) for first in range(4)]) == [[]] * 4
    later = NOON + timedelta(days=3)
    for session_id in sessions:
        carry_out(settle_now, session_id=session_id, now=later)
        states = Counter(line.booking for line in look_up(register, actor=by, session_id=session_id))
        held = states[BookingState.CONFIRMED] + states[BookingState.OFFERED]
        assert held == PLACES or not states[BookingState.WAITING]
        assert look_up(get_session, actor=by, session_id=session_id).line.places_taken == held <= PLACES
    assert look_up(findings, now=later) == []


def test_one_nurse_who_books_many_times_at_once_has_one_booking() -> None:
    _, session_id, (nurse,) = session_and_nurses(1)
    outcomes = in_processes(book_together, [(session_id, [nurse] * 25)] * 2)
    assert Counter(chain.from_iterable(outcomes)) == {"confirmed": 50}
    assert look_up(live_bookings, person_id=nurse.person_id) == 1
    assert look_up(get_session, actor=nurse, session_id=session_id).line.places_taken == 1


def test_one_nurse_who_books_overlapping_sessions_at_once_gets_one() -> None:
    by = make.librarian()
    group_id, nurse = make.group(by), make.person()
    starts = [START + timedelta(minutes=number) for number in range(20)]
    sessions = [make.session(by, group_id, starts_at=start) for start in starts]
    acts = [partial(carry_out, book, actor=nurse, session_id=session_id, now=NOON) for session_id in sessions]
    outcomes = Counter(type(outcome).__name__ for outcome in at_once(acts))
    assert outcomes == {"BookingState": 1, "Overlapping": 19}
    assert look_up(live_bookings, person_id=nurse.person_id) == 1


def test_booking_again_while_the_register_is_marked_disturbs_neither() -> None:
    by, session_id, nurses = session_and_nurses(PLACES)
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    moment = START - timedelta(minutes=5)
    for mark in (Mark.ATTENDED, Mark.DID_NOT_ATTEND, None) * 5:
        entries = {nurse.person_id: RegisterEntry(mark) for nurse in nurses}
        marking = partial(carry_out, mark_register, actor=by, session_id=session_id, entries=entries, now=moment)
        booking = [partial(carry_out, book, actor=nurse, session_id=session_id, now=moment) for nurse in nurses]
        outcomes = at_once([marking, *booking])
        assert outcomes == [None, *[BookingState.CONFIRMED] * PLACES]


def test_of_all_who_walk_in_and_check_in_at_once_nobody_gets_a_place_too_many() -> None:
    by, session_id, nurses = session_and_nurses(PLACES * 3)
    for minute, nurse in enumerate(nurses[: PLACES + 4]):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    here, waiting, elsewhere = nurses[: PLACES // 2], nurses[PLACES : PLACES + 4], nurses[PLACES + 4 :]
    shown = look_up(check_in_screen, actor=by, session_id=session_id, now=START).shown
    assert shown
    acts: list[Callable[[], object]] = [
        partial(carry_out, check_in, actor=nurse, session_id=session_id, code=shown.code, now=START)
        for nurse in (*here, *waiting)
    ]
    acts += [
        partial(carry_out, walk_in, actor=by, session_id=session_id, person_id=nurse.person_id, now=START)
        for nurse in elsewhere
    ]
    outcomes = Counter(type(outcome).__name__ for outcome in at_once(acts))
    lines = look_up(register, actor=by, session_id=session_id)
    own_place = [line for line in lines if line.booking is BookingState.CONFIRMED and not line.is_vacated]
    assert look_up(get_session, actor=by, session_id=session_id).line.places_taken == len(own_place) == PLACES
    assert all(line.mark is Mark.ATTENDED for line in own_place)
    assert outcomes["NobodyIsAbsent"] == sum(outcomes.values()) - sum(line.mark is not None for line in lines)
    assert set(outcomes) == {"CheckedIn", "NoneType", "NobodyIsAbsent"}
