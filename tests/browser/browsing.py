"""Visits the app in Chromium as people do: by the labels they read, and waiting until a page has settled."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Playwright,
    Request,
    expect,
)

ARGUMENTS = (
    "--no-sandbox",  # Chromium refuses to run as root with it, and sees nothing here but our own pages
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESKTOP, PHONE = (1280, 800), (390, 844)
COOKIE = "revalidation"

Scheme = Literal["light", "dark"]

_SETTLED = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
_MOVE = """
path => new Promise(hasArrived => {
  const isIdle = state => state === "notRunning";
  let hasRun = false;
  new MutationObserver((changes, it) => {
    const now = document.querySelector("[data-testid=stApp]").dataset.testScriptState;
    hasRun ||= changes.some(change => !isIdle(change.oldValue)) || !isIdle(now);
    if (hasRun && isIdle(now)) { it.disconnect(); hasArrived(true); }
  }).observe(document, { attributeFilter: ["data-test-script-state"], attributeOldValue: true, subtree: true });
  setTimeout(() => hasArrived(false), 3000);
  history.pushState({}, "", path);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
})
"""
_PATIENCE = 20_000  # milliseconds
_BEFORE_A_RERUN = 120  # milliseconds a page may look idle before it begins to run
_AT_REST, _LOOKS = 400, 40  # milliseconds that a button stands still, and how often it is looked at
_BEFORE_THE_FIRST_CLICK = 300  # milliseconds until Streamlit's own scripts listen
_TELEPHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile "
    "Safari/537.36"
)
_PROBING = re.compile(r"/.+/_stcore/(health|host-config)")  # Streamlit looks where it is served on a deep address


def launch(playwright: Playwright, chromium: str) -> Browser:
    """Start Chromium without a window."""
    return playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)


class Visitor:
    """Somebody with a browser of their own; what goes wrong in it is noted in `faults`."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """A new window of `context`; every path is below `address`."""
        self.faults: list[str] = []
        self.address = address
        self.context = context
        context.set_default_timeout(_PATIENCE)
        context.on("console", self._note_console)
        context.on("request", self._note_request)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("dialog", self._note_dialog)
        self.page: Page = context.new_page()

    def go(self, path: str) -> None:
        """Open an address as by typing it."""
        self.page.goto(path if path.startswith("http") else f"{self.address}{path}")
        self.settled()
        self.page.wait_for_timeout(_BEFORE_THE_FIRST_CLICK)

    def move(self, path: str) -> None:
        """Open an address as the browser's own buttons do, in the page that stands: several times as fast."""
        if self.page.evaluate(_MOVE, path):
            self.settled()
        else:
            self.go(path)

    def reload(self) -> None:
        """Refresh the page."""
        self.page.reload()
        self.settled()
        self.page.wait_for_timeout(_BEFORE_THE_FIRST_CLICK)

    def settled(self) -> None:
        """Wait until the page has been drawn; look for what is expected as well, for a rerun may begin a bit later."""
        self.page.wait_for_timeout(_BEFORE_A_RERUN)
        expect(self.page.locator(_SETTLED)).to_have_count(1, timeout=_PATIENCE)

    def titled(self, title: str) -> None:
        """Wait for a page's title."""
        expect(self.page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible(timeout=_PATIENCE)
        self.settled()

    def reads(self, text: str) -> None:
        """Wait for words on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=_PATIENCE)

    def is_reading(self, text: str) -> bool:
        """Whether words are on the page now."""
        return self.page.get_by_text(text).first.is_visible()

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button with these words."""
        (within or self.page).get_by_role("button", name=name, exact=True).click(delay=50)
        self.settled()

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Follow the link with these words."""
        (within or self.page).get_by_role("link", name=name, exact=True).click(delay=50)
        self.settled()

    def turn_to(self, name: str) -> None:
        """Choose one of the views of a page, or one of a few choices."""
        self.page.get_by_role("radio", name=name, exact=True).click(delay=50)
        self.settled()

    def box(self, label: str) -> Locator:
        """What is typed into."""
        return self.page.get_by_label(_as_asked(label))

    def fill(self, label: str, text: str) -> None:
        """Put text into a box, and leave it."""
        self.box(label).fill(text)
        self.box(label).blur()
        self.settled()

    def type(self, label: str, text: str) -> None:
        """Type into a box key by key, after what stands there, and leave it."""
        self.box(label).press("Control+End")
        self.box(label).press_sequentially(text)
        self.page.keyboard.press("Tab")
        self.settled()

    def choose(self, label: str, option: str) -> None:
        """Pick from a list that opens."""
        self.page.get_by_role("combobox", name=_as_asked(label)).click(delay=50)
        self.page.get_by_role("option", name=_as_offered(option)).click(delay=50)
        self.page.keyboard.press("Escape")
        self.settled()

    def at_rest(self, name: str) -> None:
        """Wait until a button has stood still for a while."""
        button, was = self.page.get_by_role("button", name=name, exact=True), None
        for _ in range(_LOOKS):
            self.page.wait_for_timeout(_AT_REST)
            if (now := button.bounding_box()) == was:
                return
            was = now

    def search_and_choose(self, label: str, option: str) -> None:
        """Pick from a long list by typing what is wanted."""
        box = self.page.get_by_role("combobox", name=_as_asked(label))
        box.click(delay=50)
        box.press_sequentially(option)
        self.page.get_by_role("option", name=_as_offered(option)).click(delay=50)
        self.page.keyboard.press("Escape")
        self.settled()

    def set_part(self, label: str, part: str, number: str) -> None:
        """Type one part of a date or time."""
        self.page.get_by_role("spinbutton", name=_as_asked(f"{part}, {label}")).focus()
        self.page.keyboard.type(number, delay=30)
        self.settled()

    def is_narrow(self) -> bool:
        """Whether this is a telephone."""
        return (self.page.viewport_size or {"width": 0})["width"] == PHONE[0]

    def picture(self, name: str) -> None:
        """Keep what is seen, if REVALIDATION_SCREENSHOTS names a folder."""
        folder = os.environ.get("REVALIDATION_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.wait_for_timeout(_BEFORE_THE_FIRST_CLICK)
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def _note_console(self, message: ConsoleMessage) -> None:
        url = str(message.location.get("url", ""))
        is_probing = "404" in message.text and _PROBING.fullmatch(urlsplit(url).path) is not None
        if (message.type == "error" and not is_probing) or "Content Security Policy" in message.text:
            self.faults.append(f"console: {message.text} {url}")

    def _note_dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in {"data", "blob"} and asked.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"foreign request: {request.url}")


def _as_offered(option: str) -> re.Pattern[str]:
    """A choice as it stands, whether or not it says in brackets whose it is."""
    return re.compile(rf"^{re.escape(option)}( \(.*\))?$")


def _as_asked(label: str) -> re.Pattern[str]:
    """A label as it stands, whether or not it is said to be required."""
    return re.compile(rf"^{re.escape(label)}( \(required\))?$")


@contextmanager
def visiting(
    browser: Browser,
    address: str,
    *,
    size: tuple[int, int] = DESKTOP,
    token: str = "",
    scheme: Scheme = "light",
    headers: dict[str, str] | None = None,
) -> Iterator[Visitor]:
    """Somebody new with a browser of their own, signed in if a token is given; faults fail the test at the end."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="en-GB",
        timezone_id="Europe/London",
        extra_http_headers=headers or {},
        accept_downloads=True,
        is_mobile=size == PHONE,
        has_touch=size == PHONE,
        user_agent=_TELEPHONE if size == PHONE else None,  # Streamlit closes the menu after a choice where it reads so
    )
    if token:
        context.add_cookies([{"name": COOKIE, "value": token, "url": address, "httpOnly": True, "sameSite": "Lax"}])
    visitor = Visitor(context, address)
    yield visitor
    visitor.picture(f"last-{width}-{id(visitor)}")
    context.close()
    assert not visitor.faults, visitor.faults
