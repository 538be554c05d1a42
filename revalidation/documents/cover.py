"""The cover of an evidence pack: whose it is, what it holds on which page, and how it can be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from revalidation.documents.document import Document
from revalidation.documents.layout import PADDING, PORTRAIT, Band, Column, Edges, Row, band
from revalidation.documents.qr import QUIET, qr_code
from revalidation.documents.structure import Element
from revalidation.documents.styles import HEADING, NAME, SMALL, TITLE
from revalidation.documents.tables import Entry, Heading, facts, table
from revalidation.documents.unprintable import printed
from revalidation.domain.packs import PackContent, said_period
from revalidation.domain.times import said_moment

_WIDTH = PORTRAIT.inside
_INSIDE = _WIDTH - 2 * PADDING
_INDENT = 150.0
_QR_SIZE, _QR_GAP = 132.0, 20.0  # as many modules as this code has can be scanned from paper at this size


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover says; `entries` are titles and the pages they begin on, `code` is what the QR code says."""

    content: PackContent
    at: datetime
    address: str
    entries: Sequence[tuple[str, int]]
    code: str
    fingerprint: str


def cover_bands(document: Document, whole: Element, cover: Cover) -> Iterator[Band]:
    """The cover, ready to be put on sheets."""
    holder = cover.content.holder
    yield band([document.text("Evidence pack", TITLE, Element("H1", whole), width=_WIDTH), Row(6)])
    yield band([document.text(_line(holder.name), NAME, Element("P", whole), width=_WIDTH), Row(8)])
    yield band(facts(document, whole, _facts(cover), indent=_INDENT, width=_INSIDE), edges=Edges.BOX)
    yield band([Row(14)])
    # In front of the contents, which may go on over several sheets: the code belongs to the first.
    yield _checking(document, document.section(whole), cover)
    part = document.section(whole)
    yield band(
        [Row(14), document.text("Contents", HEADING, Element("H2", part), width=_WIDTH), Row(4)], holds_next=True
    )
    headings = [Heading("What", share=0.9), Heading("Page", share=0.1)]
    rows = [(Entry(_line(title), page), str(page)) for title, page in cover.entries]
    yield from table(document, part, headings, rows, paper=PORTRAIT)


def _facts(cover: Cover) -> list[tuple[str, str]]:
    holder, period = cover.content.holder, cover.content.period
    said = [
        ("NMC Pin", _line(holder.nmc_pin)),
        ("Registered as", ", ".join(holder.registrations)),
        ("Registration period", said_period(period.begins_on, period.ends_on) if period else ""),
        ("Made", said_moment(cover.at)),
    ]
    return [(label, value) for label, value in said if value]


def _checking(document: Document, part: Element, cover: Cover) -> Band:
    width = _INSIDE - _QR_SIZE - _QR_GAP - QUIET
    where = f"at {cover.address}/check_pack" if cover.address else "on the page “Check an evidence pack” of the app"
    of_the_file = (
        f"Whether this file is still as it was made can be checked {where}. It was signed under the key "
        f"{cover.fingerprint}."
    )
    of_a_print = (
        "Of a print, only the code beside this can be checked there: it says whose pack it is, when it was made and "
        "how many pages it had. That the other pages of a print belong to it can't be proved; ask for the file."
    )
    told = [document.text(text, SMALL, Element("P", part), width=width) for text in (of_the_file, of_a_print)]
    heading = document.text("How this can be checked", HEADING, Element("H2", part), width=width, holds_next=True)
    code = qr_code(part, cover.code, side=_QR_SIZE, alternative="QR code that says and signs whose pack this is")
    return Band(
        (
            Column(PADDING, width, [heading, told[0], Row(5), told[1]]),
            Column(PADDING + width + _QR_GAP, _QR_SIZE + QUIET, [Row(_QR_SIZE + QUIET, (code,))]),
        ),
        Edges.BOX,
    )


def _line(text: str) -> str:
    return " ".join(printed(text).split())
