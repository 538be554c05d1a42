"""Changing a session or several of its series, and what is said about clashes and about fewer places than people."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.sessions import change_session, schedule_series, schedule_session
from revalidation.domain.bank_holidays import Nation
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor
from revalidation.domain.series import Pattern, PlannedDate, Reach
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.domain.times import from_local, local, said_moment
from revalidation.queries.register import register
from revalidation.queries.series import sessions_of_series
from revalidation.queries.sessions import get_session
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from tests import make
from tests.pages.librarian.filling_in import field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")

HALF_PAST_TWELVE = time(12, 30)


def fridays() -> list[date]:
    """Three Fridays around the change of clocks in next year's spring."""
    march = date(datetime.now(UTC).year + 1, 3, 19)
    first = march + timedelta(days=(4 - march.weekday()) % 7)
    return [first + timedelta(weeks=number) for number in range(3)]


def plan(day: date, **other: int | None) -> SessionPlan:
    made = SessionPlan(from_local(day, HALF_PAST_TWELVE), 60, 3, 0, None, "https://meet.example/x")
    return replace(made, **other)  # type: ignore[arg-type]


def series(by: Actor, group_id: int) -> list[int]:
    dates = [PlannedDate(day, from_local(day, HALF_PAST_TWELVE)) for day in fridays()]
    return carry_out(
        schedule_series,
        actor=by,
        group_id=group_id,
        pattern=Pattern.EVERY_WEEK,
        nation=Nation.ENGLAND,
        skips_bank_holidays=False,
        dates=dates,
        plan=plan(fridays()[0]),
        now=datetime.now(UTC),
    )


def booked(session_id: int, *names: str) -> list[Actor]:
    people = [make.person(name) for name in names]
    for minute, nurse in enumerate(people):
        moment = datetime.now(UTC) - timedelta(days=1) + timedelta(minutes=minute)
        carry_out(book, actor=nurse, session_id=session_id, now=moment)
    return people


def starts(by: Actor, ids: list[int]) -> list[str]:
    moments = [look_up(get_session, actor=by, session_id=each).line.starts_at for each in ids]
    return [f"{local(moment):%a %H:%M}" for moment in moments]


def states(by: Actor, session_id: int) -> dict[str, BookingState]:
    return {line.name: line.booking for line in look_up(register, actor=by, session_id=session_id)}


def rename(db: Db, *, person_id: int, name: str) -> None:
    db.get_one(PersonRow, person_id).name = name


def reach(page: AppTest, number: int) -> AppTest:
    """Only this session, this and the later ones, or all that are still to come."""
    choice = field(page, "radio", "Change")
    choice.set_value(list(Reach)[number])
    return page.run()


@pytest.mark.parametrize(
    ("number", "expected", "said"),
    [
        (0, ["Fri 12:30", "Sat 13:15", "Fri 12:30"], "The session is changed."),
        (1, ["Fri 12:30", "Sat 13:15", "Sat 13:15"], "2 sessions are changed."),
        (2, ["Sat 13:15", "Sat 13:15", "Sat 13:15"], "3 sessions are changed."),
    ],
)
def test_a_session_of_a_series_asks_which_ones_are_meant_and_shows_them(
    number: int, expected: list[str], said: str
) -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    page = reach(opened("librarian/meeting", by=by, session=ids[1]), number)
    field(page, "date_input", "Date").set_value(fridays()[1] + timedelta(days=1))
    page = field(page, "time_input", "Starts at").set_value(time(13, 15)).run()
    assert texts(page).count(", 13:15–14:15") == expected.count("Sat 13:15")
    page = press(page, "Save the changes")
    assert said in texts(page)
    assert starts(by, ids) == expected


def test_a_session_of_no_series_does_not_ask() -> None:
    by = make.librarian()
    group_id = make.group(by)
    alone = carry_out(schedule_session, actor=by, group_id=group_id, plan=plan(fridays()[0]), now=datetime.now(UTC))
    assert not opened("librarian/meeting", by=by, session=alone).radio


