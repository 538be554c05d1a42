"""A statement of attendance on paper: one page, one nurse, one session, and where it can be checked."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

import segno

from revalidation.documents.drawing import Document
from revalidation.documents.faces import printable, unprintable
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.pages import MARGIN, PADDING, WIDTH, Box, Ink, Page, Piece, Row, Style, paginate
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
_QR_SIZE, _QR_GAP, _QR_QUIET = 92.0, 20.0, 4.0


@dataclass(frozen=True, slots=True)
class _QrRow(Row):
    """A row with a QR code at its right, which reaches down over the rows after it."""

    address: str = ""


def statement_pdf(statement: Statement, *, address: str, at: datetime) -> bytes:
    """The statement as a file; `address` is where the app is reached, or empty."""
    title = f"Statement of attendance – {plain(statement.name)}"
    with closing(Document(title=title, author="", at=at)) as document:
        pages = paginate(list(_boxes(document, statement, address)))
        for number, page in enumerate(pages, start=1):
            document.add_page()
            document.draw(page, _foot(document, statement, at, f"Page {number} of {len(pages)}"))
            _draw_qr_codes(document, page)
        return bytes(document.output())


def statement_name(statement: Statement) -> str:
    """`Statement of attendance – Evening readers – A Khan – 2026-12-08.pdf`, by the day of the session."""
    return file_name(f"Statement of attendance – {statement.group}", whose=statement.name, at=statement.starts_at)


def check_address(statement: Statement, address: str) -> str:
    """Where a statement is checked; empty if nobody has said where the app is reached."""
    return f"{address}/statement?{urlencode({'reference': statement.reference})}" if address else ""


def _boxes(document: Document, statement: Statement, address: str) -> Iterator[Box]:
    attended = "attended part of" if statement.is_part else "attended"
    yield Box((*document.paragraph("Statement of attendance", _HEADING, width=WIDTH), Row(8)), plain=True)
    yield Box((*document.paragraph(_drawn(statement.name), _NAME, width=WIDTH),), plain=True)
    yield Box((*document.paragraph(f"{attended} this session.", _BODY, width=WIDTH), Row(10)), plain=True)
    yield Box(tuple(_facts(document, statement)))
    yield Box(tuple(_figures(document, statement)))
    yield Box(tuple(_held(_checking(document, statement, address))))


def _facts(document: Document, statement: Statement) -> Iterator[Row]:
    facts = [
        ("Session", f"{statement.group} ({KIND_WORDS[statement.kind].lower()})"),
        ("Date", said_span(statement.starts_at, statement.ends_at)),
        ("Length of the session", said_minutes(statement.length)),
        *(("Read and discussed", citation(article)) for article in statement.articles),
        ("Led by", statement.facilitator),
    ]
    for label, value in facts:
        if value:
            yield from _beside(document, label, value, _BODY)


def _figures(document: Document, statement: Statement) -> Iterator[Row]:
    yield Row(_LABEL.leading, (Piece("Hours of continuing professional development", _LABEL),), holds_next=True)
    yield from _beside(document, "Number of hours", hours(statement.minutes), _BOLD)
    yield from _beside(document, "Of these participatory", hours(statement.met), _BOLD)
    yield Row(4)
    said = f"Participatory are the {said_minutes(statement.met)} of the meeting that the register has."
    if statement.reading:
        said += (
            f" {said_minutes(statement.reading).capitalize()} of reading before it, declared by the reader, are not."
        )
    yield from document.paragraph(said, _SMALL)


def _checking(document: Document, statement: Statement, address: str) -> Iterator[Row]:
    heading = (Piece(f"Reference {statement.reference}", _LABEL),)
    checked_at = check_address(statement, address)
    yield _QrRow(_LABEL.leading, heading, address=checked_at) if checked_at else Row(_LABEL.leading, heading)
    width = _INSIDE - _QR_SIZE - _QR_GAP if checked_at else _INSIDE
    where = f"at {address}/statement" if address else "on the page “Check a statement” of the library's app"
    said = (
        f"Whether the register still says so can be checked {where}, by this reference. "
        "The library's register is the record; this paper is not signed."
    )
    used = _LABEL.leading
    for row in document.paragraph(_drawn(said), _SMALL, width=width):
        used += row.height
        yield row
    if checked_at and used < _QR_SIZE:
        yield Row(_QR_SIZE - used, (Piece("", _SMALL),))


def _beside(document: Document, label: str, text: str, style: Style) -> Iterator[Row]:
    """A label with its text in the column to the right of it."""
    for number, row in enumerate(document.paragraph(_drawn(text), style, indent=_INDENT)):
        yield row if number else replace(row, pieces=(Piece(label, _SMALL), *row.pieces))


def _held(rows: Iterator[Row]) -> list[Row]:
    """Rows that are never parted, since a picture stands beside them."""
    found = list(rows)
    return [*(replace(row, holds_next=True) for row in found[:-1]), *found[-1:]]


def _drawn(text: str) -> str:
    """The text as it can be printed; one letter that no face has must not cost anybody the whole statement."""
    clean = " ".join(printable(text).split())
    for character in unprintable(clean):
        clean = clean.replace(character, "□")
    return clean


def _foot(document: Document, statement: Statement, at: datetime, page: str) -> Sequence[Piece]:
    said = f"{statement.reference} · As the register was on {said_moment(at)}"
    return (Piece(said, _FOOT), Piece(page, _FOOT, WIDTH - document.width(page, _FOOT)))


def _draw_qr_codes(document: Document, page: Page) -> None:
    for y, row, _plain in page.rows:
        if isinstance(row, _QrRow):
            left = MARGIN + PADDING + _INSIDE - _QR_SIZE - _QR_QUIET
            modules = [list(line) for line in segno.make(row.address, micro=False).matrix]
            side = _QR_SIZE / len(modules)
            document.set_fill_color(0, 0, 0)
            for down, line in enumerate(modules):
                for across, is_dark in enumerate(line):
                    if is_dark:  # a little larger than it is, so that no hair of light is left between two
                        x, top = left + across * side, y + _QR_QUIET + down * side
                        document.rect(x, top, side + 0.05, side + 0.05, style="F")
