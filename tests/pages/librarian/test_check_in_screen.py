from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.domain.check_in import said_code
from revalidation.domain.people import Actor
from revalidation.queries.check_in import check_in_screen
from tests import make
from tests.pages.looking import opened, texts, titles

pytestmark = pytest.mark.usefixtures("database")


def session(by: Actor, starts_in: timedelta) -> int:
    starts_at = datetime.now(UTC).replace(microsecond=0) + starts_in
    session_id = make.session(by, make.group(by), starts_at=starts_at)
    carry_out(book, actor=make.person(), session_id=session_id, now=starts_at - timedelta(days=1))
    return session_id


def drawn(page: AppTest) -> list[str]:
    return [str(getattr(part, "value", "")) for part in page.get("html")]


def test_the_room_sees_the_code_of_now_as_digits_and_as_a_picture() -> None:
    by = make.librarian()
    session_id = session(by, timedelta(minutes=5))
    before = look_up(check_in_screen, actor=by, session_id=session_id, now=datetime.now(UTC)).shown
    page = opened("librarian/check_in_screen", by=by, session=session_id)
    after = look_up(check_in_screen, actor=by, session_id=session_id, now=datetime.now(UTC)).shown
    assert before
    assert after
    assert any(said_code(shown.code) in texts(page) for shown in (before, after))
    assert "0 of 1 people with a place are checked in." in texts(page)
    (picture,) = [part for part in drawn(page) if "<img" in part]
    assert 'src="data:image/svg+xml' in picture
    assert 'alt="QR code that opens the check-in page"' in picture


def test_before_and_after_its_time_there_is_no_code() -> None:
    by = make.librarian()
    page = opened("librarian/check_in_screen", by=by, session=session(by, timedelta(hours=3)))
    assert "Check-in is open from" in texts(page)
    assert not [part for part in drawn(page) if "<img" in part or 'class="big-code"' in part]


def test_nurses_do_not_see_the_code_and_a_session_that_is_not_there_says_so() -> None:
    by = make.librarian()
    session_id = session(by, timedelta(minutes=5))
    page = opened("librarian/check_in_screen", by=make.person("Other"), session=session_id)
    assert titles(page) == ["This page can't be shown"]
    assert "This session is not here any more" in texts(opened("librarian/check_in_screen", by=by, session=4711))
    assert "This session is not here any more" in texts(opened("librarian/check_in_screen", by=by))
