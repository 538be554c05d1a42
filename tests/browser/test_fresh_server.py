"""A server just started, whose front page nobody has opened: other addresses show the door or a refusal only."""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import Browser

from pages.shared import frame
from revalidation.acting import carry_out
from revalidation.commands.installation import set_up
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotForYourRole
from revalidation.web.identity import TRUSTED_HEADER
from tests import make
from tests.browser.browsing import COOKIE, visiting
from tests.browser.houses import filling, serving_app, serving_filled, token_of
from tests.visiting import ROOT, visit

ADDRESSES = {
    role: [
        frame.ADDRESSES.get(f"{role.value}/{path.stem}", path.stem)
        for path in sorted((ROOT / "pages" / role.value).glob("*.py"))
    ]
    for role in Role
}
MENU = "[data-testid=stSidebarNav] a"
FRAME = "html: <style"  # how our style sheet begins


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Actor, Actor]]:
    """A database with one nurse and one librarian, and no server yet."""
    folder = tmp_path_factory.mktemp("fresh")
    with filling(folder) as url:
        email = "first@trust.example"
        librarians = frozenset({Role.LIBRARIAN})
        secret = make.PASSWORD
        carry_out(set_up, name="First", email=email, password=secret, again=secret, roles=librarians, now=make.NOON)
        yield url, folder, make.person("Nurse One"), make.librarian()


def drawn_at(names: Sequence[str], address: str, token: str = "") -> dict[str, list[str]]:
    """What a server draws, besides our style sheet, for whoever opens each address in a tab of its own."""
    cookie = {"Cookie": f"{COOKIE}={token}"} if token else None

    async def visits() -> dict[str, list[str]]:
        found = {}
        for name in names:
            async with visit(urlsplit(address).port or 0, cookie) as tab:
                run = await tab.run(name)
            assert not run.errors
            found[name] = [each for each in run.drawn if not each.startswith(FRAME)]
        return found

    with ThreadPoolExecutor() as elsewhere:  # Playwright has a loop of its own in this thread
        return elsewhere.submit(asyncio.run, visits()).result()


@pytest.mark.parametrize("role", list(Role))
def test_a_stranger_at_any_address_is_shown_the_sign_in_and_nothing_else(
    people: tuple[str, Path, Actor, Actor], role: Role
) -> None:
    url, folder, _, _ = people
    assert ADDRESSES[role]
    with serving_filled(url, folder) as address:
        drawn = drawn_at([*ADDRESSES[role], ""], address)
    sign_in = drawn.pop("")
    assert sign_in[0] == "heading: Sign in"
    assert drawn == dict.fromkeys(ADDRESSES[role], sign_in)


@pytest.mark.parametrize("role", list(Role))
def test_the_wrong_role_is_told_one_sentence_at_any_address(people: tuple[str, Path, Actor, Actor], role: Role) -> None:
    url, folder, nurse, librarian = people
    wrong = librarian if role is Role.NURSE else nurse
    with serving_filled(url, folder) as address:
        drawn = drawn_at(ADDRESSES[role], address, token_of(wrong))
    sentence = NotForYourRole(role=role.value).sentence
    for name, (title, said, *more) in drawn.items():
        assert title == "heading: This page can't be shown", name
        assert sentence in unescape(said), name
        assert more == [], name


def test_a_stranger_sees_the_door_in_a_browser_as_well(
    browser: Browser, people: tuple[str, Path, Actor, Actor]
) -> None:
    url, folder, _, _ = people
    with serving_filled(url, folder) as address, visiting(browser, address) as stranger:
        stranger.go("/accounts")
        stranger.titled("Sign in")
        assert stranger.page.get_by_role("button", name="Sign in", exact=True).count() == 1
        assert stranger.page.locator(MENU).count() == 0


def test_a_stranger_at_an_empty_installation_is_welcomed_at_any_address(browser: Browser, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'revalidation.db'}"
    with serving_app(database, tmp_path) as address, visiting(browser, address) as stranger:
        stranger.go("/accounts")
        stranger.titled("Welcome")


def test_a_forged_header_opens_nothing(browser: Browser, people: tuple[str, Path, Actor, Actor]) -> None:
    url, folder, nurse, _ = people
    token_of(nurse)
    with (
        serving_filled(url, folder) as address,
        visiting(browser, address, headers={TRUSTED_HEADER: "1"}) as stranger,
    ):
        stranger.go("/home")
        stranger.titled("Sign in")


def test_documents_are_not_given_to_strangers(people: tuple[str, Path, Actor, Actor]) -> None:
    url, folder, _, _ = people

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    with serving_filled(url, folder) as address:
        for path in (
            *("/documents/reflective-accounts.pdf", "/documents/reflective-account/1.pdf", "/documents/cpd-log.pdf"),
            *("/documents/signed-form/1.pdf", "/documents/confirmation-to-sign-by-hand.pdf"),
            *("/documents/statement/1.pdf", "/documents/evidence/1", f"/documents/evidence-pack/{'0' * 32}.pdf"),
        ):
            with pytest.raises(HTTPError) as answered:
                build_opener(Stay).open(Request(address + path, headers={TRUSTED_HEADER: "1"}))  # noqa: S310
            assert answered.value.code == 303
            assert b"%PDF" not in answered.value.read()
            answered.value.close()
