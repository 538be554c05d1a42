from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.commands.waiting_list import remove_by_hand
from revalidation.commands.walk_ins import CAME_BACK, NOT_THERE, undo_walk_in, walk_in
from revalidation.domain.bookings import HOLDS_A_PLACE, BookingEvent, BookingState
from revalidation.domain.people import Actor
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import (
    NobodyIsAbsent,
    NotAWalkIn,
    NotForYourRole,
    NotFound,
    RegisterNotOpen,
    SessionCancelled,
)
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.register import RegisterLine, register
from revalidation.queries.walk_ins import possible_walk_ins
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.sessions import GroupSessionRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
END = START + timedelta(hours=1)
OPENS = START - timedelta(minutes=15)
A_MINUTE_IN = START + timedelta(minutes=1)
AWAY = RegisterEntry(Mark.DID_NOT_ATTEND)


def full_session(
    names: str = "Ann Ben", *, capacity: int = 2, rules: PlaceRules = make.OUTRIGHT
) -> tuple[Actor, int, dict[str, Actor]]:
    """A session that these people booked one after another."""
    by = make.librarian()
    session_id = make.session(by, make.group(by, rules=rules), starts_at=START, capacity=capacity)
    people = {name: make.person(name) for name in names.split()}
    for minute, nurse in enumerate(people.values()):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    return by, session_id, people


def mark(by: Actor, session_id: int, now: datetime, **entries: RegisterEntry) -> None:
    ids = {line.name: line.person_id for line in look_up(register, actor=by, session_id=session_id)}
    chosen = {ids[name]: entry for name, entry in entries.items()}
    carry_out(mark_register, actor=by, session_id=session_id, entries=chosen, now=now)


def let_in(by: Actor, session_id: int, person: Actor, now: datetime) -> None:
    carry_out(walk_in, actor=by, session_id=session_id, person_id=person.person_id, now=now)
    assert counted_right(session_id)


def undo(by: Actor, session_id: int, person: Actor, now: datetime) -> None:
    carry_out(undo_walk_in, actor=by, session_id=session_id, person_id=person.person_id, now=now)
    assert counted_right(session_id)


def counted_right(session_id: int) -> bool:
    """Places taken are the bookings that hold one of their own, and never more than there are."""

    def count(db: Db) -> tuple[int, int, int]:
        held = select(func.count()).where(
            BookingRow.session_id == session_id,
            BookingRow.state.in_(HOLDS_A_PLACE),
            BookingRow.is_vacated.is_(False),
        )
        session = db.get_one(GroupSessionRow, session_id)
        return session.places_taken, db.scalar(held) or 0, session.capacity

    taken, held, capacity = look_up(count)
    return taken == held <= capacity


def lines(by: Actor, session_id: int) -> dict[str, RegisterLine]:
    return {line.name: line for line in look_up(register, actor=by, session_id=session_id)}


def told(person: Actor) -> Counter[str]:
    def messages(db: Db) -> list[str]:
        return [
            kind.value for kind in db.scalars(select(MessageRow.kind).where(MessageRow.person_id == person.person_id))
        ]

    return Counter(look_up(messages))


def history(person: Actor) -> list[tuple[BookingEvent, str]]:
    def changes(db: Db) -> list[tuple[BookingEvent, str]]:
        wanted = select(BookingChangeRow).join(BookingRow).where(BookingRow.person_id == person.person_id)
        return [(row.event, row.note) for row in db.scalars(wanted.order_by(BookingChangeRow.id))]

    return look_up(changes)


def test_a_walk_in_gets_a_free_place_from_when_the_register_opens_and_is_marked_at_once() -> None:
    by, session_id, _ = full_session("Ann")
    with pytest.raises(RegisterNotOpen):
        let_in(by, session_id, make.person("Wim"), OPENS - timedelta(seconds=1))
    wim = make.person("Wim Twice")
    let_in(by, session_id, wim, OPENS)
    found = lines(by, session_id)["Wim Twice"]
    assert (found.booking, found.mark, found.minutes) == (BookingState.CONFIRMED, Mark.ATTENDED, 60)
    assert (found.walked_in, found.is_vacated, found.marked_herself) == (True, False, False)
    assert history(wim) == [(BookingEvent.WALKED_IN, "")]
    assert told(wim) == Counter()


def test_before_the_start_only_the_place_of_somebody_marked_absent_is_taken() -> None:
    by, session_id, people = full_session()
    wim = make.person("Wim")
    with pytest.raises(NobodyIsAbsent):
        let_in(by, session_id, wim, OPENS)
    mark(by, session_id, OPENS, Ann=AWAY)
    let_in(by, session_id, wim, OPENS)
    found = lines(by, session_id)
    assert {name: line.is_vacated for name, line in found.items()} == {"Ann": True, "Ben": False, "Wim": False}
    assert history(people["Ann"])[-1] == (BookingEvent.PLACE_TAKEN, "")
    assert found["Ann"].booking is BookingState.CONFIRMED
    assert told(people["Ann"]) == Counter(booked=1)


