"""Measures reruns over the websocket: pages of ours against a bare Streamlit page, in the same minutes.

`python -m tests.benchmarks.reruns` prints them and their ratios. Trust the ratios.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from revalidation.acting import carry_out
from revalidation.commands.accounts import save_account, start_account
from revalidation.commands.bookings import book
from revalidation.domain.accounts import Written
from revalidation.domain.people import Actor
from tests import make
from tests.browser.browsing import COOKIE
from tests.browser.houses import filling, token_of
from tests.conftest import KEY
from tests.visiting import ROOT, free_port, serving, streamlit_run, visit

_WARM_UP = 10  # runs in each tab before the clock starts


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure: where it is served, its address there, and the cookie of whoever opens it."""

    name: str
    port: int
    path: str = ""
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """How fast a page was."""

    per_second: float
    median_ms: float
    p95_ms: float
    kilobytes: float


def measure(page: Page, *, tabs: int, seconds: float) -> Measured:
    """Rerun a page in so many tabs, each as soon as the last run has finished."""
    return asyncio.run(_measure(page, tabs, seconds))


async def _measure(page: Page, tabs: int, seconds: float) -> Measured:
    ready = asyncio.Barrier(tabs)
    in_tabs = await asyncio.gather(*(_keep_rerunning(page, ready, seconds) for _ in range(tabs)))
    took = [run for runs, _size in in_tabs for run in runs]
    return Measured(
        per_second=len(took) / seconds,
        median_ms=statistics.median(took) * 1000,
        p95_ms=statistics.quantiles(took, n=20)[-1] * 1000,
        kilobytes=max(size for _runs, size in in_tabs) / 1000,
    )


async def _keep_rerunning(page: Page, ready: asyncio.Barrier, seconds: float) -> tuple[list[float], int]:
    """One tab: how long each run took, and how much one sends."""
    took: list[float] = []
    async with visit(page.port, {"Cookie": page.cookie} if page.cookie else None) as tab:
        for _ in range(_WARM_UP):
            run = await tab.run(page.path)
        if run.errors:
            message = f"{page.name} fails: {run.errors[0]}"
            raise RuntimeError(message)
        await ready.wait()
        began = time.perf_counter()
        while (started := time.perf_counter()) - began < seconds:
            await tab.run()
            took.append(time.perf_counter() - started)
    return took, run.size


def compare(pages: Sequence[Page], *, tabs: int, seconds: float, rounds: int) -> Iterator[tuple[Page, Measured, float]]:
    """Measure the pages in turn, several rounds, and yield each one's median and its ratio to the first."""
    measured = [[measure(page, tabs=tabs, seconds=seconds) for page in pages] for _ in range(rounds)]
    for number, page in enumerate(pages):
        of_page = [of_round[number] for of_round in measured]
        ratios = [of_round[number].per_second / of_round[0].per_second for of_round in measured]
        yield page, _median(of_page), statistics.median(ratios)


def _median(measured: Sequence[Measured]) -> Measured:
    return sorted(measured, key=lambda one: one.per_second)[len(measured) // 2]


@contextmanager
def bare_page() -> Iterator[Page]:
    """A server of its own with the bare page, and with our configuration."""
    port = free_port()
    with serving(streamlit_run(Path(__file__).with_name("bare_page.py"), port), port):
        yield Page("bare page", port)


def print_comparison(pages: Sequence[Page], *, seconds: float, rounds: int) -> None:
    """Print a table for one tab and one for sixteen."""
    for tabs in (1, 16):
        _say(f"\n{tabs} tab{'s' if tabs > 1 else ''} open    reruns/s   median ms   95 % ms     kB   against bare")
        for page, one, ratio in compare(pages, tabs=tabs, seconds=seconds, rounds=rounds):
            numbers = (
                f"{one.per_second:8.1f} {one.median_ms:11.1f} {one.p95_ms:9.1f} {one.kilobytes:6.1f} {ratio:14.2f}"
            )
            _say(f"{page.name:<14} {numbers}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def our_pages() -> Iterator[list[Page]]:
    """Our app with 60 people and 200 upcoming sessions, and the pages of a nurse who has written an account."""
    with TemporaryDirectory() as folder, filling(Path(folder)) as url:
        nurse = fill()
        port = free_port()
        environment = {"REVALIDATION_DATABASE": url, "REVALIDATION_DATA": folder, "REVALIDATION_KEY": KEY}
        with serving(streamlit_run(ROOT / "streamlit_app.py", port), port, environment):
            cookie = f"{COOKIE}={token_of(nurse)}"
            paths = {"home": "home", "sessions list": "sessions", "account": "account?account=1"}
            yield [Page(name, port, path, cookie) for name, path in paths.items()]


def fill() -> Actor:
    """The people, sessions, bookings and the account."""
    now = datetime.now(UTC)
    by = make.librarian()
    nurses = [make.person(f"Nurse {number}") for number in range(59)]
    articles = [make.article(by, f"Article {number}") for number in range(20)]
    group_ids = [make.group(by, f"Readers {number}") for number in range(6)]
    for number in range(200):
        starts_at = now + timedelta(days=1, hours=7 * number)
        session_id = make.session(by, group_ids[number % 6], starts_at=starts_at, articles=(articles[number % 20],))
        for each in range(number % 10):
            carry_out(book, actor=nurses[(number + 7 * each) % 59], session_id=session_id, now=now)
    account_id = carry_out(start_account, actor=nurses[0], session_id=None, now=now)
    words = "something that I learnt on the ward " * 15
    written = Written("On listening", (words, words, words, words), ("preserve_safety",))
    carry_out(save_account, actor=nurses[0], account_id=account_id, written=written, revision=0, now=now)
    return nurses[0]


def main() -> None:
    """Measure our pages against the bare one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    with bare_page() as bare, our_pages() as ours:
        print_comparison([bare, *ours], seconds=chosen.seconds, rounds=chosen.rounds)


if __name__ == "__main__":
    main()