def test_too_few_places_in_a_series_are_refused_with_dates_and_names_and_what_was_typed_stays() -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    booked(ids[2], "Ann", "Ben")
    page = reach(opened("librarian/meeting", by=by, session=ids[0]), 2)
    field(page, "number_input", "Places").set_value(1)
    page = press(page, "Save the changes")
    when = said_moment(from_local(fridays()[2], HALF_PAST_TWELVE))
    assert f"Nothing was changed: more people than that have a place on {when} (Ann, Ben)." in texts(page)
    assert field(page, "number_input", "Places").value == 1
    assert look_up(get_session, actor=by, session_id=ids[0]).line.capacity == 3


def test_with_fewer_places_than_people_the_latest_booked_are_chosen_to_go_back_and_others_can_be() -> None:
    by = make.librarian()
    (session_id, *_rest) = series(by, make.group(by))
    zoe, _ann, ben = booked(session_id, "Zoe", "Ann", "Ben")
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "text_input", "Online link").set_value("https://meet.example/y")
    page = field(page, "number_input", "Places").set_value(2).run()
    assert "3 people have a place, so there can't be fewer places than that: Ann, Ben, Zoe." in texts(page)
    assert "at least 1" in texts(page)
    back = field(page, "multiselect", "Back to the waiting list")
    assert back.options == ["Ben", "Ann", "Zoe"]
    assert back.value == [ben.person_id]
    back.set_value([zoe.person_id])
    page = press(page, "Save the changes")
    assert "Whoever went back to the waiting list is told." in texts(page)
    assert states(by, session_id) == {
        "Ann": BookingState.CONFIRMED,
        "Ben": BookingState.CONFIRMED,
        "Zoe": BookingState.WAITING,
    }
    assert look_up(get_session, actor=by, session_id=session_id).online_link == "https://meet.example/y"


def test_a_press_before_the_question_who_goes_back_was_seen_sends_nobody_back() -> None:
    by = make.librarian()
    (session_id, *_rest) = series(by, make.group(by))
    booked(session_id, "Ann", "Ben")
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "number_input", "Places").set_value(1)
    page = press(page, "Save the changes")
    assert set(states(by, session_id).values()) == {BookingState.CONFIRMED}
    press(page, "Save the changes")
    assert states(by, session_id) == {"Ann": BookingState.CONFIRMED, "Ben": BookingState.WAITING}


def test_two_people_of_one_name_can_be_told_apart() -> None:
    by = make.librarian()
    (session_id, *_rest) = series(by, make.group(by))
    first, second = (make.person(name) for name in ("Ann", "Ann."))
    carry_out(rename, person_id=second.person_id, name="Ann")
    for nurse in (first, second):
        carry_out(book, actor=nurse, session_id=session_id, now=datetime.now(UTC))
    page = field(opened("librarian/meeting", by=by, session=session_id), "number_input", "Places").set_value(1).run()
    back = field(page, "multiselect", "Back to the waiting list")
    assert back.options == [f"Ann (no. {second.person_id})", f"Ann (no. {first.person_id})"]
    back.set_value([first.person_id])
    press(page, "Save the changes")
    lines = look_up(register, actor=by, session_id=session_id)
    assert [line.person_id for line in lines if line.booking is BookingState.WAITING] == [first.person_id]


def test_choosing_too_few_is_refused_again_and_the_choice_stays() -> None:
    by = make.librarian()
    (session_id, *_rest) = series(by, make.group(by))
    booked(session_id, "Ann", "Ben")
    page = field(opened("librarian/meeting", by=by, session=session_id), "number_input", "Places").set_value(1).run()
    field(page, "multiselect", "Back to the waiting list").set_value([])
    page = press(page, "Save the changes")
    assert texts(page).count("there can't be fewer places than that") == 2
    assert field(page, "multiselect", "Back to the waiting list").value == []
    assert set(states(by, session_id).values()) == {BookingState.CONFIRMED}


