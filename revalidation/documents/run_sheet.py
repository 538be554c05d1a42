"""The run sheet of a session on paper: what to do when, what is read, how people check in, and who signs in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from revalidation.documents.drawing import Document, footer_piece
from revalidation.documents.faces import clusters
from revalidation.documents.fields import held, printed, qr_code
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.pages import PADDING, WIDTH, Blank, Box, Piece, Row, paginate
from revalidation.documents.sheets import Ink, Style
from revalidation.documents.structure import Element, heading_of_row
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
_QR_SIZE, _QR_GAP = 100.0, 20.0
_CODE_COLUMNS, _CODE_AT = 3, 68.0
_SIGN_HEIGHT, _NAME_AT, _SIGN_AT = 26.0, 26.0, 290.0


def run_sheet_pdf(sheet: RunSheet, *, at: datetime) -> bytes:
    """The sheet as a file. The list to sign begins on a page of its own, so that no code goes round with it."""
    document = Document(title=f"Run sheet – {plain(sheet.group)}", author="", at=at)
    pages = [*paginate(list(_plan(document, sheet))), *paginate(list(_signing(document, sheet)))]
    for number, page in enumerate(pages, start=1):
        document.draw(page, _foot(document, sheet, f"Page {number} of {len(pages)}"))
    return document.file()


def run_sheet_name(sheet: RunSheet) -> str:
    """`Run sheet – Evening readers – 2026-12-08.pdf`, by the day of the session."""
    return file_name(f"Run sheet – {sheet.group}", at=sheet.starts_at)


def _plan(document: Document, sheet: RunSheet) -> Iterator[Box]:
    whole = document.section()
    yield Box(
        (*document.paragraph(printed(sheet.group), _HEADING, Element("H1", whole), width=WIDTH), Row(4)), plain=True
    )
    yield Box((*_facts(document, whole, sheet), Row(10)), plain=True)
    yield Box(tuple(_timing(document, document.section(parent=whole), sheet)))
    are_in_the_plan = {step.what for step in sheet.steps}
    for article in sheet.articles:
        yield Box(tuple(_reading(document, document.section(parent=whole), article, are_in_the_plan)))
    yield Box(tuple(held(_check_in(document, document.section(parent=whole), sheet))))


def _facts(document: Document, whole: Element, sheet: RunSheet) -> Iterator[Row]:
    facts = {
        "When": said_span(sheet.starts_at, sheet.ends_at),
        "Where": sheet.where,
        "Online": sheet.online_link,
        "Led by": sheet.facilitator,
        "Places": f"{len(sheet.names)} {'person has' if len(sheet.names) == 1 else 'people have'} a place",
    }
    table = Element("Table", whole)
    for label, value in facts.items():
        if value:
            yield from _beside(document, table, label, value, _SMALL, _FACT_INDENT, WIDTH)


def _timing(document: Document, part: Element, sheet: RunSheet) -> Iterator[Row]:
    yield _heading(document, part, "How the time is shared out")
    table = Element("Table", part)
    for step in sheet.steps:
        begins = sheet.starts_at + timedelta(minutes=step.begins)
        label = f"{said_time(begins)}  {step.minutes} min"
        yield from _beside(document, table, label, step.what, _BOLD, _TIME_INDENT, _INSIDE)


def _reading(document: Document, part: Element, article: Article, in_the_plan: set[str]) -> Iterator[Row]:
    yield _heading(document, part, "What we read")
    yield from document.paragraph(printed(citation(article)), _BODY, Element("P", part))
    for line in printed(article.key_points).split("\n"):
        if line.strip():
            yield Row(4)
            yield from document.paragraph(line, _BODY, Element("P", part))
    prompts = [prompt for prompt in article.prompts if prompt not in in_the_plan]
    if prompts:
        items = Element("L", part, "/A <</O /List /ListNumbering /Disc>>")
        for prompt in prompts:
            yield Row(4)
            yield from document.item("•", printed(prompt), _BODY, items, indent=_PROMPT_INDENT)


def _heading(document: Document, part: Element, text: str) -> Row:
    return Row(_LABEL.leading, (document.piece(text, _LABEL, Element("H2", part)),), holds_next=True)


def _check_in(document: Document, part: Element, sheet: RunSheet) -> Iterator[Row]:
    heading = _heading(document, part, "Checking in")
    yield replace(heading, patterns=(qr_code(part, sheet.address, side=_QR_SIZE),)) if sheet.address else heading
    width = _INSIDE - _QR_SIZE - _QR_GAP if sheet.address else _INSIDE
    way = f"Scan this or open {sheet.address}" if sheet.address else "Open “Check in” on the page of the session"
    said = f"{way}, then type the code of the moment. A code still counts ten minutes after its time."
    yield from document.paragraph(printed(said), _SMALL, Element("P", part), width=width)
    yield Row(6)
    column = width / _CODE_COLUMNS
    used = 0.0
    for start in range(0, len(sheet.codes), _CODE_COLUMNS):
        pieces = []
        for number, window in enumerate(sheet.codes[start : start + _CODE_COLUMNS]):
            owner = Element("P", part)
            said = f"{said_time(window.starts_at)}–{said_time(window.ends_at)}"
            pieces += [
                document.piece(said, _SMALL, owner, number * column),
                document.piece(said_code(window.code), _BOLD, owner, number * column + _CODE_AT),
            ]
        yield Row(_BODY.leading + 1, tuple(pieces))
        used += _BODY.leading + 1
    if sheet.address and used < _QR_SIZE - 2 * _LABEL.leading:
        yield Row(_QR_SIZE - 2 * _LABEL.leading - used)


def _signing(document: Document, sheet: RunSheet) -> Iterator[Box]:
    part = document.section()
    title = f"{printed(sheet.group)}, {said_span(sheet.starts_at, sheet.ends_at)}"
    heading = document.piece("Please sign in", _HEADING, Element("H1", part))
    yield Box((Row(_HEADING.leading, (heading,)),), plain=True)
    yield Box((*document.paragraph(title, _BODY, Element("P", part), width=WIDTH), Row(8)), plain=True)
    items = Element("L", part, "/A <</O /List /ListNumbering /Decimal>>")
    rows: list[Row] = []
    for number, name in enumerate([*sheet.names, *[""] * WALK_IN_LINES], start=1):
        item = Element("LI", items)
        label, body = Element("Lbl", item), Element("LBody", item)
        pieces = (
            document.piece(f"{number}.", _SMALL, label),
            *_name(document, body, printed(name), _SIGN_AT - _NAME_AT - 8),
        )
        rows.append(Row(_SIGN_HEIGHT, pieces, blanks=(Blank(_SIGN_AT, WIDTH - _SIGN_AT),)))
    yield Box(tuple(rows), plain=True)


def _name(document: Document, owner: Element, name: str, room: float) -> tuple[Piece, ...]:
    """A name on one line: smaller if it is long, and cut short only if that is not enough."""
    if not name:
        return ()
    style = _BODY if document.width(name, _BODY) <= room else _SMALL
    return (document.piece(_cut_short(document, name, style, room), style, owner, _NAME_AT),)


def _cut_short(document: Document, text: str, style: Style, room: float) -> str:
    """As much of the text as there is room for, on one line."""
    if document.width(text, style) <= room:
        return text
    kept = list(clusters(text))
    while kept and document.width(f"{''.join(kept).rstrip()}…", style) > room:
        kept.pop()
    return f"{''.join(kept).rstrip()}…"


def _beside(
    document: Document, table: Element, label: str, text: str, style: Style, indent: float, width: float
) -> Iterator[Row]:
    """A label with its text in the column to the right of it: a row of a table."""
    row = Element("TR", table)
    heading = document.piece(label, style, Element("TH", row, heading_of_row()))
    first, *rest = document.paragraph(printed(text), _BODY, Element("TD", row), width=width, indent=indent)
    yield replace(first, pieces=(heading, *first.pieces))
    yield from rest


def _foot(document: Document, sheet: RunSheet, page: str) -> Sequence[Piece]:
    number = document.width(page, _FOOT)
    said = f"{said_span(sheet.starts_at, sheet.ends_at)} · {' '.join(printed(sheet.group).split())}"
    first = _cut_short(document, said, _FOOT, WIDTH - number - 20)
    return (footer_piece(document, first, _FOOT), footer_piece(document, page, _FOOT, WIDTH - number))
