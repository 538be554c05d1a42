"""A statement of attendance on paper: one page, one nurse, one session, and where it can be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from revalidation.documents.drawing import Document, footer_piece
from revalidation.documents.fields import held, printed, qr_code
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.pages import PADDING, WIDTH, Box, Piece, Row, paginate
from revalidation.documents.sheets import Ink, Style
from revalidation.documents.structure import Element, heading_of_row
from revalidation.domain.articles import citation
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.hours import hours
from revalidation.domain.statements import Statement
from revalidation.domain.times import said_minutes, said_moment, said_span

_DARK: Ink = (22, 34, 46)
_SOFT: Ink = (68, 76, 84)
_HEADING = Style(20, 28, _DARK, bold=True)
_NAME = Style(15, 22, _DARK, bold=True)
_LABEL = Style(11.5, 18, _DARK, bold=True)
_BODY = Style(10.5, 15, (20, 20, 20))
_BOLD = replace(_BODY, bold=True)
_SMALL = Style(9, 13, _SOFT)
_FOOT = Style(7.5, 10, _SOFT)

_INDENT = 150.0
_INSIDE = WIDTH - 2 * PADDING
_QR_SIZE, _QR_GAP = 92.0, 20.0


def statement_pdf(statement: Statement, *, address: str, at: datetime) -> bytes:
    """The statement as a file; `address` is where the app is reached, or empty."""
    document = Document(title=f"Statement of attendance – {plain(statement.name)}", author="", at=at)
    pages = paginate(list(_boxes(document, statement, address)))
    for number, page in enumerate(pages, start=1):
        document.draw(page, _foot(document, statement, at, f"Page {number} of {len(pages)}"))
    return document.file()


def statement_name(statement: Statement) -> str:
    """`Statement of attendance – Evening readers – A Khan – 2026-12-08.pdf`, by the day of the session."""
    return file_name(f"Statement of attendance – {statement.group}", whose=statement.name, at=statement.starts_at)


def check_address(statement: Statement, address: str) -> str:
    """Where a statement is checked; empty if nobody has said where the app is reached."""
    return f"{address}/statement?{urlencode({'reference': statement.reference})}" if address else ""


def _boxes(document: Document, statement: Statement, address: str) -> Iterator[Box]:
    attended = "attended part of" if statement.is_part else "attended"
    whole = document.section()
    heading = document.paragraph("Statement of attendance", _HEADING, Element("H1", whole), width=WIDTH)
    yield Box((*heading, Row(8)), plain=True)
    yield Box((*document.paragraph(_line(statement.name), _NAME, Element("P", whole), width=WIDTH),), plain=True)
    said = document.paragraph(f"{attended} this session.", _BODY, Element("P", whole), width=WIDTH)
    yield Box((*said, Row(10)), plain=True)
    yield Box(tuple(_facts(document, whole, statement)))
    yield Box(tuple(_figures(document, document.section(parent=whole), statement)))
    yield Box(tuple(held(_checking(document, document.section(parent=whole), statement, address))))


def _facts(document: Document, part: Element, statement: Statement) -> Iterator[Row]:
    facts = [
        ("Session", f"{statement.group} ({KIND_WORDS[statement.kind].lower()})"),
        ("Date", said_span(statement.starts_at, statement.ends_at)),
        ("Length of the session", said_minutes(statement.length)),
        *(("Read and discussed", citation(article)) for article in statement.articles),
        ("Led by", statement.facilitator),
    ]
    table = Element("Table", part)
    for label, value in facts:
        if value:
            yield from _beside(document, table, label, value, _BODY)


def _figures(document: Document, part: Element, statement: Statement) -> Iterator[Row]:
    yield _heading(document, part, "Hours of continuing professional development")
    table = Element("Table", part)
    yield from _beside(document, table, "Number of hours", hours(statement.minutes), _BOLD)
    yield from _beside(document, table, "Of these participatory", hours(statement.met), _BOLD)
    yield Row(4)
    said = f"Participatory are the {said_minutes(statement.met)} of the meeting that the register has."
    if statement.reading:
        said += (
            f" {said_minutes(statement.reading).capitalize()} of reading before it, declared by the reader, are not."
        )
    yield from document.paragraph(said, _SMALL, Element("P", part))


def _checking(document: Document, part: Element, statement: Statement, address: str) -> Iterator[Row]:
    heading = _heading(document, part, f"Reference {statement.reference}")
    checked_at = check_address(statement, address)
    yield replace(heading, patterns=(qr_code(part, checked_at, side=_QR_SIZE),)) if checked_at else heading
    width = _INSIDE - _QR_SIZE - _QR_GAP if checked_at else _INSIDE
    where = f"at {address}/statement" if address else "on the page “Check a statement” of the library's app"
    said = (
        f"Whether the register still says so can be checked {where}, by this reference. "
        "The library's register is the record; this paper is not signed."
    )
    used = _LABEL.leading
    for row in document.paragraph(_line(said), _SMALL, Element("P", part), width=width):
        used += row.height
        yield row
    if checked_at and used < _QR_SIZE:
        yield Row(_QR_SIZE - used)


def _heading(document: Document, part: Element, text: str) -> Row:
    return Row(_LABEL.leading, (document.piece(text, _LABEL, Element("H2", part)),), holds_next=True)


def _beside(document: Document, table: Element, label: str, text: str, style: Style) -> Iterator[Row]:
    """A label with its text in the column to the right of it: a row of a table."""
    row = Element("TR", table)
    heading = document.piece(label, _SMALL, Element("TH", row, heading_of_row()))
    first, *rest = document.paragraph(_line(text), style, Element("TD", row), indent=_INDENT)
    yield replace(first, pieces=(heading, *first.pieces))
    yield from rest


def _line(text: str) -> str:
    return " ".join(printed(text).split())


def _foot(document: Document, statement: Statement, at: datetime, page: str) -> Sequence[Piece]:
    said = f"{statement.reference} · As the register was on {said_moment(at)}"
    number = document.width(page, _FOOT)
    return (footer_piece(document, said, _FOOT), footer_piece(document, page, _FOOT, WIDTH - number))
