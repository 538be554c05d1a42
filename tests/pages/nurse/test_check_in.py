import re
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.domain.people import Actor
from revalidation.domain.register import Mark
from revalidation.queries.check_in import check_in_screen
from revalidation.queries.register import register
from tests import make
from tests.pages.looking import opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")


def booked(starts_in: timedelta = timedelta(minutes=5)) -> tuple[Actor, Actor, int]:
    by, nurse = make.librarian(), make.person()
    starts_at = datetime.now(UTC).replace(microsecond=0) + starts_in
    session_id = make.session(by, make.group(by), starts_at=starts_at)
    carry_out(book, actor=nurse, session_id=session_id, now=starts_at - timedelta(days=1))
    return by, nurse, session_id


def code(by: Actor, session_id: int) -> str:
    shown = look_up(check_in_screen, actor=by, session_id=session_id, now=datetime.now(UTC)).shown
    assert shown
    return shown.code


def mark(by: Actor, session_id: int) -> Mark | None:
    return look_up(register, actor=by, session_id=session_id)[0].mark


def typed(page: AppTest, text: str) -> AppTest:
    page.text_input[0].set_value(text)
    return press(page, "I am here")


def test_opening_the_address_of_the_picture_does_nothing_and_one_press_checks_in() -> None:
    by, nurse, session_id = booked()
    page = opened("nurse/check_in", by=nurse, session=session_id, code=code(by, session_id))
    assert mark(by, session_id) is None
    assert len(page.text_input) == 0
    page = press(page, "I am here")
    assert "You are checked in. Attended." in texts(page)
    assert mark(by, session_id) is Mark.ATTENDED
    assert not [button for button in page.button if button.label == "I am here"]
    assert "Write your reflective account" in labels(page)


def test_without_a_code_in_the_address_it_is_typed() -> None:
    by, nurse, session_id = booked()
    page = typed(opened("nurse/check_in", by=nurse, session=session_id), "12 34")
    assert "That is not the code shown now." in texts(page)
    assert mark(by, session_id) is None
    page = typed(page, code(by, session_id))
    assert "You are checked in. Attended." in texts(page)


def test_an_old_code_in_the_address_can_be_typed_instead() -> None:
    by, nurse, session_id = booked()
    page = press(opened("nurse/check_in", by=nurse, session=session_id, code="1"), "I am here")
    assert "That is not the code shown now." in texts(page)
    assert "Type the code instead" in labels(page)
    assert mark(by, session_id) is None


def test_five_wrong_codes_are_enough_for_a_minute() -> None:
    by, nurse, session_id = booked()
    page = opened("nurse/check_in", by=nurse, session=session_id)
    for _ in range(5):
        page = typed(page, "000")
    page = typed(page, code(by, session_id))
    assert "There were several wrong codes in a row. Please wait" in texts(page)
    assert mark(by, session_id) is None


def test_long_before_the_session_it_says_when_check_in_is_open() -> None:
    _by, nurse, session_id = booked(timedelta(hours=5))
    page = typed(opened("nurse/check_in", by=nurse, session=session_id), "123456")
    assert "Check-in is open from" in texts(page)


def test_it_is_for_nurses_and_a_session_that_is_not_there_says_so() -> None:
    by, nurse, session_id = booked()
    assert titles(opened("nurse/check_in", by=by, session=session_id)) == ["This page can't be shown"]
    assert "This session is not here any more" in texts(opened("nurse/check_in", by=nurse, session=4711))


def labels(page: AppTest) -> list[str]:
    return [link.proto.label for link in page.get("page_link")]


def test_the_page_of_a_session_leads_to_check_in_while_it_is_open_and_then_says_how_one_was_marked() -> None:
    by, nurse, session_id = booked()
    page = opened("nurse/session", by=nurse, session=session_id)
    assert "Check in" in labels(page)
    assert "Attended, " not in texts(page)
    press(opened("nurse/check_in", by=nurse, session=session_id, code=code(by, session_id)), "I am here")
    page = opened("nurse/session", by=nurse, session=session_id)
    assert "Check in" not in labels(page)
    assert re.search(r"^Attended, \d\d:\d\d, by Nurse One$", texts(page), re.MULTILINE)


def test_whoever_has_no_booking_or_comes_on_another_day_is_not_led_to_check_in() -> None:
    _by, nurse, session_id = booked(timedelta(days=2))
    assert "Check in" not in labels(opened("nurse/session", by=nurse, session=session_id))
    by = make.librarian("Second")
    now = datetime.now(UTC) + timedelta(minutes=5)
    of_others = make.session(by, make.group(by, "Others"), starts_at=now.replace(microsecond=0))
    assert "Check in" not in labels(opened("nurse/session", by=nurse, session=of_others))
