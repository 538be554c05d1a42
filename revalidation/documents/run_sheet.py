"""The run sheet of a session on paper: what to do when, what is read, how people check in, and who signs in."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from revalidation.documents.document import Document
from revalidation.documents.file_names import file_name, plain
from revalidation.documents.layout import PADDING, PORTRAIT, Band, Blank, Column, Edges, Item, Piece, Row, band
from revalidation.documents.qr import QUIET, qr_code
from revalidation.documents.structure import Element
from revalidation.documents.styles import BODY, BOLD, HEADING, SMALL, TITLE
from revalidation.documents.tables import facts
from revalidation.documents.unprintable import printed
from revalidation.domain.articles import Article
from revalidation.domain.check_in import said_code
from revalidation.domain.run_sheet import RunSheet
from revalidation.domain.times import said_span, said_time

WALK_IN_LINES = 4

_WIDTH = PORTRAIT.inside
_INSIDE = _WIDTH - 2 * PADDING
_FACT_INDENT, _TIME_INDENT, _PROMPT_INDENT = 80.0, 90.0, 15.0
_QR_SIZE, _QR_GAP = 100.0, 16.0
_CODE_COLUMNS, _CODE_AT = 3, 68.0
_SIGN_HEIGHT, _NAME_AT, _SIGN_AT = 26.0, 26.0, 290.0


def run_sheet_pdf(sheet: RunSheet, *, at: datetime) -> bytes:
    """The sheet as a file. The list to sign begins on a page of its own, so that no code goes round with it."""
    document = Document(title=f"Run sheet – {plain(sheet.group)}", author="", at=at)
    foot = f"{said_span(sheet.starts_at, sheet.ends_at)} · {' '.join(printed(sheet.group).split())}"
    document.add(_plan(document, sheet), foot=foot)
    document.add(_signing(document, sheet), foot=foot)
    return document.file()


def run_sheet_name(sheet: RunSheet) -> str:
    """`Run sheet – Evening readers – 2026-12-08.pdf`, by the day of the session."""
    return file_name(f"Run sheet – {sheet.group}", at=sheet.starts_at)


def _plan(document: Document, sheet: RunSheet) -> Iterator[Band]:
    whole = document.section()
    yield band([document.text(printed(sheet.group), TITLE, Element("H1", whole), width=_WIDTH), Row(4)])
    yield band([*_facts(document, whole, sheet), Row(10)])
    yield band(_timing(document, document.section(whole), sheet), edges=Edges.BOX)
    are_in_the_plan = {step.what for step in sheet.steps}
    for article, citation in zip(sheet.articles, sheet.citations, strict=True):
        yield band(_reading(document, document.section(whole), article, citation, are_in_the_plan), edges=Edges.BOX)
    yield _check_in(document, document.section(whole), sheet)


def _facts(document: Document, whole: Element, sheet: RunSheet) -> Iterator[Item]:
    said = {
        "When": said_span(sheet.starts_at, sheet.ends_at),
        "Where": sheet.where,
        "Online": sheet.online_link,
        "Led by": sheet.facilitator,
        "Places": f"{len(sheet.names)} {'person has' if len(sheet.names) == 1 else 'people have'} a place",
    }
    pairs = [(label, printed(value)) for label, value in said.items() if value]
    yield from facts(document, whole, pairs, indent=_FACT_INDENT, width=_WIDTH)


def _timing(document: Document, part: Element, sheet: RunSheet) -> Iterator[Item]:
    yield _heading(document, part, "How the time is shared out")
    pairs = [
        (f"{said_time(sheet.starts_at + timedelta(minutes=step.begins))}  {step.minutes} min", printed(step.what))
        for step in sheet.steps
    ]
    yield from facts(document, part, pairs, indent=_TIME_INDENT, width=_INSIDE, label=BOLD)


def _reading(
    document: Document, part: Element, article: Article, citation: str, in_the_plan: set[str]
) -> Iterator[Item]:
    yield _heading(document, part, "What we read")
    yield document.text(printed(citation), BODY, Element("P", part), width=_INSIDE)
    for line in printed(article.key_points).split("\n"):
        if line.strip():
            yield Row(4)
            yield document.text(line, BODY, Element("P", part), width=_INSIDE)
    prompts = [prompt for prompt in article.prompts if prompt not in in_the_plan]
    if prompts:
        items = Element("L", part, "/A <</O /List /ListNumbering /Disc>>")
        for prompt in prompts:
            yield Row(4)
            yield document.item("•", printed(prompt), BODY, items, width=_INSIDE, indent=_PROMPT_INDENT)


def _heading(document: Document, part: Element, text: str) -> Item:
    return document.text(text, HEADING, Element("H2", part), width=_INSIDE, holds_next=True)


def _check_in(document: Document, part: Element, sheet: RunSheet) -> Band:
    heading = _heading(document, part, "Checking in")
    beside = _QR_SIZE + _QR_GAP + QUIET if sheet.address else 0.0
    width = _INSIDE - beside
    way = f"Scan this or open {sheet.address}" if sheet.address else "Open “Check in” on the page of the session"
    said = f"{way}, then type the code of the moment. A code still counts ten minutes after its time."
    told = document.text(printed(said), SMALL, Element("P", part), width=width)
    columns = [Column(PADDING, width, [heading, told, Row(6), *_codes(document, part, sheet, width)])]
    if sheet.address:
        alternative = f"QR code of {sheet.address}"
        code = qr_code(part, sheet.address, side=_QR_SIZE, alternative=alternative)
        columns.append(Column(PADDING + width + _QR_GAP, _QR_SIZE, [Row(_QR_SIZE + QUIET, (code,))]))
    return Band(tuple(columns), Edges.BOX)


def _codes(document: Document, part: Element, sheet: RunSheet, width: float) -> Iterator[Row]:
    for start in range(0, len(sheet.codes), _CODE_COLUMNS):
        pieces: list[Piece] = []
        for number, window in enumerate(sheet.codes[start : start + _CODE_COLUMNS]):
            owner, across = Element("P", part), number * width / _CODE_COLUMNS
            said = f"{said_time(window.starts_at)}–{said_time(window.ends_at)}"
            pieces += [
                document.piece(said, SMALL, owner, across),
                document.piece(said_code(window.code), BOLD, owner, across + _CODE_AT),
            ]
        yield Row(BODY.leading + 1, tuple(pieces))


def _signing(document: Document, sheet: RunSheet) -> Iterator[Band]:
    part = document.section()
    title = f"{printed(sheet.group)}, {said_span(sheet.starts_at, sheet.ends_at)}"
    yield band([document.text("Please sign in", TITLE, Element("H1", part), width=_WIDTH)])
    yield band([document.text(title, BODY, Element("P", part), width=_WIDTH), Row(8)])
    items = Element("L", part, "/A <</O /List /ListNumbering /Decimal>>")
    names = enumerate([*sheet.names, *[""] * WALK_IN_LINES], start=1)
    yield band(_line_to_sign(document, items, number, printed(name)) for number, name in names)


def _line_to_sign(document: Document, items: Element, number: int, name: str) -> Row:
    item = Element("LI", items)
    label, body = Element("Lbl", item), Element("LBody", item)
    numbered, blank = document.piece(f"{number}.", SMALL, label), Blank(_SIGN_AT, _WIDTH - _SIGN_AT)
    if not name:
        return Row(_SIGN_HEIGHT, (numbered, blank))
    # A long name is set smaller, and cut short only if that is not enough.
    room = _SIGN_AT - _NAME_AT - 8
    style = BODY if document.width(name, BODY) <= room else SMALL
    named = document.piece(document.cut_short(name, style, room), style, body, _NAME_AT)
    return Row(_SIGN_HEIGHT, (numbered, named, blank))
