"""How fast documents are made, beside other engines: `python -m tests.benchmarks.documents`.

The same text in one run, on one thread, in turns; medians of CPU time. Trust the ratios, not the figures. ReportLab and
typst are needed for this alone: `pip install --no-deps --target DIR reportlab typst`, and DIR in PYTHONPATH.
"""

import argparse
import gc
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from revalidation.documents.reflective_accounts import reflective_accounts_pdf
from tests.benchmarks.pack import AT, account, ours, pack, parts
from tests.benchmarks.rivals import rivals

PAGES_OF_THE_LONGEST = 1000
IN_A_ROW = 3  # packs by one engine before the next has its turn
_FOOT = re.compile(r"Set out as the NMC .*? NMC\.|Page \d+ of \d+")


def spent(make: Callable[[], bytes]) -> float:
    """CPU time in milliseconds, without the rubbish of whoever had the turn before."""
    gc.collect()
    begun = time.process_time()
    make()
    return (time.process_time() - begun) * 1000


def words_in(content: bytes) -> Counter[str]:
    """What is read back; marks and footers apart, and words as the ends of lines leave them."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return Counter(re.findall(r"[a-z]{4,}", _FOOT.sub("", text).lower()))


def beside_others(rounds: int) -> list[str]:
    """The pack by every engine, in turns."""
    engines = {name: engine for name, engine in rivals().items() if engine is not None}
    absent = [name for name, engine in rivals().items() if engine is None]
    first = pack(0)
    made = {"ours": ours(first), **{name: engine(parts(first)) for name, engine in engines.items()}}
    figures: dict[str, list[float]] = {name: [] for name in made}
    gc.freeze()  # as the server does once it has started
    for salt in range(1, rounds + 1):
        its = [pack(salt * IN_A_ROW + number) for number in range(IN_A_ROW)]
        figures["ours"] += [spent(partial(ours, it)) for it in its]
        for name, engine in engines.items():
            figures[name] += [spent(partial(engine, text)) for text in map(parts, its)]
    medians = {name: statistics.median(each) for name, each in figures.items()}
    lines = ["| the pack by | pages | kB | words | ms | ratio |", "|---|---:|---:|---:|---:|---:|"]
    for name, content in made.items():
        pages, words = len(PdfReader(BytesIO(content)).pages), words_in(content).total()
        ratio = medians[name] / medians["ours"]
        lines.append(f"| {name} | {pages} | {len(content) // 1000} | {words} | {medians[name]:.1f} | {ratio:.1f} |")
    return [*lines, *(f"| {name} | not installed, not measured |||||" for name in absent)]


def growth(rounds: int) -> list[str]:
    """Accounts of two pages each: how the time a page grows with their number."""
    lines = ["| accounts | pages | ms | ms a page |", "|---:|---:|---:|---:|"]
    for count in (1, 5, 200):
        written = [account(f"{number}", 5) for number in range(count)]
        make = partial(reflective_accounts_pdf, written, author="A. Nurse", at=AT)
        pages = len(PdfReader(BytesIO(make())).pages)  # and what is read once a process is read
        median = statistics.median(spent(make) for _ in range(rounds if count < 200 else max(rounds // 3, 1)))
        lines.append(f"| {count} | {pages} | {median:.1f} | {median / pages:.2f} |")
    return lines


def peak_memory() -> str:
    """What a process needs at most that makes 1,000 pages and nothing else."""
    command = [sys.executable, "-m", "tests.benchmarks.documents", "--longest"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()  # noqa: S603


def longest() -> str:
    """Make the longest document, and say how far the memory of this process rose."""
    written = [account(f"{number}", 5) for number in range(PAGES_OF_THE_LONGEST // 2)]
    reflective_accounts_pdf(written[:1], author="", at=AT)
    before = peak_mb()
    content = reflective_accounts_pdf(written, author="", at=AT)
    pages = content.count(b"/Type /Page ")
    return f"{pages} pages, {len(content) / 1e6:.1f} MB: peak {peak_mb()} MB, {peak_mb() - before} MB above one account"


def peak_mb() -> int:
    """The most memory that this process has had at once."""
    # Not getrusage, which begins with what the process before it had.
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(peak) // 1024


def main() -> None:
    """Measure, and print the tables as they stand in README.md."""
    os.environ["RAYON_NUM_THREADS"] = "1"  # typst's threads
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--longest", action="store_true", help="only the memory of 1,000 pages")
    asked = arguments.parse_args()
    lines = (
        [longest()] if asked.longest else [*beside_others(asked.rounds), "", *growth(asked.rounds), "", peak_memory()]
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
