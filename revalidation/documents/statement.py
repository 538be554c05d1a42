"""A statement of attendance on paper: one page, one nurse, one session, and where it can be checked."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from revalidation.documents.document import Document
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.layout import PADDING, PORTRAIT, Band, Column, Edges, Item, Row, band
from revalidation.documents.qr import QUIET, qr_code
from revalidation.documents.structure import Element
from revalidation.documents.styles import BODY, BOLD, HEADING, NAME, SMALL, TITLE
from revalidation.documents.tables import facts
from revalidation.documents.unprintable import printed
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.hours import hours
from revalidation.domain.statements import Statement
from revalidation.domain.times import said_minutes, said_moment, said_span

_WIDTH = PORTRAIT.inside
_INSIDE = _WIDTH - 2 * PADDING
_INDENT = 150.0
_QR_SIZE, _QR_GAP = 92.0, 16.0


def statement_pdf(statement: Statement, *, address: str, at: datetime) -> bytes:
    """The statement as a file; `address` is where the app is reached, or empty."""
    document = Document(title=f"Statement of attendance – {plain(statement.name)}", author="", at=at)
    add_statement(document, statement, address=address, at=at)
    return document.file()


def add_statement(document: Document, statement: Statement, *, address: str, at: datetime, depth: int = 0) -> None:
    """The statement on a sheet of its own, `depth` deep in the outline."""
    foot = f"{statement.reference} · As the register was on {said_moment(at)}"
    bookmark = f"Statement of attendance – {plain(statement.group)}"
    document.add(_bands(document, statement, address), foot=foot, bookmark=bookmark, depth=depth)


def statement_name(statement: Statement) -> str:
    """`Statement of attendance – Evening readers – A Khan – 2026-12-08.pdf`, by the day of the session."""
    return file_name(f"Statement of attendance – {statement.group}", whose=statement.name, at=statement.starts_at)


def check_address(statement: Statement, address: str) -> str:
    """Where a statement is checked; empty if nobody has said where the app is reached."""
    return f"{address}/statement?{urlencode({'reference': statement.reference})}" if address else ""


def _bands(document: Document, statement: Statement, address: str) -> Iterator[Band]:
    attended = "attended part of" if statement.is_part else "attended"
    whole = document.section()
    yield band([document.text("Statement of attendance", TITLE, Element("H1", whole), width=_WIDTH), Row(8)])
    yield band([document.text(_line(statement.name), NAME, Element("P", whole), width=_WIDTH)])
    yield band([document.text(f"{attended} this session.", BODY, Element("P", whole), width=_WIDTH), Row(10)])
    yield band(_facts(document, whole, statement), edges=Edges.BOX)
    yield band(_figures(document, document.section(whole), statement), edges=Edges.BOX)
    yield _checking(document, document.section(whole), statement, address)


def _facts(document: Document, part: Element, statement: Statement) -> Iterator[Item]:
    said = [
        ("Session", f"{statement.group} ({KIND_WORDS[statement.kind].lower()})"),
        ("Date", said_span(statement.starts_at, statement.ends_at)),
        ("Length of the session", said_minutes(statement.length)),
        *(("Read and discussed", citation) for citation in statement.citations),
        ("Led by", statement.facilitator),
    ]
    pairs = [(label, _line(value)) for label, value in said if value]
    yield from facts(document, part, pairs, indent=_INDENT, width=_INSIDE)


def _figures(document: Document, part: Element, statement: Statement) -> Iterator[Item]:
    yield _heading(document, part, "Hours of continuing professional development", _INSIDE)
    pairs = [("Number of hours", hours(statement.minutes)), ("Of these participatory", hours(statement.met))]
    yield from facts(document, part, pairs, indent=_INDENT, width=_INSIDE, style=BOLD)
    yield Row(4)
    said = f"Participatory are the {said_minutes(statement.met)} of the meeting that the register has."
    if statement.reading:
        said += (
            f" {said_minutes(statement.reading).capitalize()} of reading before it, declared by the reader, are not."
        )
    yield document.text(said, SMALL, Element("P", part), width=_INSIDE)


def _checking(document: Document, part: Element, statement: Statement, address: str) -> Band:
    checked_at = check_address(statement, address)
    width = _INSIDE - (_QR_SIZE + _QR_GAP + QUIET if checked_at else 0)
    where = f"at {address}/statement" if address else "on the page “Check a statement” of the library's app"
    said = (
        f"Whether the register still says so can be checked {where}, by this reference. "
        "The library's register is the record; this paper is not signed."
    )
    heading = _heading(document, part, f"Reference {statement.reference}", width)
    told = document.text(_line(said), SMALL, Element("P", part), width=width)
    columns = [Column(PADDING, width, [heading, told])]
    if checked_at:
        code = qr_code(part, checked_at, side=_QR_SIZE, alternative=f"QR code of {checked_at}")
        columns.append(Column(PADDING + width + _QR_GAP, _QR_SIZE, [Row(_QR_SIZE + QUIET, (code,))]))
    return Band(tuple(columns), Edges.BOX)


def _heading(document: Document, part: Element, text: str, width: float) -> Item:
    return document.text(text, HEADING, Element("H2", part), width=width, holds_next=True)


def _line(text: str) -> str:
    return " ".join(printed(text).split())
