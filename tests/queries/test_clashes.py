from dataclasses import replace
from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.sessions import cancel_session, schedule_session
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotForYourRole
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.clashes import clashes
from revalidation.queries.sessions import get_session
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
WEEK = timedelta(weeks=1)


def planned(by: Actor, group_id: int, plan: SessionPlan) -> int:
    return carry_out(schedule_session, actor=by, group_id=group_id, plan=plan, now=NOON)


def test_all_dates_of_a_plan_are_compared_at_once_with_what_is_scheduled() -> None:
    by, other = make.librarian(), make.librarian("Ada Book")
    site_id, group_id = make.site(by), make.group(by)
    plan = SessionPlan(START, 60, 8, 0, site_id, "", facilitator_id=by.person_id)
    planned(by, group_id, replace(plan, starts_at=START + timedelta(minutes=30), facilitator_id=other.person_id))
    planned(by, group_id, replace(plan, starts_at=START + WEEK, site_id=None, online_link="https://meet.example/x"))
    planned(by, group_id, replace(plan, starts_at=START + 2 * WEEK - timedelta(hours=1)))  # ends when the third begins
    plans = [replace(plan, starts_at=START + number * WEEK) for number in range(3)]
    assert look_up(clashes, actor=by, plans=plans) == [
        ("Same room as Evening readers (12:30–13:30)",),
        ("Lib Rarian also leads Evening readers (12:00–13:00)",),
        (),
    ]


def test_who_would_have_to_be_at_two_sessions_at_once_is_named() -> None:
    by, nurse, waiting = make.librarian(), make.person(), make.person("Nurse Two")
    group_id = make.group(by)
    here = make.session(by, group_id, starts_at=START, capacity=1)
    there = make.session(by, group_id, starts_at=START + WEEK, capacity=1)
    for each in (nurse, waiting):
        for session_id in (here, there):
            carry_out(book, actor=each, session_id=session_id, now=NOON)
    as_it_is = look_up(get_session, actor=by, session_id=here).plan
    moved = replace(as_it_is, starts_at=START + WEEK + timedelta(minutes=30))
    (said,) = look_up(clashes, actor=by, plans=[moved], session_ids=[here])
    assert said == (f"{nurse.name} also has a place at Evening readers (12:00–13:00)",)
    assert look_up(clashes, actor=by, plans=[as_it_is], session_ids=[here]) == [()]
    assert look_up(clashes, actor=by, plans=[moved, replace(moved, capacity=9)], session_ids=[here, there]) == [(), ()]


def test_a_session_that_was_called_off_or_is_meant_itself_clashes_with_nothing() -> None:
    by = make.librarian()
    group_id = make.group(by)
    plan = SessionPlan(START, 60, 8, 0, make.site(by), "")
    session_id = planned(by, group_id, plan)
    assert look_up(clashes, actor=by, plans=[plan], session_ids=[session_id]) == [()]
    assert look_up(clashes, actor=by, plans=[plan]) != [()]
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    assert look_up(clashes, actor=by, plans=[plan]) == [()]


def test_online_sessions_without_a_facilitator_clash_with_nothing() -> None:
    by = make.librarian()
    plan = SessionPlan(START, 60, 8, 0, None, "https://meet.example/x")
    planned(by, make.group(by), plan)
    assert look_up(clashes, actor=by, plans=[plan, plan]) == [(), ()]
    assert look_up(clashes, actor=by, plans=[]) == []


def test_only_librarians_see_clashes() -> None:
    with pytest.raises(NotForYourRole):
        look_up(clashes, actor=make.person(), plans=[])
