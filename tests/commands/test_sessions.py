from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.sessions import cancel_session, change_session, schedule_series, schedule_session
from revalidation.domain.bank_holidays import Nation, bank_holidays
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor
from revalidation.domain.refusals import (
    CapacityBelowBooked,
    InThePast,
    MinimumAboveCapacity,
    NeedsAPlace,
    NoDates,
    NotALink,
    NotANumberInRange,
    NotForYourRole,
    NotFound,
    Refusal,
)
from revalidation.domain.series import Pattern, PlannedDate, planned_dates
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.domain.times import said_moment
from revalidation.queries.sessions import SessionInFull, get_session, schedule
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
PLAN = SessionPlan(
    starts_at=START,
    minutes=90,
    capacity=3,
    minimum_attendance=2,
    site_id=None,
    online_link="https://meet.example/x",
)


def seen(by: Actor, session_id: int) -> SessionInFull:
    return look_up(get_session, actor=by, session_id=session_id)


def starts(by: Actor) -> list[datetime]:
    return [line.starts_at for line in look_up(schedule, actor=by, now=NOON, is_past=False, limit=100)[0]]


def fridays(first: date, last: date, *, skip_holidays: bool = True) -> list[PlannedDate]:
    return planned_dates(
        Pattern.LAST_WEEKDAY_OF_MONTH,
        first=first,
        last=last,
        at=time(12, 30),
        days_off=bank_holidays(Nation.ENGLAND, first, last),
        skip_days_off=skip_holidays,
    )


def series(by: Actor, group_id: int, dates: list[PlannedDate], plan: SessionPlan = PLAN) -> list[int]:
    return carry_out(
        schedule_series,
        actor=by,
        group_id=group_id,
        pattern=Pattern.LAST_WEEKDAY_OF_MONTH,
        nation=Nation.ENGLAND,
        skips_bank_holidays=True,
        dates=dates,
        plan=plan,
        now=NOON,
    )


def test_a_session_is_scheduled_as_planned() -> None:
    by = make.librarian()
    site_id, group_id = make.site(by), make.group(by)
    articles = (make.article(by, "Beta"), make.article(by, "Alpha"))
    plan = replace(PLAN, site_id=site_id, article_ids=articles)
    session = seen(by, carry_out(schedule_session, actor=by, group_id=group_id, plan=plan, now=NOON))
    assert (session.line.starts_at, session.line.ends_at) == (START, START + timedelta(minutes=90))
    assert (session.line.capacity, session.line.places_taken, session.minimum_attendance) == (3, 0, 2)
    assert (session.line.where, session.address, session.online_link) == (
        "Moor House",
        "Seminar room 2",
        "https://meet.example/x",
    )
    assert session.line.state is SessionState.SCHEDULED
    assert [(article_id, article.title) for article_id, article in session.articles] == [
        (articles[0], "Beta"),
        (articles[1], "Alpha"),
    ]


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"starts_at": NOON}, InThePast, "starts_on"),
        ({"starts_at": NOON - timedelta(days=1)}, InThePast, "starts_on"),
        ({"minutes": 9}, NotANumberInRange, "minutes"),
        ({"minutes": 601}, NotANumberInRange, "minutes"),
        ({"capacity": 0}, NotANumberInRange, "capacity"),
        ({"minimum_attendance": 4}, MinimumAboveCapacity, "minimum_attendance"),
        ({"online_link": " "}, NeedsAPlace, "site_id"),
        ({"online_link": "javascript:x"}, NotALink, "online_link"),
        ({"article_ids": (4711,)}, NotFound, None),
        ({"facilitator_id": 4711}, NotFound, None),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_and_changes_nothing(
    wrong: dict[str, Any], refusal: type[Refusal], field: str | None
) -> None:
    by = make.librarian()
    group_id = make.group(by)
    session_id = carry_out(schedule_session, actor=by, group_id=group_id, plan=PLAN, now=NOON)
    before = seen(by, session_id)
    with pytest.raises(refusal) as refused:
        carry_out(schedule_session, actor=by, group_id=group_id, plan=replace(PLAN, **wrong), now=NOON)
    assert refused.value.field == field
    with pytest.raises(refusal):
        carry_out(change_session, actor=by, session_id=session_id, plan=replace(PLAN, **wrong), now=NOON)
    assert seen(by, session_id) == before
    assert starts(by) == [START]


def test_a_series_keeps_its_clock_when_the_clocks_change_and_skips_a_bank_holiday() -> None:
    by = make.librarian()
    dates = fridays(date(2026, 12, 4), date(2027, 4, 30))
    made = series(by, make.group(by), dates)
    assert [said_moment(start) for start in starts(by)] == [
        "Fri 29 Jan 2027, 12:30",
        "Fri 26 Feb 2027, 12:30",
        "Fri 30 Apr 2027, 12:30",
    ]
    assert len(set(made)) == 3
    assert {line.capacity for line in look_up(schedule, actor=by, now=NOON, is_past=False)[0]} == {3}


def test_a_series_reads_its_articles_on_every_date() -> None:
    by = make.librarian()
    plan = replace(PLAN, article_ids=(make.article(by),))
    made = series(by, make.group(by), fridays(date(2026, 12, 4), date(2027, 3, 1)), plan)
    assert [seen(by, session_id).line.article for session_id in made] == ["Talking on the ward"] * len(made)


def test_a_series_with_one_date_in_the_past_schedules_none() -> None:
    by = make.librarian()
    dates = fridays(date(2026, 11, 1), date(2027, 3, 1))
    with pytest.raises(InThePast):
        series(by, make.group(by), dates)
    assert starts(by) == []


