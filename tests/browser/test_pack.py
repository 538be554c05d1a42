"""A nurse makes her evidence pack and fetches it; somebody without an account checks it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from revalidation.acting import carry_out
from revalidation.commands.evidence import add_evidence
from revalidation.commands.installation import set_up
from revalidation.domain.people import Actor, Role
from tests import make
from tests.browser.browsing import DESKTOP, PHONE, visiting
from tests.browser.houses import filling, serving_filled, token_of
from tests.opening import foreign


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Actor]]:
    """The app, and a nurse with an account and a certificate."""
    now, folder = datetime.now(UTC), tmp_path_factory.mktemp("pack")
    with filling(folder) as url:
        secret, roles = make.PASSWORD, frozenset({Role.LIBRARIAN})
        email = "first@trust.example"
        carry_out(set_up, name="First", email=email, password=secret, again=secret, roles=roles, now=now)
        nurse = make.person("Siân Ŵyn", now=now)
        make.finished_account(nurse, "Spotting sepsis", now=now)
        carry_out(add_evidence, actor=nurse, name="certificate.pdf", content=foreign.pdf(2), now=now)
        with serving_filled(url, folder) as address:
            yield address, nurse


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "telephone"])
def test_a_pack_is_made_fetched_and_checked(
    browser: Browser, house: tuple[str, Actor], size: tuple[int, int], tmp_path: Path
) -> None:
    address, me = house
    file = tmp_path / "pack.pdf"
    with visiting(browser, address, size=size, token=token_of(me)) as nurse:
        nurse.go("/pack")
        nurse.titled("Evidence pack")
        nurse.press("Make my evidence pack")
        nurse.reads("Your pack is ready: 5 pages")
        with nurse.page.expect_download() as download:
            nurse.follow("Download it (PDF)")
        assert download.value.suggested_filename.startswith("Evidence pack – Siân Ŵyn – ")
        download.value.save_as(file)
    with visiting(browser, address, size=size) as confirmer:
        confirmer.go("/check_pack")
        confirmer.titled("Check an evidence pack")
        confirmer.page.locator("input[type=file]").set_input_files(file)
        confirmer.reads("This file is exactly as this installation made it.")
        file.write_bytes(file.read_bytes() + b"%" * 12_000_000)  # more than a file of evidence may have
        confirmer.reload()
        confirmer.page.locator("input[type=file]").set_input_files(file)
        confirmer.reads("This file was made here, and has been changed since.")
