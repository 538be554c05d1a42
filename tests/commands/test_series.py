from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.series import call_off_series, change_series
from revalidation.commands.sessions import cancel_session, change_session, schedule_series
from revalidation.domain.bank_holidays import Nation
from revalidation.domain.bookings import BookingState
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor
from revalidation.domain.refusals import (
    CapacityBelowBookedOnSome,
    InThePast,
    MinimumAboveCapacity,
    NotForYourRole,
    NotFound,
    SessionIsOver,
)
from revalidation.domain.series import Pattern, Reach, planned_dates
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.domain.times import from_local, local, said_moment
from revalidation.queries.series import sessions_of_series
from revalidation.queries.sessions import get_session
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from tests import make
from tests.at_once import at_once

pytestmark = pytest.mark.usefixtures("database")

FIRST = date(2027, 3, 11)  # the clocks change on 28 March
NOW = from_local(date(2027, 3, 1), time(9))
PLAN = SessionPlan(from_local(FIRST, time(12, 30)), 60, 3, 1, site_id=None, online_link="https://meet.example/x")


def series(by: Actor, group_id: int, number: int = 4, plan: SessionPlan = PLAN) -> list[int]:
    """Weekly from 11 March."""
    last = FIRST + timedelta(weeks=number - 1)
    dates = planned_dates(Pattern.EVERY_WEEK, first=FIRST, last=last, at=time(12, 30), days_off={}, skip_days_off=False)
    return carry_out(
        schedule_series,
        actor=by,
        group_id=group_id,
        pattern=Pattern.EVERY_WEEK,
        nation=Nation.ENGLAND,
        skips_bank_holidays=False,
        dates=dates,
        plan=plan,
        now=NOW,
    )


def plan_of(by: Actor, session_id: int) -> SessionPlan:
    (found,) = look_up(sessions_of_series, actor=by, session_id=session_id, reach=Reach.ONLY_THIS, now=NOW)
    return found.plan


def starts(by: Actor, ids: Sequence[int]) -> list[str]:
    return [f"{local(plan_of(by, each).starts_at):%d.%m. %H:%M}" for each in ids]


def change(by: Actor, session_id: int, plan: SessionPlan, reach: Reach, now: datetime = NOW) -> int:
    return carry_out(change_series, actor=by, session_id=session_id, plan=plan, reach=reach, now=now)


def messages(db: Db) -> list[tuple[MessageKind, int | None, int | None]]:
    rows = db.execute(select(MessageRow.kind, MessageRow.person_id, MessageRow.session_id))
    return [(kind, person_id, session_id) for kind, person_id, session_id in rows]


def told(kind: MessageKind) -> Counter[tuple[int | None, int | None]]:
    """How often whom about which session."""
    return Counter((person_id, session_id) for found, person_id, session_id in look_up(messages) if found is kind)


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (Reach.ONLY_THIS, ["11.03. 12:30", "19.03. 13:15", "25.03. 12:30", "01.04. 12:30"]),
        (Reach.THIS_AND_LATER, ["11.03. 12:30", "19.03. 13:15", "26.03. 13:15", "02.04. 13:15"]),
        (Reach.ALL_TO_COME, ["12.03. 13:15", "19.03. 13:15", "26.03. 13:15", "02.04. 13:15"]),
    ],
)
def test_a_move_reaches_the_sessions_it_is_meant_for_and_keeps_its_clock(reach: Reach, expected: list[str]) -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    moved = replace(plan_of(by, ids[1]), starts_at=from_local(date(2027, 3, 19), time(13, 15)))
    assert change(by, ids[1], moved, reach) == sum(each.endswith("13:15") for each in expected)
    assert starts(by, ids) == expected
    assert len({plan_of(by, each).starts_at.hour for each in ids if starts(by, [each])[0].endswith("13:15")}) == (
        1 if reach is Reach.ONLY_THIS else 2
    )


