"""Looking at pages with axe-core: whoever looks, what is looked at, and what is found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.browser.browsing import DESKTOP, PHONE, Visitor

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TALL = 5000  # axe passes over what is scrolled out of sight
WIDE, NARROW = DESKTOP[0], PHONE[0]
RUN = """
how => axe.run(document, { preload: false, resultTypes: ["violations"], ...how }).then(found => ({
  passes: found.passes.length,
  violations: found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${node.html.slice(0, 300)}`)),
}))
"""
COLOURS = ("color-contrast", "link-in-text-block")
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}}
ALL_BUT_COLOURS = {**EVERYTHING, "rules": {rule: {"enabled": False} for rule in COLOURS}}
SIDEWAYS = """
() => [document.scrollingElement, ...document.querySelectorAll("[data-testid=stMain], [role=dialog]")]
  .filter(part => part.scrollWidth > part.clientWidth)
  .map(part => `${part.tagName} ${part.dataset.testid || ""}: ${part.scrollWidth} in ${part.clientWidth}`)
"""
IS_DARK = """
() => getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor === "rgb(22, 25, 28)"
"""  # as .streamlit/config.toml has it
NARROWING = 200  # milliseconds until a page has taken on another width or other colours

Prepare = Callable[[Visitor], object]


def nothing(_: Visitor) -> None:
    """Look at a page as it comes."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as somebody sees it, after doing something on it."""

    who: str
    path: str
    reads: str
    prepare: Prepare = nothing

    def __str__(self) -> str:
        """The name of its test."""
        return f"{self.who} {self.path} {self.reads}"


def unfold(visitor: Visitor) -> None:
    """Open what is folded away."""
    folded = visitor.page.locator("[data-testid=stExpander] details:not([open]) > summary")
    for _ in range(folded.count()):
        folded.first.click(delay=50)
        visitor.settled()


def pressing(name: str, then: str = "") -> Prepare:
    """Press a button, and wait for what it says."""

    def do(visitor: Visitor) -> None:
        visitor.press(name)
        if then:
            visitor.reads(then)

    return do


@dataclass(slots=True)
class Houses:
    """Everybody who looks at pages, each with a browser of their own, and the ids that addresses need."""

    visitors: dict[str, Visitor]
    ids: dict[str, object]
    untouched: set[str] = field(default_factory=set)  # whose page nobody has done anything on

    def see(self, seen: Seen) -> Visitor:
        """Open the page and do there what is to be done."""
        visitor, path = self.visitors[seen.who], seen.path.format_map(self.ids)
        visitor.page.set_viewport_size({"width": WIDE, "height": DESKTOP[1]})
        visitor.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        visitor.page.wait_for_timeout(NARROWING)
        is_another = urlsplit(visitor.page.url).path != urlsplit(path).path  # the same one would keep what was chosen
        moves = seen.who in self.untouched and is_another
        if moves:
            visitor.move(path)
        if not (moves and visitor.is_reading(seen.reads)):
            visitor.go(path)
        self.untouched.discard(seen.who)
        visitor.reads(seen.reads)
        seen.prepare(visitor)
        if seen.prepare is nothing:
            self.untouched.add(seen.who)
        visitor.page.set_viewport_size({"width": WIDE, "height": TALL})
        return visitor


def faults(visitor: Visitor, how: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe finds; it is given to the page from outside, since the page itself loads nothing foreign."""
    if not visitor.page.evaluate("'axe' in window"):
        visitor.page.evaluate(axe())
        visitor.page.evaluate("document.documentElement.style.minHeight = '100vh'")  # else axe passes over dialogs
    found: dict[str, Any] = visitor.page.evaluate(RUN, how)
    assert found["passes"]
    return list(found["violations"])


@cache
def axe() -> str:
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.origin
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def darken(visitor: Visitor) -> None:
    """Have the page change its colours, as a computer does in the evening."""
    visitor.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    visitor.page.wait_for_function(IS_DARK)
    visitor.page.wait_for_timeout(NARROWING)


def look_everywhere(houses: Houses, seen: Seen) -> None:
    """Look at a page wide and narrow, light and dark."""
    visitor = houses.see(seen)
    found = {"light": faults(visitor)}
    visitor.page.set_viewport_size({"width": NARROW, "height": TALL})
    visitor.page.wait_for_timeout(NARROWING)
    found["narrow"] = faults(visitor, ALL_BUT_COLOURS)
    found["sideways"] = visitor.page.evaluate(SIDEWAYS)
    darken(visitor)
    found["dark"] = faults(visitor, ONLY_COLOURS)
    assert found == {"light": [], "dark": [], "narrow": [], "sideways": []}
    assert visitor.faults == []
