"""Answering a follow-up by its link, lending a passage, and erasing everything, on a desktop and on a telephone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.follow_ups import ask_follow_ups
from revalidation.commands.installation import set_up
from revalidation.domain.people import Actor, Role
from revalidation.queries.follow_ups import find_my_follow_up
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.links import link_token
from tests import make
from tests.browser.browsing import DESKTOP, PHONE, Visitor
from tests.browser.conftest import Visiting
from tests.browser.houses import filling, serving_filled, token_of

DAY = timedelta(days=1)
WORDS = "I asked every patient what mattered to them that day."
PASSAGE = "Mrs Patel told us what it was like. We now talk at every bedside."
House = tuple[str, dict[str, tuple[Actor, int]]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The app, and nurses who attended a session some weeks ago and have written about it."""
    now, folder = datetime.now(UTC), tmp_path_factory.mktemp("leaving")
    with filling(folder) as url:
        secret, roles, email = make.PASSWORD, frozenset({Role.LIBRARIAN}), "first@trust.example"
        number = carry_out(set_up, name="First", email=email, password=secret, again=secret, roles=roles, now=now)
        by = Actor(person_id=number, name="First", email=email, roles=roles)
        starts_at = now - 32 * DAY
        session_id = make.session(by, make.group(by), starts_at=starts_at, now=starts_at - DAY)
        nurses = {
            size: make.person(name, password=secret) for size, name in (("wide", "Amy Nurse"), ("phone", "Bea Nurse"))
        }
        for nurse in nurses.values():
            carry_out(book, actor=nurse, session_id=session_id, now=starts_at - DAY)
            make.finished_account(nurse, now=now)
        make.attended(by, session_id, *nurses.values(), now=starts_at + DAY)
        carry_out(ask_follow_ups, now=now)
        with serving_filled(url, folder) as address:
            yield address, {size: (nurse, session_id) for size, nurse in nurses.items()}


def link_of(nurse: Actor) -> str:
    (number,) = look_up(lambda db: db.query(FollowUpRow.id).filter_by(person_id=nurse.person_id).one())
    return f"/follow_up?token={link_token('follow_up', number)}"


def answer(guest: Visitor, nurse: Actor, session_id: int, size: str) -> None:
    """By the link, without signing in; it shows no answer afterwards, and takes another one."""
    guest.go(link_of(nurse))
    guest.titled("Have you used what you read since?")
    guest.picture(f"leaving-{size}-asked")
    guest.press("Send my answer")
    guest.reads("Please choose one of the three answers.")
    guest.page.get_by_test_id("stRadio").locator("label").filter(has_text="Yes").click(delay=50)
    guest.fill("What did you do, or what stood in the way? (if you like)", WORDS)
    guest.press("Send my answer")
    guest.reads("Thank you. Your answer is kept.")
    guest.picture(f"leaving-{size}-answered")
    assert WORDS not in guest.page.content()
    found = look_up(find_my_follow_up, actor=nurse, session_id=session_id)
    assert found
    assert found.words == WORDS


def lend(mine: Visitor, size: str) -> None:
    """The check speaks before anything is lent."""
    mine.go("/accounts")
    mine.page.get_by_role("link", name="Open", exact=True).first.click(delay=50)
    mine.titled("Reflective account")
    mine.page.get_by_text("Lend the library a passage").click(delay=50)
    mine.fill("The passage, at most 1,000 characters", PASSAGE)
    mine.press("Lend this passage")
    mine.reads("1 passage could identify somebody")
    mine.picture(f"leaving-{size}-lending")
    mine.press("Lend it")
    mine.reads("The library can read this passage now")
    mine.page.get_by_text("Lend the library a passage").click(delay=50)
    mine.reads("We now talk at every bedside.")


def leave(mine: Visitor, size: str) -> None:
    """Everything goes, and going back shows nothing."""
    mine.go("/my_data")
    mine.reads("What was done with my data")
    mine.follow("See what erasing would do")
    mine.titled("Erase everything of mine")
    mine.picture(f"leaving-{size}-erasing")
    mine.fill("Your password", make.PASSWORD)
    mine.press("Erase everything of mine")
    mine.titled("Everything is deleted")
    mine.picture(f"leaving-{size}-goodbye")
    mine.page.go_back()
    mine.settled()
    expect(mine.page.get_by_text("bedside")).to_have_count(0)
    mine.go("/accounts")
    mine.titled("Sign in")


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_nurse_answers_lends_and_leaves(house: House, visit: Visiting, size: str) -> None:
    address, nurses = house
    nurse, session_id = nurses[size]
    pixels = DESKTOP if size == "wide" else PHONE
    link = link_of(nurse)
    answer(visit(address, size=pixels), nurse, session_id, size)
    mine = visit(address, size=pixels, token=token_of(nurse))
    lend(mine, size)
    leave(mine, size)
    guest = visit(address, size=pixels)
    guest.go(link)
    guest.reads("This link does not lead anywhere any more.")
    guest.picture(f"leaving-{size}-gone")
