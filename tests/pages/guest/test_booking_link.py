"""The page behind the link of a message: it shows one booking to a stranger, and acts only by its buttons."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.due import settle_session
from revalidation.commands.installation import set_up
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.domain.bookings import BookingState, CancelReason
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import PlaceRules
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.sessions import get_session
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.links import link_token
from tests import make
from tests.make import PASSWORD
from tests.pages.looking import FRONT_DOOR, opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")
NOWHERE = "This link does not lead anywhere any more. Please sign in to see your bookings."
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def now() -> datetime:
    return datetime.now(UTC)


def token_of(db: Db, *, person_id: int) -> str:
    return link_token("booking", db.scalars(select(BookingRow.id).where(BookingRow.person_id == person_id)).one())


def reasons(db: Db) -> list[CancelReason | None]:
    return list(db.scalars(select(BookingChangeRow.reason).order_by(BookingChangeRow.id.desc()).limit(1)))


def house(*, ahead: timedelta = 5 * DAY, people: int = 2) -> tuple[Actor, int, list[Actor]]:
    """One place, taken by the first of these nurses; the others wait."""
    roles = frozenset({Role.LIBRARIAN})
    person_id = carry_out(
        set_up, name="Lib", email="lib@trust.example", password=PASSWORD, again=PASSWORD, roles=roles, now=now()
    )
    by = Actor(person_id=person_id, name="Lib", email="lib@trust.example", roles=roles)
    start = now() + ahead
    session_id = make.session(by, make.group(by, rules=PlaceRules()), capacity=1, starts_at=start, now=now())
    nurses = [make.person(f"Nurse {number}") for number in range(people)]
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=start - 6 * DAY)
    return by, session_id, nurses


def make_room(by: Actor, session_id: int) -> None:
    line = look_up(get_session, actor=by, session_id=session_id).line
    plan = SessionPlan(line.starts_at, 60, 2, 0, None, "https://meet.example/readers")
    carry_out(change_session, actor=by, session_id=session_id, plan=plan, now=now())


def followed(nurse: Actor) -> AppTest:
    """A stranger's browser that follows the link in one of her messages."""
    page = AppTest.from_file(FRONT_DOOR, default_timeout=30).run()
    page.switch_page("pages/guest/booking.py")
    page.query_params["token"] = look_up(token_of, person_id=nurse.person_id)
    return page.run()


def state(nurse: Actor, session_id: int) -> BookingState | None:
    return look_up(get_session, actor=nurse, session_id=session_id).line.booking


def buttons(page: AppTest) -> list[str]:
    return [each.label for each in page.button]


@pytest.mark.parametrize("wrong", ["", "1", "1.{}", "2.{}", "x" * 300])
def test_a_wrong_link_shows_one_sentence_and_nothing_else(wrong: str) -> None:
    house()
    foreign = link_token("messages", 1).split(".")[1]
    page = AppTest.from_file(FRONT_DOOR, default_timeout=30).run()
    page.switch_page("pages/guest/booking.py")
    page.query_params["token"] = wrong.format(foreign)
    page.run()
    assert titles(page) == ["Your booking"]
    assert texts(page).split("\n") == [NOWHERE]
    assert buttons(page) == []


def test_opening_a_link_shows_the_session_and_changes_nothing() -> None:
    by, session_id, nurses = house()
    make_room(by, session_id)
    for _ in range(3):
        page = followed(nurses[1])
    assert "A place is held for you until" in texts(page)
    assert "Evening readers" in texts(page)
    assert nurses[0].name not in texts(page)
    assert [state(nurse, session_id) for nurse in nurses] == [BookingState.CONFIRMED, BookingState.OFFERED]


def test_an_offered_place_is_taken_by_its_button() -> None:
    by, session_id, nurses = house()
    make_room(by, session_id)
    page = press(followed(nurses[1]), "Take the place")
    assert "The place is yours." in texts(page)
    assert "You have a place." in texts(page)
    assert state(nurses[1], session_id) is BookingState.CONFIRMED
    assert buttons(page) == ["Cancel my booking"]


def test_an_offered_place_can_be_done_without() -> None:
    by, session_id, nurses = house(people=3)
    make_room(by, session_id)
    page = press(followed(nurses[1]), "Do without it")
    assert "goes to the next person who waits" in texts(page)
    assert buttons(page) == []
    assert [state(nurse, session_id) for nurse in nurses[1:]] == [BookingState.CANCELLED, BookingState.OFFERED]


def test_a_free_place_shortly_before_the_start_is_claimed_by_its_button() -> None:
    by, session_id, nurses = house(ahead=2 * HOUR)
    make_room(by, session_id)
    page = press(followed(nurses[1]), "Claim the place")
    assert "The place is yours." in texts(page)
    assert state(nurses[1], session_id) is BookingState.CONFIRMED


def test_a_place_is_given_back_with_a_reason_or_without_one() -> None:
    _by, session_id, nurses = house()
    page = followed(nurses[0])
    page.selectbox(key="reason").select("Rota changed").run()
    page = press(page, "Cancel my booking")
    assert "Your booking is cancelled." in texts(page)
    assert [state(nurse, session_id) for nurse in nurses] == [BookingState.CANCELLED, BookingState.OFFERED]
    page = press(followed(nurses[1]), "Take the place")
    press(page, "Cancel my booking")
    assert state(nurses[1], session_id) is BookingState.CANCELLED
    assert look_up(reasons) == [None]


def test_who_waits_sees_her_turn_and_can_leave() -> None:
    _by, session_id, nurses = house(people=3)
    page = followed(nurses[2])
    assert "Waiting, 2nd of 2." in texts(page)
    press(page, "Leave the waiting list")
    assert state(nurses[2], session_id) is BookingState.CANCELLED


def test_after_a_move_she_says_that_she_comes() -> None:
    by, session_id, nurses = house()
    line = look_up(get_session, actor=by, session_id=session_id).line
    plan = SessionPlan(line.starts_at + DAY, 60, 1, 0, None, "https://meet.example/readers")
    carry_out(change_session, actor=by, session_id=session_id, plan=plan, now=now())
    page = press(followed(nurses[0]), "I am coming")
    assert "Thank you." in texts(page)
    assert buttons(page) == ["Cancel my booking"]


def test_once_it_has_been_called_off_or_begun_nothing_can_be_done() -> None:
    by, session_id, nurses = house(ahead=HOUR)
    carry_out(cancel_session, actor=by, session_id=session_id, now=now())
    page = followed(nurses[0])
    assert "This session has been called off." in texts(page)
    assert buttons(page) == []


def test_a_link_opens_for_somebody_who_is_signed_in_as_somebody_else_too() -> None:
    _by, session_id, nurses = house()
    page = opened("guest/booking", nurses[1], token=look_up(token_of, person_id=nurses[0].person_id))
    assert "You have a place." in texts(page)
    press(page, "Cancel my booking")
    assert state(nurses[0], session_id) is BookingState.CANCELLED


def test_an_offer_that_ran_out_while_the_page_was_open_is_gone_at_the_next_look() -> None:
    by, session_id, nurses = house()
    make_room(by, session_id)
    page = followed(nurses[1])
    carry_out(settle_session, session_id=session_id, now=now() + 4 * DAY)
    page = page.run()
    assert "Cancelled." in texts(page)
    assert buttons(page) == []