def test_another_facilitator_is_chosen_and_saving_the_articles_keeps_her() -> None:
    by, other = make.librarian(), make.librarian("Ada Book")
    article_id = make.article(by)
    (session_id, *_rest) = series(by, make.group(by))
    page = opened("librarian/meeting", by=by, session=session_id)
    assert "Nobody yet" in texts(page)
    field(page, "selectbox", "Facilitator").select_index(1)
    page = press(page, "Save the changes")
    assert "Ada Book" in texts(page)
    field(page, "multiselect", "Articles").select(article_id)
    press(page, "Save the articles")
    assert look_up(get_session, actor=by, session_id=session_id).facilitator_id == other.person_id


def test_clashes_are_said_while_scheduling_while_changing_and_on_the_session_and_refuse_nothing() -> None:
    by = make.librarian()
    site_id, group_id = make.site(by), make.group(by)
    friday, busy = fridays()[0], plan(fridays()[0], site_id=site_id, facilitator_id=by.person_id)
    make_one = {"actor": by, "group_id": group_id, "now": datetime.now(UTC)}
    carry_out(schedule_session, plan=busy, **make_one)  # type: ignore[arg-type]
    said = ("Same room as Evening readers (12:30–13:30)", "Lib Rarian also leads Evening readers (12:30–13:30)")
    page = field(opened("librarian/new_session", by=by), "date_input", "Date").set_value(friday).run()
    assert [each for each in said if each in texts(page)] == [said[1]]
    page = field(page, "selectbox", "Where").select_index(1).run()
    assert [each for each in said if each in texts(page)] == list(said)
    page = press(page, "Schedule this session")
    assert "The session is scheduled." in texts(page)
    assert f"At the same time:\n{said[0]}\n{said[1]}" in texts(page)
    moved = replace(busy, starts_at=busy.starts_at + timedelta(days=1))
    third = carry_out(schedule_session, plan=moved, **make_one)  # type: ignore[arg-type]
    page = opened("librarian/meeting", by=by, session=third)
    assert said[0] not in texts(page)
    page = field(page, "date_input", "Date").set_value(friday).run()
    assert texts(page).count(said[0]) == 2
    assert "The session is changed." in texts(press(page, "Save the changes"))


def test_nothing_is_said_to_become_anything_while_nothing_is_changed() -> None:
    by = make.librarian()
    (session_id, *_rest) = series(by, make.group(by))
    page = opened("librarian/meeting", by=by, session=session_id)
    assert "This makes" not in [each.value for each in page.subheader]
    same = press(page, "Save the changes")
    assert "The session is changed." in texts(same)
    assert look_up(get_session, actor=by, session_id=session_id).line.starts_at == plan(fridays()[0]).starts_at


def test_the_rest_of_a_series_is_called_off_in_one_step_that_says_how_many_it_concerns() -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    (ann, _ben) = booked(ids[1], "Ann", "Ben")
    carry_out(book, actor=ann, session_id=ids[2], now=datetime.now(UTC))
    page = press(opened("librarian/meeting", by=by, session=ids[1]), "Call off this and the later one")
    assert "2 sessions are called off. 2 people lose a place or leave the waiting list" in texts(page)
    assert "· 2 booked or waiting" in texts(page)
    page = page.button(key="really_call_off_series").click().run()
    assert "2 sessions are called off." in texts(page)
    found = [look_up(get_session, actor=by, session_id=each).line.state for each in ids]
    assert found == [SessionState.SCHEDULED, SessionState.CANCELLED, SessionState.CANCELLED]


def test_other_sessions_of_the_series_keep_what_is_their_own() -> None:
    by = make.librarian()
    ids = series(by, make.group(by))
    own = plan(fridays()[2], capacity=9)
    carry_out(change_session, actor=by, session_id=ids[2], plan=own, now=datetime.now(UTC))
    page = reach(opened("librarian/meeting", by=by, session=ids[0]), 2)
    field(page, "number_input", "Length in minutes").set_value(90)
    press(page, "Save the changes")
    found = look_up(sessions_of_series, actor=by, session_id=ids[0], reach=Reach.ALL_TO_COME, now=datetime.now(UTC))
    assert [(each.plan.minutes, each.plan.capacity) for each in found] == [(90, 3), (90, 3), (90, 9)]
