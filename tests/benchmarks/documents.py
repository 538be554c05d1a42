"""How fast documents are made, beside stock fpdf2: `python -m tests.benchmarks.documents`.

The same text in one run, on one thread; medians of CPU time. Trust the ratios, not the figures.
"""

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from fpdf import FPDF
from pypdf import PdfReader

from revalidation.documents.reflective_accounts import reflective_accounts_pdf
from revalidation.documents.typefaces import FONTS
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.nmc import reflective_accounts_form

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
FORM = reflective_accounts_form("2022-06")
SENTENCE = "We met on the ward and read how breathing changes before anything else does, and what that asks of us. "


def accounts(count: int) -> list[ReflectiveAccount]:
    """So many accounts of about 450 words each."""
    paragraph = SENTENCE * 5
    return [
        ReflectiveAccount(
            title=f"Reading {number}",
            answers=(paragraph, f"{paragraph}\n\n{paragraph}", f"- {SENTENCE}\n- {SENTENCE}", paragraph),
            themes=("preserve_safety",),
            form_version="2022-06",
        )
        for number in range(count)
    ]


def ours(written: Sequence[ReflectiveAccount]) -> bytes:
    """As nurses get them."""
    return reflective_accounts_pdf(written, author="A Khan", at=AT)


def stock(written: Sequence[ReflectiveAccount]) -> bytes:
    """The same text by fpdf2's own cells, untagged."""
    pdf = FPDF(unit="pt", format="A4")
    for style, name in (("", "NotoSans-Regular.ttf"), ("B", "NotoSans-Bold.ttf")):
        pdf.add_font("noto", style, FONTS / name)
    pdf.set_margin(51)
    for account in written:
        pdf.add_page()
        pdf.set_font("noto", "", 9)
        pdf.multi_cell(0, 13, FORM.preamble, new_x="LMARGIN", new_y="NEXT")
        for question, answer in zip(FORM.questions, account.answers, strict=True):
            pdf.set_font("noto", "B", 10.5)
            pdf.multi_cell(0, 15, question, new_x="LMARGIN", new_y="NEXT")
            pdf.set_font("noto", "", 10.5)
            pdf.multi_cell(0, 15, answer, border=1, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def median_ms(make: Callable[[Sequence[ReflectiveAccount]], bytes], count: int, rounds: int) -> tuple[float, int]:
    """The median of the CPU time of so many rounds, in milliseconds, and how many pages come out."""
    written = accounts(count)
    pages = len(PdfReader(io.BytesIO(make(written))).pages)  # and what is read once a process is read
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        make(written)
        spent.append((time.process_time() - begun) * 1000)
    return statistics.median(spent), pages


def main() -> None:
    """Measure, and print a table as it stands in README.md."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=9)
    rounds = arguments.parse_args().rounds
    lines = ["| documents | pages | ms | ms a page |", "|---|---:|---:|---:|"]
    for name, make, count, times in (
        ("ours, 1 account", ours, 1, rounds),
        ("ours, 5 accounts", ours, 5, rounds),
        ("ours, 200 accounts", ours, 200, max(rounds // 3, 1)),
        ("stock fpdf2, 1 account", stock, 1, max(rounds // 3, 1)),
        ("stock fpdf2, 5 accounts", stock, 5, max(rounds // 3, 1)),
    ):
        spent, pages = median_ms(make, count, times)
        lines.append(f"| {name} | {pages} | {spent:.1f} | {spent / pages:.2f} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
