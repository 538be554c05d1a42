"""Whatever happens to the server, the browser, the network or the sign-in, what was typed is there afterwards."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Playwright, expect, sync_playwright

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import reopen_account, save_account, start_account
from revalidation.commands.installation import set_up
from revalidation.commands.sign_ins import sign_out_everywhere
from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.people import Actor, Role
from revalidation.queries.accounts import get_account
from revalidation.queries.drafts import kept_beside, versions
from tests import make
from tests.browser.browsing import ARGUMENTS, COOKIE, Visitor
from tests.browser.houses import filling, token_of
from tests.conftest import KEY
from tests.visiting import ROOT, Served, free_port, streamlit_run

WORDS = "Silence is an answer, and I fill it too soon."
BEFORE_THE_BLOW = 300  # milliseconds between the last key and whatever happens: the server has not got it yet
SOON = 20_000
EVERY_ROW = """
() => new Promise((resolve) => {
  const opening = indexedDB.open("revalidation");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("drafts").objectStore("drafts").getAll();
    reading.onsuccess = () => resolve(reading.result.map((row) =>
      JSON.stringify(row) + " " + new TextDecoder("latin1").decode(row.sealed)));
  };
})
"""


@dataclass(slots=True)
class House:
    """A server that can be killed and started again at its address, and the people of its database."""

    served: Served
    address: str
    nurses: list[Actor] = field(default_factory=list)

    def newcomer(self) -> Actor:
        self.nurses.append(make.person(f"Nurse {len(self.nurses)}"))
        return self.nurses[-1]


@dataclass(slots=True)
class Computer:
    """A browser with its profile on a disk, which somebody may pull the plug of."""

    playwright: Playwright
    chromium: str
    profile: Path
    address: str
    context: BrowserContext | None = None

    def visitor(self, who: Actor | None = None) -> Visitor:
        """A new tab, with `who` signed in."""
        self.context = self.context or self.playwright.chromium.launch_persistent_context(
            self.profile, executable_path=self.chromium, args=ARGUMENTS, locale="en-GB", timezone_id="Europe/London"
        )
        if who:
            self.sign_in(who)
        return Visitor(self.context, self.address)

    def sign_in(self, who: Actor) -> None:
        assert self.context
        value = token_of(who)
        self.context.add_cookies([{"name": COOKIE, "value": value, "url": self.address, "httpOnly": True}])

    def pull_the_plug(self) -> None:
        for pid in self._processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        if self.context:
            with suppress(Error):
                self.context.close()
        self.context = None

    def _processes(self) -> Iterator[int]:
        """Those that were started on this profile, which no other browser knows."""
        for folder in Path("/proc").iterdir():
            with suppress(OSError):
                if folder.name.isdigit() and str(self.profile).encode() in (folder / "cmdline").read_bytes():
                    yield int(folder.name)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder, port = tmp_path_factory.mktemp("never_lost"), free_port()
    with filling(folder) as url:
        settings = {"DATABASE": url, "DATA": str(folder), "KEY": KEY, "KEY_FILE": "", "ADDRESS": ""}
        environment = {f"REVALIDATION_{name}": value for name, value in settings.items()}
        with Served(streamlit_run(ROOT / "streamlit_app.py", port), port, environment) as served:
            first = {"name": "First Librarian", "email": "first@trust.example"}
            secret = {"password": make.PASSWORD, "again": make.PASSWORD}
            carry_out(set_up, roles=frozenset({Role.LIBRARIAN}), now=datetime.now(UTC), **first, **secret)
            yield House(served, f"http://127.0.0.1:{port}")


@pytest.fixture
def computer(playwright: Playwright, chromium: str, house: House, tmp_path: Path) -> Iterator[Computer]:
    one = Computer(playwright, chromium, tmp_path / "profile", house.address)
    yield one
    one.close()


def begun(nurse: Actor) -> int:
    return carry_out(start_account, actor=nurse, session_id=None, now=datetime.now(UTC))


def write(visitor: Visitor, account_id: int, text: str = WORDS, number: int = 2) -> None:
    """Open the account, if it is not open, and type at the end of an answer."""
    box = visitor.page.locator(f"#answer_{number}")
    if not visitor.page.url.endswith(f"account={account_id}"):
        visitor.go(f"/account?account={account_id}")
    box.press("Control+End")
    box.press_sequentially(text, delay=8)


def is_saved(visitor: Visitor) -> None:
    expect(visitor.page.locator(".writing[data-state=saved]")).to_be_visible(timeout=SOON)


def copies(visitor: Visitor, number: int) -> list[str]:
    """Every row that the browser keeps, once there are so many."""
    for _ in range(50):
        rows: list[str] = visitor.page.evaluate(EVERY_ROW)
        if len(rows) == number:
            break
        visitor.page.wait_for_timeout(100)
    return rows


def stored(nurse: Actor, account_id: int, number: int = 2) -> str:
    return look_up(get_account, actor=nurse, account_id=account_id).written.answers[number - 1]


def is_there(visitor: Visitor, nurse: Actor, account_id: int, text: str = WORDS) -> None:
    """In the box and in the database."""
    expect(visitor.page.locator("#answer_2")).to_have_value(text, timeout=SOON)
    is_saved(visitor)
    assert stored(nurse, account_id) == text


def test_the_server_is_killed_while_she_types(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    write(page, account_id)
    house.served.kill()
    write(page, account_id, " Still writing.")
    expect(page.page.get_by_text("Not saved yet: kept on this computer")).to_be_visible(timeout=SOON)
    house.served.start()
    is_there(page, nurse, account_id, f"{WORDS} Still writing.")


def test_the_browser_is_killed(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    page.page.route("**/api/drafts/*", lambda route: route.abort())  # so that nothing but the disk can have it
    write(page, account_id)
    page.page.wait_for_timeout(BEFORE_THE_BLOW)
    computer.pull_the_plug()
    assert stored(nurse, account_id) == ""
    again = computer.visitor(nurse)
    again.go(f"/account?account={account_id}")
    is_there(again, nurse, account_id)


def test_server_and_browser_are_both_killed(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    page.go(f"/account?account={account_id}")
    house.served.kill()
    write(page, account_id)
    page.page.wait_for_timeout(BEFORE_THE_BLOW)
    computer.pull_the_plug()
    house.served.start()
    again = computer.visitor(nurse)
    again.go(f"/account?account={account_id}")
    is_there(again, nurse, account_id)


def test_the_tab_is_closed_at_once(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    other = computer.visitor()
    write(page, account_id)
    page.page.wait_for_timeout(1000)  # what is promised: nothing typed more than about a second before
    page.page.close()
    other.go(f"/account?account={account_id}")
    is_there(other, nurse, account_id)


def test_the_page_is_reloaded_at_once(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    write(page, account_id)
    page.reload()
    is_there(page, nurse, account_id)
    assert look_up(kept_beside, actor=nurse, account_id=account_id) == []


def test_she_goes_to_another_page_at_once(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    write(page, account_id)
    page.follow("Home")
    page.go(f"/account?account={account_id}")
    is_there(page, nurse, account_id)


def test_the_network_goes_and_comes_back(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    page.go(f"/account?account={account_id}")
    page.context.set_offline(True)
    write(page, account_id)
    expect(page.page.get_by_text("Not saved yet: kept on this computer")).to_be_visible(timeout=SOON)
    assert stored(nurse, account_id) == ""
    page.context.set_offline(False)
    is_there(page, nurse, account_id)


def test_the_last_words_before_finishing_are_in(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    whole = Written("One", ("a", "", "c", "d"), ("preserve_safety",))
    carry_out(save_account, actor=nurse, account_id=account_id, written=whole, revision=0, now=datetime.now(UTC))
    write(page, account_id)
    page.page.get_by_role("button", name="Finish this account").click()
    page.reads("This account is finished.")
    assert stored(nurse, account_id) == WORDS
    assert look_up(get_account, actor=nurse, account_id=account_id).state is AccountState.FINISHED
    carry_out(reopen_account, actor=nurse, account_id=account_id)


def test_she_is_signed_out_meanwhile_and_signs_in_again(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    page.go(f"/account?account={account_id}")
    carry_out(sign_out_everywhere, actor=nurse, now=datetime.now(UTC))
    write(page, account_id)
    expect(page.page.get_by_text("Signed out: kept on this computer")).to_be_visible(timeout=SOON)
    page.reload()
    page.titled("Sign in")
    computer.sign_in(nurse)
    page.go(f"/account?account={account_id}")
    is_there(page, nurse, account_id)


def test_of_two_tabs_neither_overwrites_the_other_and_she_chooses(house: House, computer: Computer) -> None:
    nurse = house.newcomer()
    account_id, one = begun(nurse), computer.visitor(nurse)
    two = computer.visitor()
    for tab in (one, two):
        tab.go(f"/account?account={account_id}")
    write(one, account_id, "From the ward.")
    write(two, account_id, "From home.")  # at once: a tab that has heard of the newer text begins from that
    is_saved(one)
    two.reads("Both versions are kept; which should go on?")
    assert stored(nurse, account_id) == "From the ward."
    assert [each.written.answers[1] for each in look_up(kept_beside, actor=nurse, account_id=account_id)] == [
        "From home."
    ]
    two.page.get_by_role("button", name="See both").click()
    expect(two.page.locator(".sides")).to_contain_text("From the ward.")
    two.page.get_by_role("button", name="Keep what is in the boxes").click()
    is_there(two, nurse, account_id, "From home.")
    write(one, account_id, " More.")
    one.reads("Both versions are kept; which should go on?")
    one.page.get_by_role("button", name="Use the newer version").click()
    is_there(one, nurse, account_id, "From home.")
    assert look_up(kept_beside, actor=nurse, account_id=account_id) == []
    assert look_up(versions, actor=nurse, account_id=account_id).total >= 3


def test_another_person_on_the_same_computer_sees_nothing_and_loses_nothing(house: House, computer: Computer) -> None:
    nurse, other = house.newcomer(), house.newcomer()
    account_id, page = begun(nurse), computer.visitor(nurse)
    others_account = begun(other)
    page.go(f"/account?account={account_id}")
    carry_out(sign_out_everywhere, actor=nurse, now=datetime.now(UTC))
    write(page, account_id)
    expect(page.page.get_by_text("Signed out: kept on this computer")).to_be_visible(timeout=SOON)
    second = computer.visitor(other)
    second.go(f"/account?account={others_account}")
    expect(second.page.locator("#answer_2")).to_have_value("")
    write(second, others_account, "Mine.")
    is_saved(second)
    (row,) = copies(second, 1)
    assert "Silence" not in row
    assert "answers" not in row
    write(page, account_id, " More.")  # the tab left open does not write as whoever is signed in by now
    page.page.wait_for_timeout(BEFORE_THE_BLOW)
    page.page.close()
    second.go(f"/account?account={account_id}")
    second.reads("is not here any more, or it is not yours to see")
    assert (stored(nurse, account_id), stored(other, others_account)) == ("", "Mine.")
    computer.sign_in(nurse)
    second.go(f"/account?account={account_id}")
    is_there(second, nurse, account_id, f"{WORDS} More.")
    assert copies(second, 0) == []
