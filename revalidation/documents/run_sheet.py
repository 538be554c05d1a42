"""The run sheet of a session on paper: what to do when, what is read, how people check in, and who signs in."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import segno

from revalidation.documents.drawing import Document
from revalidation.documents.faces import printable, unprintable
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.pages import MARGIN, PADDING, WIDTH, Box, Ink, Page, Piece, Row, Style, paginate
from revalidation.domain.articles import Article, citation
from revalidation.domain.check_in import said_code
from revalidation.domain.run_sheet import RunSheet
from revalidation.domain.times import said_span, said_time

WALK_IN_LINES = 4

_DARK: Ink = (22, 34, 46)
_SOFT: Ink = (68, 76, 84)
_HEADING = Style(20, 28, _DARK, bold=True)
_LABEL = Style(11.5, 18, _DARK, bold=True)
_BODY = Style(10.5, 15, (20, 20, 20))
_BOLD = replace(_BODY, bold=True)
_SMALL = Style(9, 13, _SOFT)
_FOOT = Style(7.5, 10, _SOFT)

_FACT_INDENT, _TIME_INDENT, _PROMPT_INDENT = 80.0, 90.0, 15.0
_INSIDE = WIDTH - 2 * PADDING
_QR_SIZE, _QR_GAP, _QR_QUIET = 100.0, 20.0, 4.0  # with the padding of the box, nothing is near it that is dark
_CODE_COLUMNS, _CODE_AT = 3, 68.0
_SIGN_HEIGHT, _NAME_AT, _SIGN_AT = 26.0, 26.0, 290.0


@dataclass(frozen=True, slots=True)
class _QrRow(Row):
    """A row with the QR code of an address at its right, which reaches down over the rows after it."""

    address: str = ""


@dataclass(frozen=True, slots=True)
class _SignRow(Row):
    """A name with an empty box beside it."""


def run_sheet_pdf(sheet: RunSheet, *, at: datetime) -> bytes:
    """The sheet as a file. The list to sign begins on a page of its own, so that no code goes round with it."""
    with closing(Document(title=f"Run sheet – {plain(sheet.group)}", author="", at=at)) as document:
        pages = [*paginate(list(_plan(document, sheet))), *paginate(list(_signing(document, sheet)))]
        for number, page in enumerate(pages, start=1):
            document.add_page()
            document.draw(page, _foot(document, sheet, f"Page {number} of {len(pages)}"))
            _draw_extras(document, page)
        return bytes(document.output())


def run_sheet_name(sheet: RunSheet) -> str:
    """`Run sheet – Evening readers – 2026-12-08.pdf`, by the day of the session."""
    return file_name(f"Run sheet – {sheet.group}", at=sheet.starts_at)


def _plan(document: Document, sheet: RunSheet) -> Iterator[Box]:
    yield Box((*document.paragraph(_drawn(sheet.group), _HEADING, width=WIDTH), Row(4)), plain=True)
    yield Box((*_facts(document, sheet), Row(10)), plain=True)
    yield Box(tuple(_timing(document, sheet)))
    are_in_the_plan = {step.what for step in sheet.steps}
    for article in sheet.articles:
        yield Box(tuple(_reading(document, article, are_in_the_plan)))
    yield Box(tuple(_held(_check_in(document, sheet))))


def _facts(document: Document, sheet: RunSheet) -> Iterator[Row]:
    facts = {
        "When": said_span(sheet.starts_at, sheet.ends_at),
        "Where": sheet.where,
        "Online": sheet.online_link,
        "Led by": sheet.facilitator,
        "Places": f"{len(sheet.names)} {'person has' if len(sheet.names) == 1 else 'people have'} a place",
    }
    for label, value in facts.items():
        if value:
            yield from _beside(document, label, value, _SMALL, _FACT_INDENT, WIDTH)


def _timing(document: Document, sheet: RunSheet) -> Iterator[Row]:
    yield Row(_LABEL.leading, (Piece("How the time is shared out", _LABEL),), holds_next=True)
    for step in sheet.steps:
        begins = sheet.starts_at + timedelta(minutes=step.begins)
        label = f"{said_time(begins)}  {step.minutes} min"
        yield from _beside(document, label, step.what, _BOLD, _TIME_INDENT, _INSIDE)


def _reading(document: Document, article: Article, printed: set[str]) -> Iterator[Row]:
    yield Row(_LABEL.leading, (Piece("What we read", _LABEL),), holds_next=True)
    yield from document.paragraph(_drawn(citation(article)), _BODY)
    for line in _drawn(article.key_points).split("\n"):
        if line.strip():
            yield Row(4)
            yield from document.paragraph(line, _BODY)
    for prompt in article.prompts:
        if prompt not in printed:
            yield Row(4)
            yield from document.paragraph(_drawn(prompt), _BODY, indent=_PROMPT_INDENT, marker="•")


def _check_in(document: Document, sheet: RunSheet) -> Iterator[Row]:
    heading = (Piece("Checking in", _LABEL),)
    yield _QrRow(_LABEL.leading, heading, address=sheet.address) if sheet.address else Row(_LABEL.leading, heading)
    width = _INSIDE - _QR_SIZE - _QR_GAP if sheet.address else _INSIDE
    way = f"Scan this or open {sheet.address}" if sheet.address else "Open “Check in” on the page of the session"
    said = f"{way}, then type the code of the moment. A code still counts ten minutes after its time."
    yield from document.paragraph(_drawn(said), _SMALL, width=width)
    yield Row(6)
    column = width / _CODE_COLUMNS
    used = 0.0
    for start in range(0, len(sheet.codes), _CODE_COLUMNS):
        pieces = []
        for number, window in enumerate(sheet.codes[start : start + _CODE_COLUMNS]):
            said = f"{said_time(window.starts_at)}–{said_time(window.ends_at)}"
            pieces += [
                Piece(said, _SMALL, number * column),
                Piece(said_code(window.code), _BOLD, number * column + _CODE_AT),
            ]
        yield Row(_BODY.leading + 1, tuple(pieces))
        used += _BODY.leading + 1
    if sheet.address and used < _QR_SIZE - 2 * _LABEL.leading:
        yield Row(_QR_SIZE - 2 * _LABEL.leading - used)


def _signing(document: Document, sheet: RunSheet) -> Iterator[Box]:
    title = f"{_drawn(sheet.group)}, {said_span(sheet.starts_at, sheet.ends_at)}"
    yield Box((Row(_HEADING.leading, (Piece("Please sign in", _HEADING),)),), plain=True)
    yield Box((*document.paragraph(title, _BODY, width=WIDTH), Row(8)), plain=True)
    rows: list[Row] = []
    for number, name in enumerate([*sheet.names, *[""] * WALK_IN_LINES], start=1):
        pieces = (Piece(f"{number}.", _SMALL), *_name(document, _drawn(name), _SIGN_AT - _NAME_AT - 8))
        rows.append(_SignRow(_SIGN_HEIGHT, pieces))
    yield Box(tuple(rows), plain=True)


def _name(document: Document, name: str, room: float) -> tuple[Piece, ...]:
    """A name on one line: smaller if it is long, and cut short only if that is not enough."""
    if not name:
        return ()
    style = _BODY if document.width(name, _BODY) <= room else _SMALL
    first, *rest = document.lines(name, style, room)
    return (Piece(f"{first.rstrip()}…" if rest else first, style, _NAME_AT),)


def _beside(document: Document, label: str, text: str, style: Style, indent: float, width: float) -> Iterator[Row]:
    """A label with its text in the column to the right of it."""
    for number, row in enumerate(document.paragraph(_drawn(text), _BODY, width=width, indent=indent)):
        yield row if number else replace(row, pieces=(Piece(label, style), *row.pieces))


def _held(rows: Iterator[Row]) -> list[Row]:
    """Rows that are never parted, since a picture stands beside them."""
    found = list(rows)
    return [*(replace(row, holds_next=True) for row in found[:-1]), *found[-1:]]


def _drawn(text: str) -> str:
    """The text as it can be printed; one letter that no face has must not cost anybody the whole sheet."""
    clean = printable(text)
    for character in unprintable(clean):
        clean = clean.replace(character, "□")
    return clean


def _foot(document: Document, sheet: RunSheet, page: str) -> Sequence[Piece]:
    number = document.width(page, _FOOT)
    said = f"{said_span(sheet.starts_at, sheet.ends_at)} · {' '.join(_drawn(sheet.group).split())}"
    (first, *_rest) = document.lines(said, _FOOT, WIDTH - number - 20)
    return (Piece(first, _FOOT), Piece(page, _FOOT, WIDTH - number))


def _draw_extras(document: Document, page: Page) -> None:
    """What is no text: the boxes to sign in, and the QR code."""
    document.set_line_width(0.6)
    for y, row, _plain in page.rows:
        if isinstance(row, _SignRow):
            document.rect(MARGIN + _SIGN_AT, y + 2, WIDTH - _SIGN_AT, row.height - 4)
        elif isinstance(row, _QrRow):
            _draw_qr(document, row.address, MARGIN + PADDING + _INSIDE - _QR_SIZE - _QR_QUIET, y + _QR_QUIET)


def _draw_qr(document: Document, address: str, left: float, top: float) -> None:
    modules = [list(row) for row in segno.make(address, micro=False).matrix]
    side = _QR_SIZE / len(modules)
    document.set_fill_color(0, 0, 0)
    for down, row in enumerate(modules):
        for across, is_dark in enumerate(row):
            if is_dark:  # a little larger than it is, so that no hair of light is left between two
                document.rect(left + across * side, top + down * side, side + 0.05, side + 0.05, style="F")
