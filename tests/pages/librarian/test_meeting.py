"""One session: its register, its places, and changing it."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.domain.people import Actor
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionState
from revalidation.queries.register import register
from revalidation.queries.sessions import get_session
from tests import make
from tests.pages.librarian.filling_in import field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def held(*names: str, starts_in: timedelta = timedelta(hours=-2), capacity: int = 40) -> tuple[Actor, int]:
    """A session that these people booked in time; the librarian and its id."""
    by = make.librarian()
    starts_at = datetime.now(UTC).replace(microsecond=0) + starts_in
    session_id = make.session(by, make.group(by), starts_at=starts_at, capacity=capacity)
    for minute, name in enumerate(names):
        booked_at = min(starts_at, datetime.now(UTC)) - timedelta(days=1) + timedelta(minutes=minute)
        carry_out(book, actor=make.person(name), session_id=session_id, now=booked_at)
    return by, session_id


def marks(by: Actor, session_id: int) -> dict[str, tuple[Mark | None, int | None]]:
    return {line.name: (line.mark, line.minutes) for line in look_up(register, actor=by, session_id=session_id)}


def choose(page: AppTest, number: int, mark: Mark) -> AppTest:
    field(page, "button_group", f"Mark for number {number}").select(mark)
    return page.run()


def button(page: AppTest, label: str) -> bool:
    return any(each.label == label for each in page.button)


def test_forty_people_are_marked_with_one_press() -> None:
    by, session_id = held(*(f"Nurse {number:02}" for number in range(1, 41)))
    page = press(opened("librarian/meeting", by=by, session=session_id), "Mark everybody attended")
    assert "The register is saved." in texts(page)
    assert set(marks(by, session_id).values()) == {(Mark.ATTENDED, 60)}


def test_whoever_did_not_come_is_marked_first_and_everybody_else_with_one_press() -> None:
    by, session_id = held("Ann", "Ben", "Cat")
    page = choose(opened("librarian/meeting", by=by, session=session_id), 2, Mark.DID_NOT_ATTEND)
    assert "1 not saved yet" in texts(page)
    press(page, "Mark everybody else attended")
    assert marks(by, session_id) == {
        "Ann": (Mark.ATTENDED, 60),
        "Ben": (Mark.DID_NOT_ATTEND, 0),
        "Cat": (Mark.ATTENDED, 60),
    }


def test_attending_part_asks_for_the_minutes_beside_the_person() -> None:
    by, session_id = held("Ann", "Ben")
    page = choose(opened("librarian/meeting", by=by, session=session_id), 1, Mark.ATTENDED_PART)
    page = press(page, "Save the register")
    assert "Please give the minutes attended, between 1 and 60." in texts(page)
    field(page, "number_input", "Minutes attended, of 60").set_value(40)
    page = press(page.run(), "Save the register")
    assert marks(by, session_id) == {"Ann": (Mark.ATTENDED_PART, 40), "Ben": (None, None)}


def test_a_mark_can_be_corrected_later() -> None:
    by, session_id = held("Ann")
    page = press(opened("librarian/meeting", by=by, session=session_id), "Mark everybody attended")
    assert not button(page, "Mark everybody attended")
    press(choose(page, 1, Mark.DID_NOT_ATTEND), "Save the register")
    assert marks(by, session_id) == {"Ann": (Mark.DID_NOT_ATTEND, 0)}


def test_before_it_opens_the_register_says_when_and_places_are_shown() -> None:
    by, session_id = held("Ann", "Ben", "Cat", starts_in=timedelta(days=2), capacity=2)
    page = opened("librarian/meeting", by=by, session=session_id)
    assert "The register opens on" in texts(page)
    assert "2 of 2 places, 1 waiting" in texts(page)
    assert [each.value for each in page.header] == ["Places"]
    assert [each.value for each in page.subheader] == ["Waiting list"]
    assert not button(page, "Save the register")


def test_another_time_and_more_places_give_the_waiting_a_place() -> None:
    by, session_id = held("Ann", "Ben", starts_in=timedelta(days=2), capacity=1)
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "number_input", "Places").set_value(2)
    page = press(page, "Save the changes")
    assert "The session is changed." in texts(page)
    assert "2 of 2 places" in texts(page)


def test_fewer_places_than_people_are_refused_with_their_names() -> None:
    by, session_id = held("Ann", "Ben", starts_in=timedelta(days=2))
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "number_input", "Places").set_value(1)
    page = press(page, "Save the changes")
    assert "there can't be fewer places than that: Ann, Ben." in texts(page)
    assert field(page, "number_input", "Places").value == 1


def test_the_article_can_be_chosen_later() -> None:
    by, session_id = held(starts_in=timedelta(days=2))
    article_id = make.article(by)
    page = opened("librarian/meeting", by=by, session=session_id)
    field(page, "multiselect", "Articles").select(article_id)
    page = press(page, "Save the articles")
    assert "Bowers L, James K. Talking on the ward." in texts(page)


def test_calling_off_names_who_loses_a_place_and_asks_once() -> None:
    by, session_id = held("Ann", starts_in=timedelta(days=2))
    page = press(opened("librarian/meeting", by=by, session=session_id), "Call this session off")
    assert "These people lose their place" in texts(page)
    page = page.button(key="really_call_off").click().run()
    assert "This session was called off." in texts(page)
    assert look_up(get_session, actor=by, session_id=session_id).line.state is SessionState.CANCELLED


def test_a_session_that_is_not_there_says_so() -> None:
    page = opened("librarian/meeting", by=make.librarian(), session=999)
    assert "This session is not here any more" in texts(page)