def test_each_session_keeps_what_is_its_own() -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    own = replace(plan_of(by, ids[2]), article_ids=(make.article(by),), capacity=9, minutes=90)
    carry_out(change_session, actor=by, session_id=ids[2], plan=own, now=NOW)
    site_id = make.site(by)
    becomes = replace(
        plan_of(by, ids[0]), site_id=site_id, facilitator_id=by.person_id, article_ids=(make.article(by, "Other"),)
    )
    assert change(by, ids[0], becomes, Reach.ALL_TO_COME) == 4
    assert plan_of(by, ids[2]) == replace(own, site_id=site_id, facilitator_id=by.person_id)
    assert plan_of(by, ids[3]).article_ids == ()


def test_everybody_keeps_her_booking_and_is_told_once_a_session() -> None:
    by, ann, ben = make.librarian(), make.person("Ann"), make.person("Ben")
    ids = series(by, make.group(by))
    booked = ((ann, ids[0]), (ann, ids[1]), (ben, ids[1]))
    for nurse, session_id in booked:
        carry_out(book, actor=nurse, session_id=session_id, now=NOW)
    later = replace(plan_of(by, ids[0]), starts_at=from_local(FIRST, time(13)))
    change(by, ids[0], later, Reach.ALL_TO_COME)
    assert told(MessageKind.MOVED) == {
        (ann.person_id, ids[0]): 1,
        (ann.person_id, ids[1]): 1,
        (ben.person_id, ids[1]): 1,
    }
    for nurse, session_id in ((ann, ids[0]), (ann, ids[1]), (ben, ids[1])):
        assert look_up(get_session, actor=nurse, session_id=session_id).line.booking is BookingState.CONFIRMED


def test_more_places_in_a_series_go_to_those_who_wait() -> None:
    by, ann, ben = make.librarian(), make.person("Ann"), make.person("Ben")
    ids = series(by, make.group(by), plan=replace(PLAN, capacity=1))
    for nurse in (ann, ben):
        carry_out(book, actor=nurse, session_id=ids[2], now=NOW)
    change(by, ids[0], replace(plan_of(by, ids[0]), capacity=2), Reach.THIS_AND_LATER)
    assert look_up(get_session, actor=ben, session_id=ids[2]).line.booking is BookingState.CONFIRMED


def test_fewer_places_than_people_on_some_dates_are_refused_with_dates_and_names_and_nothing_changes() -> None:
    by, ann, ben = make.librarian(), make.person("Ann"), make.person("Ben")
    ids = series(by, make.group(by))
    for nurse, session_id in ((ann, ids[0]), (ben, ids[1]), (ann, ids[1]), (ann, ids[3]), (ben, ids[3])):
        carry_out(book, actor=nurse, session_id=session_id, now=NOW)
    before = [plan_of(by, each) for each in ids]
    smaller = replace(plan_of(by, ids[0]), capacity=1, starts_at=from_local(FIRST, time(13)))
    with pytest.raises(CapacityBelowBookedOnSome) as refused:
        change(by, ids[0], smaller, Reach.ALL_TO_COME)
    assert refused.value.field == "capacity"
    second, fourth = (said_moment(before[number].starts_at) for number in (1, 3))
    assert f"{second} (Ann, Ben); {fourth} (Ann, Ben)" in refused.value.sentence
    assert [plan_of(by, each) for each in ids] == before
    assert not told(MessageKind.MOVED)


def test_places_cut_in_a_series_while_people_book_are_refused_or_hold_on_every_date() -> None:
    by = make.librarian()
    ids = series(by, make.group(by), number=2)
    smaller = replace(plan_of(by, ids[0]), capacity=1)
    acts: list[Callable[[], object]] = [
        partial(carry_out, book, actor=make.person(f"Nurse {number}"), session_id=ids[number % 2], now=NOW)
        for number in range(10)
    ]
    acts.insert(2, partial(change, by, ids[0], smaller, Reach.ALL_TO_COME))
    outcomes = at_once(acts)
    faults = [each for each in outcomes if isinstance(each, Exception)]
    assert {type(each) for each in faults} <= {CapacityBelowBookedOnSome}
    lines = [look_up(get_session, actor=by, session_id=each).line for each in ids]
    assert [(line.capacity, line.places_taken, line.waiting) for line in lines] == (
        [(3, 3, 2)] * 2 if faults else [(1, 1, 4)] * 2
    )


