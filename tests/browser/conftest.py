"""A real browser, and the real app to visit with it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser.browsing import Visitor, launch, visiting
from tests.browser.houses import complaints_of_servers, serving_app

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIANS = Path("/usr/bin/chromium")
PATIENCE = 600  # seconds that fetching a browser may take

Visiting = Callable[..., Visitor]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure also shows what the app's server said last."""
    report = yield
    if report.failed:
        report.sections.append(("The app's server", complaints_of_servers() or "It said nothing."))
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser that starts: one that is installed, else Playwright's own, which is fetched once."""
    reason = ""
    installed = [path for path in (str(DEBIANS), *map(shutil.which, NAMES)) if path and Path(path).exists()]
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        for path in [*dict.fromkeys(installed), own]:
            if path == own and not Path(own).exists():
                reason = _fetch() or reason
            try:
                launch(playwright, path).close()
            except Error as error:
                reason = reason or f"{path} does not start: {error.message.splitlines()[0]}"
            else:
                return path
    if os.environ.get("CI"):
        pytest.fail(f"No Chromium: {reason}")
    pytest.skip(f"No Chromium: {reason}")


def _fetch() -> str:
    """Fetch Playwright's own browser; says why that failed, if it did."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"Playwright's could not be fetched: {error}"
    return f"Playwright's could not be fetched: {done.stderr.strip()[-200:]}" if done.returncode else ""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium for one module; it is closed after it, since Playwright occupies this thread's event loop."""
    with sync_playwright() as playwright, launch(playwright, chromium) as started:
        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visiting]:
    """Send somebody new to an address; what goes wrong in their browser fails the test."""
    with ExitStack() as visitors:

        def send(address: str, **how: object) -> Visitor:
            return visitors.enter_context(visiting(browser, address, **how))  # type: ignore[arg-type]

        yield send


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of the app, just started where there is no database yet."""
    data = tmp_path / "data"
    with serving_app(f"sqlite:///{data / 'revalidation.db'}", data) as address:
        yield address
