"""Whatever people do to bookings, in whatever order and at whatever time, every invariant holds after every step."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from secrets import randbelow
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select, update

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, book_any, cancel_booking, confirm_booking
from revalidation.commands.offers import accept_offer, claim_place, decline_offer
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.commands.waiting_list import add_by_hand, give_place_by_hand, move_up_by_hand, remove_by_hand
from revalidation.commands.walk_ins import undo_walk_in, walk_in
from revalidation.domain.bookings import LIVE, BookingEvent, BookingState, CancelReason
from revalidation.domain.checks import FindingKind
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import Refusal
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.queries.checks import findings
from revalidation.storage.bookings import BookingChangeRow, BookingRequestRow, BookingRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.messages import MessageRow
from revalidation.storage.places import place_rules
from revalidation.storage.register import RegisterChangeRow, RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.worker import do_what_is_due
from tests import make

COURSES, MOST_ROUNDS, LEAST_STEPS = 15, 12, 2000
OFTEN = {
    *(BookingEvent.BOOKED, BookingEvent.JOINED_QUEUE, BookingEvent.OFFERED, BookingEvent.ACCEPTED),
    *(BookingEvent.PROMOTED, BookingEvent.CANCELLED, BookingEvent.SESSION_MOVED, BookingEvent.SESSION_CANCELLED),
}
GOT_A_PLACE = (BookingEvent.BOOKED, BookingEvent.ACCEPTED, BookingEvent.CLAIMED, BookingEvent.PROMOTED)
IN_TURN = (BookingEvent.OFFERED, BookingEvent.PROMOTED)
SAYS_PLACE = (
    MessageKind.BOOKED,
    MessageKind.CLAIMED,
    MessageKind.PROMOTED,
    MessageKind.GIVEN_BY_HAND,
    MessageKind.MOVED,
)
# Each group gives places in a way of its own; the clocks change the night after the start, one way or the other.
RULES = (
    PlaceRules(books_outright=True, stop_hours=2),
    PlaceRules(offer_hours=6, stop_hours=4, late_hours=24, confirm_days=1),
    PlaceRules(offer_hours=24, stop_hours=0, late_hours=0),
)
STARTS = (datetime(2027, 3, 27, 10, tzinfo=UTC), datetime(2026, 10, 24, 9, tzinfo=UTC))
ROWS = (
    *(MessageRow, BookingChangeRow, BookingRow, BookingRequestRow, RegisterChangeRow, RegisterMarkRow),
    *(CpdEntryRow, SessionArticleRow, GroupSessionRow),
)

nurses, picks = st.integers(0, 5), st.integers(0, 20)
sessions = st.integers(0, 2)
hand_made = st.sampled_from([add_by_hand, give_place_by_hand, move_up_by_hand, remove_by_hand])
waits = st.sampled_from([timedelta(minutes=10), timedelta(hours=1), timedelta(hours=5), timedelta(hours=23)])


class House:
    """What outlives one course of events: the people, the groups and the article."""

    def __init__(self) -> None:
        self.by = make.librarian()
        self.nurses = [make.person(f"Nurse Number {number}") for number in range(6)]
        self.groups = [make.group(self.by, f"Group {number}", rules=rules) for number, rules in enumerate(RULES)]
        self.article = make.article(self.by)
        self.steps = 0
        self.happened: Counter[BookingEvent] = Counter()


def what_happened(db: Db) -> Counter[BookingEvent]:
    return Counter(db.scalars(select(BookingChangeRow.event)))


def remove_everything(db: Db) -> None:
    for kind in ROWS:
        db.execute(delete(kind))


def send_everything(db: Db, *, now: datetime) -> None:
    """As if a mail server had taken every message, so that places can be released which nobody confirmed."""
    waiting = update(MessageRow).where(MessageRow.state == MessageState.WAITING)
    db.execute(waiting.values(state=MessageState.SENT, ended_at=now))


class AnyOrder(RuleBasedStateMachine):
    """One course of events."""

    house: House

    @initialize(start=st.sampled_from(STARTS), capacities=st.tuples(*[st.integers(1, 2)] * 3))
    def begin(self, start: datetime, capacities: tuple[int, int, int]) -> None:
        self.now, self.seen = start, 0
        self.sessions = [
            make.session(
                *(self.house.by, self.house.groups[number]),
                starts_at=start + timedelta(hours=20 + 20 * number),
                capacity=capacity,
                articles=(self.house.article,),
                now=start,
            )
            for number, capacity in enumerate(capacities)
        ]
        for nurse in range(5):
            for session in range(3):
                self.as_nurse(book, nurse, session)

    def do(self, command: Callable[..., object], **how: Any) -> None:  # noqa: ANN401
        with suppress(Refusal):
            carry_out(command, now=self.now, **how)

    def as_nurse(self, command: Callable[..., object], nurse: int, session: int, **how: Any) -> None:  # noqa: ANN401
        self.do(command, actor=self.house.nurses[nurse], session_id=self.sessions[session], **how)

    def by_hand(self, command: Callable[..., object], person_id: int, session_id: int) -> None:
        self.do(command, actor=self.house.by, session_id=session_id, person_id=person_id, note="Asked for")

    def one_of(self, state: BookingState, pick: int) -> list[tuple[int, int]]:
        """One of the bookings in this state, if there are any: whose, and for which session."""

        def read(db: Db) -> list[tuple[int, int]]:
            wanted = select(BookingRow.person_id, BookingRow.session_id).where(BookingRow.state == state)
            return [(person_id, session_id) for person_id, session_id in db.execute(wanted.order_by(BookingRow.id))]

        found = look_up(read)
        return [found[pick % len(found)]] if found else []

    def as_one_of(self, state: BookingState, command: Callable[..., object], pick: int) -> None:
        for person_id, session_id in self.one_of(state, pick):
            actor = next(nurse for nurse in self.house.nurses if nurse.person_id == person_id)
            self.do(command, actor=actor, session_id=session_id)

    @rule(nurse=nurses, session=sessions)
    def book(self, nurse: int, session: int) -> None:
        self.as_nurse(book, nurse, session)

    @rule(nurse=nurses, order=st.permutations(range(3)), number=st.integers(2, 3))
    def book_any(self, nurse: int, order: list[int], number: int) -> None:
        wanted = [self.sessions[each] for each in order[:number]]
        self.do(book_any, actor=self.house.nurses[nurse], session_ids=wanted)

    @rule(nurse=nurses, session=sessions, reason=st.none() | st.sampled_from(CancelReason))
    def cancel(self, nurse: int, session: int, reason: CancelReason | None) -> None:
        self.as_nurse(cancel_booking, nurse, session, reason=reason)

    @rule(pick=picks, how=st.sampled_from([accept_offer, accept_offer, decline_offer]))
    def answer_an_offer(self, pick: int, how: Callable[..., object]) -> None:
        self.as_one_of(BookingState.OFFERED, how, pick)

    @rule(pick=picks, gives_back=st.booleans())
    def claim(self, pick: int, gives_back: bool) -> None:  # noqa: FBT001 (hypothesis draws it)
        """Somebody who waits claims a place; sometimes one has been given back just before."""
        for _, session_id in self.one_of(BookingState.WAITING, pick) if gives_back else ():
            self.do(cancel_booking, actor=self.house.nurses[0], session_id=session_id)
        self.as_one_of(BookingState.WAITING, claim_place, pick)

    @rule(nurse=nurses, session=sessions, what=hand_made)
    def change_by_hand(self, nurse: int, session: int, what: Callable[..., object]) -> None:
        self.by_hand(what, self.house.nurses[nurse].person_id, self.sessions[session])

    @rule(pick=picks, what=st.sampled_from([give_place_by_hand, move_up_by_hand]))
    def prefer_by_hand(self, pick: int, what: Callable[..., object]) -> None:
        for person_id, session_id in self.one_of(BookingState.WAITING, pick):
            self.by_hand(what, person_id, session_id)

    @rule(pick=picks, session=sessions)
    def let_a_walk_in_in(self, pick: int, session: int) -> None:
        person_id = self.house.nurses[pick % 6].person_id
        self.do(walk_in, actor=self.house.by, session_id=self.sessions[session], person_id=person_id)

    @rule(pick=picks, session=sessions)
    def undo_a_walk_in(self, pick: int, session: int) -> None:
        person_id = self.house.nurses[pick % 6].person_id
        self.do(undo_walk_in, actor=self.house.by, session_id=self.sessions[session], person_id=person_id)

    @rule(session=sessions, hours=st.sampled_from([-30, -8, -2, 3, 20, 50]), luck=st.integers(0, 3))
    def move(self, session: int, hours: int, luck: int) -> None:
        if luck:
            return  # otherwise nothing would stay where it is for long enough
        plan = self.plan(session)
        self.change(session, starts_at=plan.starts_at + timedelta(hours=hours), capacity=plan.capacity)

    @rule(session=sessions, capacity=st.integers(1, 3), back=st.sets(nurses, max_size=3))
    def cut_or_widen(self, session: int, capacity: int, back: set[int]) -> None:
        people = [self.house.nurses[each].person_id for each in back]
        self.change(session, starts_at=self.plan(session).starts_at, capacity=capacity, waiting_again=people)

    def plan(self, session: int) -> SessionPlan:
        def read(db: Db) -> SessionPlan:
            row = db.get_one(GroupSessionRow, self.sessions[session])
            return SessionPlan(row.starts_at, 60, row.capacity, 0, None, row.online_link, (self.house.article,))

        return look_up(read)

    def change(self, session: int, *, starts_at: datetime, capacity: int, waiting_again: Sequence[int] = ()) -> None:
        plan = SessionPlan(starts_at, 60, capacity, 0, None, "https://meet.example/readers", (self.house.article,))
        session_id = self.sessions[session]
        self.do(change_session, actor=self.house.by, session_id=session_id, plan=plan, waiting_again=waiting_again)

    @rule(session=sessions, luck=st.integers(0, 9))
    def call_off(self, session: int, luck: int) -> None:
        if luck:
            return  # otherwise hardly a session would take place
        self.do(cancel_session, actor=self.house.by, session_id=self.sessions[session])

    @rule(session=sessions, nurse=nurses, mark=st.none() | st.sampled_from(Mark), minutes=st.integers(0, 61))
    def mark(self, session: int, nurse: int, mark: Mark | None, minutes: int) -> None:
        entries = {self.house.nurses[nurse].person_id: RegisterEntry(mark, minutes)}
        self.do(mark_register, actor=self.house.by, session_id=self.sessions[session], entries=entries)

    @rule(wait=waits)
    def let_time_pass(self, wait: timedelta) -> None:
        self.now += wait
        do_what_is_due(lambda: self.now)
        carry_out(send_everything, now=self.now)

    @rule(before=st.sampled_from([timedelta(hours=20), timedelta(hours=3), timedelta(hours=1), timedelta(minutes=-5)]))
    def go_towards_the_next_start(self, before: timedelta) -> None:
        """To shortly before it, past the stop point, or to when the first people are missing."""
        coming = [plan.starts_at - before for plan in map(self.plan, range(3)) if plan.starts_at - before > self.now]
        if coming and min(coming) - self.now < timedelta(hours=15):
            self.now = min(coming)
            do_what_is_due(lambda: self.now)
            carry_out(send_everything, now=self.now)

    @rule(pick=picks, what=st.sampled_from([cancel_booking, confirm_booking]))
    def answer_for_a_place(self, pick: int, what: Callable[..., object]) -> None:
        self.as_one_of(BookingState.CONFIRMED, what, pick)

    @invariant()
    def everything_holds(self) -> None:
        self.house.steps += 1
        found = [each for each in look_up(findings, now=self.now) if each.kind is not FindingKind.UNMARKED_REGISTER]
        assert found == []
        self.seen = look_up(look_closely, now=self.now, seen=self.seen)

    def teardown(self) -> None:
        self.house.happened += look_up(what_happened)
        carry_out(remove_everything)


def look_closely(db: Db, *, now: datetime, seen: int) -> int:
    """What `check` does not ask, of all that has changed since `seen`; gives the newest change."""
    bookings = {row.id: row for row in db.scalars(select(BookingRow))}
    held = {row.id: row for row in db.scalars(select(GroupSessionRow))}
    rules = {row.id: place_rules(row) for row in db.scalars(select(GroupRow))}
    changes = db.scalars(select(BookingChangeRow).where(BookingChangeRow.id > seen).order_by(BookingChangeRow.id)).all()
    for booking in bookings.values():
        session = held[booking.session_id]
        if booking.state is BookingState.OFFERED:
            assert booking.offer_ends_at
            assert now < booking.offer_ends_at <= rules[session.group_id].stops_at(session.starts_at)
            assert session.state is SessionState.SCHEDULED
    for change in changes:
        booking = bookings[change.booking_id]
        if change.event in IN_TURN and change.state is booking.state:
            _came_first(booking, bookings.values())
        if change.event in GOT_A_PLACE and booking.state is BookingState.CONFIRMED and booking.request_id:
            _is_all_that_is_left(booking, bookings.values(), held, now)
    _calendars_agree(db, bookings)
    return max((change.id for change in changes), default=seen)


def _came_first(chosen: BookingRow, others: Iterable[BookingRow]) -> None:
    def rank(booking: BookingRow) -> tuple[bool, datetime, int]:
        return not booking.is_priority, booking.queued_at, booking.id

    waiting = [each for each in others if each.session_id == chosen.session_id and each.state is BookingState.WAITING]
    assert all(rank(chosen) < rank(each) for each in waiting if not each.is_priority or chosen.is_priority)


def _is_all_that_is_left(
    won: BookingRow, others: Iterable[BookingRow], held: dict[int, GroupSessionRow], now: datetime
) -> None:
    rest = [each for each in others if each.request_id == won.request_id and each.id != won.id and each.state in LIVE]
    assert [each for each in rest if held[each.session_id].starts_at > now] == []


def _calendars_agree(db: Db, bookings: dict[int, BookingRow]) -> None:
    """The newest calendar message about a booking says what is so, and their numbers grow by one."""
    numbered: dict[int, list[MessageRow]] = {}
    for message in db.scalars(select(MessageRow).where(MessageRow.sequence.is_not(None)).order_by(MessageRow.sequence)):
        numbered.setdefault(message.booking_id or 0, []).append(message)
    walked_in = set(
        db.scalars(select(BookingChangeRow.booking_id).where(BookingChangeRow.event == BookingEvent.WALKED_IN))
    )
    for booking_id, booking in bookings.items():
        if booking_id in walked_in:
            continue  # nobody is written to about the room she stands in
        sent = numbered.get(booking_id, [])
        assert [message.sequence for message in sent] == list(range(booking.sequence))
        if booking.state is BookingState.CONFIRMED:
            assert sent
            assert sent[-1].kind in SAYS_PLACE
        elif sent:
            assert sent[-1].kind not in SAYS_PLACE


@pytest.mark.usefixtures("database")
def test_every_invariant_holds_after_every_step() -> None:
    house = House()
    quietly = settings(
        max_examples=COURSES,
        stateful_step_count=50,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    first = 0 if "CI" in os.environ else randbelow(10**6)
    for round_ in range(MOST_ROUNDS):  # how long a course is, and what happens in it, is chance
        within = seed(first + round_)(type("AnyOrderHere", (AnyOrder,), {"house": house}))
        run_state_machine_as_test(within, settings=quietly)
        if house.steps >= LEAST_STEPS and set(house.happened) >= OFTEN:
            break
    assert house.steps >= LEAST_STEPS
    assert set(house.happened) >= OFTEN, house.happened