def test_a_series_that_would_begin_in_the_past_stays_as_it_is() -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    earlier = replace(plan_of(by, ids[1]), starts_at=from_local(date(2027, 3, 5), time(12, 30)))
    with pytest.raises(InThePast):
        change(by, ids[1], earlier, Reach.ALL_TO_COME)
    assert starts(by, ids)[0] == "11.03. 12:30"


def test_what_one_session_of_the_series_can_not_be_is_refused_for_all() -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    picky = replace(plan_of(by, ids[2]), minimum_attendance=3)
    carry_out(change_session, actor=by, session_id=ids[2], plan=picky, now=NOW)
    with pytest.raises(MinimumAboveCapacity):
        change(by, ids[0], replace(plan_of(by, ids[0]), capacity=2), Reach.ALL_TO_COME)
    assert [plan_of(by, each).capacity for each in ids] == [3, 3, 3, 3]


def test_sessions_that_have_begun_or_were_called_off_or_are_of_no_series_are_not_reached() -> None:
    by = make.librarian()
    group_id = make.group(by)
    ids = series(by, group_id)
    alone = make.session(by, group_id, starts_at=PLAN.starts_at + timedelta(days=1), now=NOW)
    carry_out(cancel_session, actor=by, session_id=ids[2], now=NOW)
    in_between = PLAN.starts_at + timedelta(minutes=10)
    wider = replace(plan_of(by, ids[1]), capacity=5)
    assert change(by, ids[1], wider, Reach.ALL_TO_COME, now=in_between) == 2
    assert [plan_of(by, each).capacity for each in (*ids, alone)] == [3, 5, 3, 5, 8]
    assert change(by, alone, replace(plan_of(by, alone), capacity=6), Reach.ALL_TO_COME, now=in_between) == 1


def test_calling_off_the_rest_cancels_every_booking_and_tells_once_a_session() -> None:
    by, ann = make.librarian(), make.person("Ann")
    ids = series(by, make.group(by))
    for session_id in ids:
        carry_out(book, actor=ann, session_id=session_id, now=NOW)
    assert carry_out(call_off_series, actor=by, session_id=ids[1], now=NOW) == 3
    lines = [look_up(get_session, actor=ann, session_id=each).line for each in ids]
    assert [line.state for line in lines] == [SessionState.SCHEDULED, *[SessionState.CANCELLED] * 3]
    assert [line.booking for line in lines] == [BookingState.CONFIRMED, *[BookingState.CANCELLED] * 3]
    assert told(MessageKind.SESSION_CANCELLED) == {(ann.person_id, each): 1 for each in ids[1:]}


def test_the_rest_of_a_series_is_not_called_off_from_a_session_that_is_over() -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    with pytest.raises(SessionIsOver):
        carry_out(call_off_series, actor=by, session_id=ids[0], now=PLAN.ends_at)
    assert look_up(get_session, actor=by, session_id=ids[1]).line.state is SessionState.SCHEDULED


def test_a_librarian_sees_whom_a_change_would_reach_and_nobody_else_may() -> None:
    by, ann, ben = make.librarian(), make.person("Ann"), make.person("Ben")
    ids = series(by, make.group(by))
    for nurse, session_id in ((ann, ids[1]), (ben, ids[1]), (ann, ids[2])):
        carry_out(book, actor=nurse, session_id=session_id, now=NOW)
    found = look_up(sessions_of_series, actor=by, session_id=ids[1], reach=Reach.THIS_AND_LATER, now=NOW)
    assert [(each.id, each.person_ids) for each in found] == [
        (ids[1], {ann.person_id, ben.person_id}),
        (ids[2], {ann.person_id}),
        (ids[3], frozenset()),
    ]
    with pytest.raises(NotForYourRole):
        look_up(sessions_of_series, actor=ann, session_id=ids[1], reach=Reach.ONLY_THIS, now=NOW)
    with pytest.raises(NotForYourRole):
        change(ann, ids[1], PLAN, Reach.ALL_TO_COME)
    with pytest.raises(NotForYourRole):
        carry_out(call_off_series, actor=ann, session_id=ids[1], now=NOW)
    with pytest.raises(NotFound):
        change(by, 4711, PLAN, Reach.ALL_TO_COME)
    with pytest.raises(NotFound):
        carry_out(call_off_series, actor=by, session_id=4711, now=NOW)
