from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out
from revalidation.commands.bookings import book
from revalidation.domain.people import Actor, Role
from tests import make
from tests.pages.looking import links, opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")


def soon() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)


def planned(capacity: int = 8, *, title: str = "Talking on the ward") -> tuple[Actor, int]:
    by = make.librarian()
    article_id = make.article(by, title)
    return by, make.session(by, make.group(by), starts_at=soon(), capacity=capacity, articles=(article_id,))


def test_a_nurse_without_anything_reads_what_to_do_first() -> None:
    nurse = make.person()
    home = opened("nurse/home", by=nurse)
    assert "You have no session booked" in texts(home)
    assert "Your NMC Pin and renewal date" in texts(home)
    assert "No sessions are planned at the moment" in texts(opened("nurse/sessions", by=nurse))
    assert "Nothing written yet" in texts(opened("nurse/accounts", by=nurse))


def test_booking_from_the_list_gives_a_place_and_says_so() -> None:
    planned()
    page = press(opened("nurse/sessions", by=make.person()), "Book")
    assert "You have a place: Evening readers" in texts(page)
    assert "Confirmed" in texts(page)


def test_a_full_session_offers_the_waiting_list() -> None:
    _, session_id = planned(capacity=1)
    now = datetime.now(UTC)
    carry_out(book, actor=make.person("First"), session_id=session_id, now=now)
    carry_out(book, actor=make.person("Second"), session_id=session_id, now=now)
    page = press(opened("nurse/sessions", by=make.person("Third")), "Join the waiting list")
    assert "You are on the waiting list" in texts(page)
    assert "Waiting, 2nd of 2" in texts(page)


def test_cancelling_asks_once_and_gives_the_place_to_the_longest_waiting() -> None:
    _, session_id = planned(capacity=1)
    first, second = make.person("First"), make.person("Second")
    for nurse in (first, second):
        carry_out(book, actor=nurse, session_id=session_id, now=datetime.now(UTC))
    page = press(opened("nurse/session", by=first, session=session_id), "Cancel my booking")
    assert "Your place goes to whoever is next on the waiting list" in texts(page)
    page.button(key="really_cancel").click().run()
    assert "Confirmed" in texts(opened("nurse/session", by=second, session=session_id))


def test_prompts_and_links_are_for_people_with_a_booking() -> None:
    _, session_id = planned()
    nurse = make.person()
    page = opened("nurse/session", by=nurse, session=session_id)
    assert "Talking on the ward" in texts(page)
    assert "What struck you?" not in texts(page)
    assert not links(page)
    carry_out(book, actor=nurse, session_id=session_id, now=datetime.now(UTC))
    page = opened("nurse/session", by=nurse, session=session_id)
    assert "What struck you?" in texts(page)
    assert links(page) == ["https://meet.example/readers"]


def test_filters_narrow_the_list_and_can_be_sent_as_a_link() -> None:
    by, _ = planned()
    make.session(by, make.group(by, "Morning readers"), starts_at=soon() + timedelta(days=1))
    nurse = make.person()
    both = texts(opened("nurse/sessions", by=nurse))
    assert "Evening readers" in both
    assert "Morning readers" in both
    narrowed = texts(opened("nurse/sessions", by=nurse, about="morning"))
    assert "Morning readers" in narrowed
    assert "Evening readers" not in narrowed
    assert "No session fits these choices" in texts(opened("nurse/sessions", by=nurse, about="nobody reads this"))


def test_forty_sessions_come_in_pages_of_twenty_five() -> None:
    by = make.librarian()
    group_id = make.group(by)
    for day in range(40):
        make.session(by, group_id, starts_at=soon() + timedelta(days=day))
    page = opened("nurse/sessions", by=make.person())
    assert sum(button.label == "Book" for button in page.button) == 25
    assert "40 in all" in texts(page)


def test_what_people_typed_shows_as_they_typed_it() -> None:
    title = "![x](https://elsewhere.example/x.png) <script>alert(1)</script> :red[no] **bold**"
    _, session_id = planned(title=title)
    nurse = make.person()
    for page in (opened("nurse/sessions", by=nurse), opened("nurse/session", by=nurse, session=session_id)):
        assert title in texts(page)
        assert not [each for each in page.markdown if "elsewhere" in each.value]


def test_a_session_that_is_not_there_is_said_to_be_so() -> None:
    nurse = make.person()
    for wrong in ("4711", "x", "", "-1", "9" * 30):
        assert "This session is not here any more" in texts(opened("nurse/session", by=nurse, session=wrong))


def test_a_librarian_reads_why_a_nurses_page_is_not_for_her() -> None:
    page = opened("nurse/accounts", by=make.person("Lib", Role.LIBRARIAN))
    assert titles(page) == ["This page can't be shown"]
    assert "This page is for nurses" in texts(page)