def test_from_the_start_on_whoever_booked_last_and_is_not_marked_gives_way() -> None:
    by, session_id, _ = full_session("Ann Ben Cat", capacity=3)
    mark(by, session_id, A_MINUTE_IN, Cat=RegisterEntry(Mark.ATTENDED))
    let_in(by, session_id, make.person("Wim"), A_MINUTE_IN)
    assert [name for name, line in lines(by, session_id).items() if line.is_vacated] == ["Ben"]


def test_a_walk_in_never_takes_the_place_of_somebody_who_is_here() -> None:
    by, session_id, people = full_session()
    make.attended(by, session_id, *people.values(), now=A_MINUTE_IN)
    with pytest.raises(NobodyIsAbsent):
        let_in(by, session_id, make.person("Wim"), A_MINUTE_IN)
    assert set(lines(by, session_id)) == {"Ann", "Ben"}


def test_a_vacated_place_is_taken_only_once_and_its_owner_can_still_be_marked_as_there() -> None:
    by, session_id, _ = full_session()
    for name in ("Wim", "Xia"):
        let_in(by, session_id, make.person(name), A_MINUTE_IN)
    with pytest.raises(NobodyIsAbsent):
        let_in(by, session_id, make.person("Yan"), A_MINUTE_IN)
    mark(by, session_id, START + timedelta(minutes=30), Ann=RegisterEntry(Mark.ATTENDED_PART, 30))
    found = lines(by, session_id)["Ann"]
    assert (found.is_vacated, found.mark, found.minutes) == (True, Mark.ATTENDED_PART, 30)
    assert counted_right(session_id)


def test_the_waiting_booking_of_a_walk_in_becomes_the_place() -> None:
    by, session_id, people = full_session("Ann Ben Wil")
    let_in(by, session_id, people["Wil"], A_MINUTE_IN)
    found = lines(by, session_id)
    assert found["Wil"].booking is BookingState.CONFIRMED
    assert len(found) == 3
    assert history(people["Wil"]) == [(BookingEvent.JOINED_QUEUE, ""), (BookingEvent.WALKED_IN, "")]


def test_an_offered_place_is_hers_if_she_comes_and_free_once_the_session_has_begun() -> None:
    by, session_id, people = full_session("Ann Ben Wil", rules=PlaceRules(stop_hours=0))
    reason = "moved away"
    ann = people["Ann"].person_id
    before = START - timedelta(hours=2)
    carry_out(remove_by_hand, actor=by, session_id=session_id, person_id=ann, note=reason, now=before)
    assert lines(by, session_id)["Wil"].booking is BookingState.OFFERED
    with pytest.raises(NobodyIsAbsent):
        let_in(by, session_id, make.person("Wim"), OPENS)
    let_in(by, session_id, people["Wil"], OPENS)
    assert lines(by, session_id)["Wil"].booking is BookingState.CONFIRMED


def test_an_offer_nobody_answered_gives_way_to_a_walk_in_at_the_start() -> None:
    by, session_id, people = full_session("Ann Ben Wil", rules=PlaceRules(stop_hours=0))
    ann = people["Ann"].person_id
    before = START - timedelta(hours=2)
    carry_out(remove_by_hand, actor=by, session_id=session_id, person_id=ann, note="moved", now=before)
    mark(by, session_id, START, Ben=RegisterEntry(Mark.ATTENDED))
    let_in(by, session_id, make.person("Wim"), START)
    assert {name: line.booking for name, line in lines(by, session_id).items()} == {
        "Ben": BookingState.CONFIRMED,
        "Wim": BookingState.CONFIRMED,
    }


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (START + timedelta(minutes=15), (Mark.ATTENDED, 60)),
        (START + timedelta(minutes=40), (Mark.ATTENDED_PART, 20)),
        (END + timedelta(days=3), (Mark.ATTENDED, 60)),
    ],
)
def test_whoever_walks_in_late_attended_the_part_that_was_left(now: datetime, expected: tuple[Mark, int]) -> None:
    by, session_id, _ = full_session("Ann")
    let_in(by, session_id, make.person("Wim"), now)
    found = lines(by, session_id)["Wim"]
    assert (found.mark, found.minutes) == expected


def test_walking_in_twice_or_with_a_place_changes_nothing_but_the_mark() -> None:
    by, session_id, people = full_session("Ann Ben", capacity=3)
    wim = make.person("Wim")
    for minutes in (1, 40):
        let_in(by, session_id, wim, START + timedelta(minutes=minutes))
        let_in(by, session_id, people["Ann"], START + timedelta(minutes=minutes))
    found = lines(by, session_id)
    assert [(found[name].mark, found[name].walked_in) for name in ("Wim", "Ann")] == [
        (Mark.ATTENDED, True),
        (Mark.ATTENDED, False),
    ]
    assert history(wim) == [(BookingEvent.WALKED_IN, "")]


