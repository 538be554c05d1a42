"""A session with telephones in it: a code that is scanned, taps that are kept, and a screen that counts by itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.domain.people import Actor
from revalidation.queries.check_in import check_in_screen
from tests import make
from tests.browser.browsing import PHONE, visiting
from tests.browser.houses import filling, first_librarian, serving_filled, token_of

EVERY = 15_000  # milliseconds in which the screen draws itself again


@pytest.fixture
def room(tmp_path: Path) -> Iterator[tuple[str, Actor, int]]:
    """The address of the app, its librarian, and a session of three that begins in five minutes."""
    with filling(tmp_path) as url:
        now = datetime.now(UTC)
        by = first_librarian(now)
        session_id = make.session(by, make.group(by), starts_at=now + timedelta(minutes=5), now=now)
        for person in ("Ann Bell", "Ben Okafor", "Cat Eze"):
            nurse = make.person(person, password=make.PASSWORD)
            carry_out(book, actor=nurse, session_id=session_id, now=now - timedelta(days=1))
        with serving_filled(url, tmp_path) as address:
            yield address, by, session_id


def test_a_scanned_code_survives_signing_in_and_the_screen_counts_by_itself(
    browser: Browser, room: tuple[str, Actor, int]
) -> None:
    address, by, session_id = room
    shown = look_up(check_in_screen, actor=by, session_id=session_id, now=datetime.now(UTC)).shown
    assert shown
    with visiting(browser, address, token=token_of(by)) as screen, visiting(browser, address, size=PHONE) as nurse:
        screen.go(f"/check_in_screen?session={session_id}")
        screen.reads("0 of 3 people with a place are checked in.")
        scanned = f"/check_in?{urlencode({'session': session_id, 'code': shown.code})}"
        nurse.go(scanned)
        nurse.fill("E-mail address", "ann.bell@trust.example")
        nurse.fill("Password", make.PASSWORD)
        nurse.page.get_by_role("button", name="Sign in", exact=True).click(delay=50)
        expect(nurse.page.get_by_role("button", name="I am here", exact=True)).to_be_visible()
        nurse.settled()
        assert nurse.page.url == f"{address}{scanned}"
        nurse.press("I am here")
        nurse.reads("You are checked in. Attended.")
        expect(screen.page.get_by_text("1 of 3 people with a place are checked in.")).to_be_visible(timeout=EVERY)


def test_taps_are_kept_when_the_tab_is_closed_and_the_keyboard_stays_where_it_is(
    browser: Browser, room: tuple[str, Actor, int]
) -> None:
    address, by, session_id = room
    with visiting(browser, address, size=PHONE, token=token_of(by)) as librarian:
        librarian.go(f"/meeting?session={session_id}")
        librarian.page.get_by_role("radio", name="Attended", exact=True).first.focus()
        librarian.page.keyboard.press("Space")
        librarian.reads("1 of 3 marked.")
        librarian.settled()
        expect(librarian.page.get_by_role("radio", name="Attended", exact=True).first).to_be_focused()
        librarian.page.get_by_role("radio", name="Did not", exact=True).nth(1).click(delay=50)
        librarian.reads("2 of 3 marked.")
        librarian.page.close()
        librarian.page = librarian.context.new_page()
        librarian.go(f"/meeting?session={session_id}")
        librarian.reads("2 of 3 marked.")
        librarian.press("Mark everybody else attended")
        librarian.reads("3 of 3 marked.")