def test_a_series_without_dates_is_refused() -> None:
    by = make.librarian()
    with pytest.raises(NoDates) as refused:
        series(by, make.group(by), [])
    assert refused.value.field == "last"


def test_a_changed_session_keeps_its_bookings() -> None:
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by), articles=(make.article(by, "Old"),))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    moved = replace(PLAN, starts_at=START + timedelta(days=1), article_ids=(make.article(by, "New"),))
    carry_out(change_session, actor=by, session_id=session_id, plan=moved, now=NOON)
    line = seen(nurse, session_id).line
    assert (line.starts_at, line.minutes, line.capacity) == (moved.starts_at, 90, 3)
    assert (line.article, line.booking, line.places_taken) == ("New", BookingState.CONFIRMED, 1)


def test_a_session_has_its_own_facilitator() -> None:
    by, other = make.librarian(), make.librarian("Ada Book")
    plan = replace(PLAN, facilitator_id=by.person_id)
    session_id = carry_out(schedule_session, actor=by, group_id=make.group(by), plan=plan, now=NOON)
    assert (seen(by, session_id).facilitator_id, seen(by, session_id).facilitator) == (by.person_id, "Lib Rarian")
    plan = replace(PLAN, facilitator_id=other.person_id)
    carry_out(change_session, actor=by, session_id=session_id, plan=plan, now=NOON)
    assert seen(by, session_id).facilitator == "Ada Book"
    carry_out(change_session, actor=by, session_id=session_id, plan=PLAN, now=NOON)
    assert (seen(by, session_id).facilitator_id, seen(by, session_id).facilitator) == (None, "")


def test_the_same_article_chosen_twice_is_read_once() -> None:
    by = make.librarian()
    article_id = make.article(by)
    session_id = make.session(by, make.group(by), articles=(article_id, article_id))
    assert [found for found, _ in seen(by, session_id).articles] == [article_id]


def test_a_session_that_has_begun_can_still_be_corrected_but_not_moved_into_the_past() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=START)
    later = START + timedelta(minutes=30)
    carry_out(change_session, actor=by, session_id=session_id, plan=replace(PLAN, minutes=45), now=later)
    assert seen(by, session_id).line.minutes == 45
    earlier = replace(PLAN, starts_at=START - timedelta(hours=1))
    with pytest.raises(InThePast):
        carry_out(change_session, actor=by, session_id=session_id, plan=earlier, now=later)


def test_places_that_are_added_after_the_start_go_to_nobody() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=1)
    first, second = make.person(), make.person("Nurse Two")
    for nurse in (first, second):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    carry_out(change_session, actor=by, session_id=session_id, plan=PLAN, now=START)
    assert seen(second, session_id).line.booking is BookingState.WAITING


def test_capacity_may_fall_to_the_number_booked_and_no_further() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=3)
    for number in range(2):
        carry_out(book, actor=make.person(f"Nurse {number}"), session_id=session_id, now=NOON)
    carry_out(change_session, actor=by, session_id=session_id, plan=replace(PLAN, capacity=2), now=NOON)
    smaller = replace(PLAN, capacity=1, minimum_attendance=0)
    with pytest.raises(CapacityBelowBooked):
        carry_out(change_session, actor=by, session_id=session_id, plan=smaller, now=NOON)
    assert seen(by, session_id).line.capacity == 2


def test_whoever_goes_back_to_the_waiting_list_stands_at_its_front_and_gets_the_next_place() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=2)
    ann, ben, cat = (make.person(name) for name in ("Ann", "Ben", "Cat"))
    for minute, nurse in enumerate((ann, ben, cat)):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    one = replace(PLAN, capacity=1, minimum_attendance=0)
    with pytest.raises(CapacityBelowBooked):
        carry_out(change_session, actor=by, session_id=session_id, plan=one, now=NOON, waiting_again=[])
    carry_out(change_session, actor=by, session_id=session_id, plan=one, now=NOON, waiting_again=[ben.person_id])
    states = [seen(nurse, session_id).line.booking for nurse in (ann, ben, cat)]
    assert states == [BookingState.CONFIRMED, BookingState.WAITING, BookingState.WAITING]
    two = replace(one, capacity=2)
    carry_out(change_session, actor=by, session_id=session_id, plan=two, now=NOON)
    assert seen(ben, session_id).line.booking is BookingState.CONFIRMED
    assert seen(cat, session_id).line.booking is BookingState.WAITING


def test_calling_a_session_off_twice_changes_nothing_more() -> None:
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    for _ in range(2):
        carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    line = seen(nurse, session_id).line
    assert (line.state, line.booking, line.places_taken) == (SessionState.CANCELLED, BookingState.CANCELLED, 0)


def test_only_librarians_schedule_change_and_call_off_what_is_there() -> None:
    by, nurse = make.librarian(), make.person()
    group_id = make.group(by)
    session_id = make.session(by, group_id)
    dates = fridays(date(2026, 12, 4), date(2027, 3, 1))
    with pytest.raises(NotForYourRole):
        carry_out(schedule_session, actor=nurse, group_id=group_id, plan=PLAN, now=NOON)
    with pytest.raises(NotForYourRole):
        series(nurse, group_id, dates)
    with pytest.raises(NotForYourRole):
        carry_out(change_session, actor=nurse, session_id=session_id, plan=PLAN, now=NOON)
    with pytest.raises(NotFound):
        series(by, 4711, dates)
    with pytest.raises(NotFound):
        carry_out(schedule_session, actor=by, group_id=4711, plan=PLAN, now=NOON)
    with pytest.raises(NotFound):
        carry_out(change_session, actor=by, session_id=4711, plan=PLAN, now=NOON)
    with pytest.raises(NotFound):
        carry_out(cancel_session, actor=by, session_id=4711, now=NOON)
    assert starts(by) == [START]