def test_a_walk_in_who_was_not_there_gives_the_place_back_to_whose_it_was() -> None:
    by, session_id, people = full_session()
    wim, xia = make.person("Wim"), make.person("Xia")
    let_in(by, session_id, wim, A_MINUTE_IN)
    let_in(by, session_id, xia, A_MINUTE_IN)
    for _ in range(2):
        undo(by, session_id, wim, START + timedelta(minutes=3))
    found = lines(by, session_id)
    assert {name: line.is_vacated for name, line in found.items()} == {"Ann": True, "Ben": False, "Xia": False}
    assert history(wim)[-1] == (BookingEvent.REMOVED_BY_HAND, NOT_THERE)
    assert history(people["Ben"])[-1] == (BookingEvent.ADDED_BY_HAND, CAME_BACK)
    assert told(wim) == Counter()
    assert told(people["Ben"]) == Counter(booked=1)


def test_a_walk_in_who_took_a_free_place_leaves_it_free() -> None:
    by, session_id, _ = full_session("Ann Ben", capacity=3)
    wim, xia = make.person("Wim"), make.person("Xia")
    let_in(by, session_id, wim, A_MINUTE_IN)
    let_in(by, session_id, xia, A_MINUTE_IN)  # at the same moment, in the place of Ben
    undo(by, session_id, wim, A_MINUTE_IN)
    assert {name: line.is_vacated for name, line in lines(by, session_id).items()} == {
        "Ann": False,
        "Ben": True,
        "Xia": False,
    }
    let_in(by, session_id, make.person("Yan"), A_MINUTE_IN)
    assert not lines(by, session_id)["Ann"].is_vacated


def test_a_place_that_was_handed_on_twice_comes_back_to_its_first_owner() -> None:
    by, session_id, _ = full_session("Ann", capacity=1)
    wim, xia = make.person("Wim"), make.person("Xia")
    let_in(by, session_id, wim, A_MINUTE_IN)
    mark(by, session_id, A_MINUTE_IN, Wim=RegisterEntry(None))
    let_in(by, session_id, xia, START + timedelta(minutes=2))
    undo(by, session_id, wim, START + timedelta(minutes=3))
    assert {name: line.is_vacated for name, line in lines(by, session_id).items()} == {"Ann": True, "Xia": False}
    undo(by, session_id, xia, START + timedelta(minutes=4))
    assert {name: line.is_vacated for name, line in lines(by, session_id).items()} == {"Ann": False}


def test_the_place_of_an_owner_who_is_gone_becomes_free() -> None:
    by, session_id, people = full_session("Ann", capacity=1)
    wim, ann = make.person("Wim"), people["Ann"].person_id
    let_in(by, session_id, wim, A_MINUTE_IN)
    carry_out(remove_by_hand, actor=by, session_id=session_id, person_id=ann, note="by mistake", now=A_MINUTE_IN)
    assert counted_right(session_id)
    undo(by, session_id, wim, A_MINUTE_IN)
    let_in(by, session_id, make.person("Xia"), A_MINUTE_IN)
    assert set(lines(by, session_id)) == {"Xia"}


def test_whoever_had_booked_is_no_walk_in_to_undo() -> None:
    by, session_id, people = full_session()
    with pytest.raises(NotAWalkIn, match="Ann had booked"):
        undo(by, session_id, people["Ann"], A_MINUTE_IN)


def test_a_vacated_place_is_not_freed_a_second_time_when_there_are_to_be_fewer() -> None:
    by, session_id, people = full_session()
    mark(by, session_id, OPENS, Ann=AWAY)
    let_in(by, session_id, make.person("Wim"), OPENS)
    plan = SessionPlan(START, 60, 2, 0, None, "https://meet.example/readers")
    ann = people["Ann"].person_id
    carry_out(change_session, actor=by, session_id=session_id, plan=plan, now=OPENS, waiting_again=[ann])
    assert counted_right(session_id)


def test_only_librarians_let_people_in_and_only_nurses() -> None:
    by, session_id, people = full_session("Ann")
    nurse = people["Ann"]
    for command in (walk_in, undo_walk_in):
        with pytest.raises(NotForYourRole):
            carry_out(command, actor=nurse, session_id=session_id, person_id=nurse.person_id, now=A_MINUTE_IN)
    with pytest.raises(NotForYourRole):
        look_up(possible_walk_ins, actor=nurse, session_id=session_id)
    for nobody in (by.person_id, 4711):
        with pytest.raises(NotFound):
            carry_out(walk_in, actor=by, session_id=session_id, person_id=nobody, now=A_MINUTE_IN)
    with pytest.raises(NotFound):
        carry_out(walk_in, actor=by, session_id=4711, person_id=nurse.person_id, now=A_MINUTE_IN)


def test_nobody_walks_into_a_session_that_was_called_off() -> None:
    by, session_id, _ = full_session("Ann")
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    with pytest.raises(SessionCancelled):
        let_in(by, session_id, make.person("Wim"), A_MINUTE_IN)
