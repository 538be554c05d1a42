"""Tables: headings and rows of cells, and facts with their labels, as the eye and as whoever listens needs them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from revalidation.documents.document import Document
from revalidation.documents.layout import CELL_PADDING, Band, Column, Edges, Item, Paper, Text
from revalidation.documents.structure import Element, Link, heading_of
from revalidation.documents.styles import BODY, CELL, FINE, SMALL, SMALL_LABEL, Style

_LABELS = 0.4  # the share of the width that labels beside their texts have


class Heading(NamedTuple):
    """What stands above a column, what stands smaller below that, and the column's share of the width."""

    label: str
    hint: str = ""
    share: float = 1.0


class Entry(NamedTuple):
    """A text that leads to the page on which begins what it names."""

    text: str
    page: int


Cell = str | Entry


def table(
    document: Document,
    parent: Element,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Cell]],
    *,
    paper: Paper,
    last: Sequence[str] = (),
) -> Iterator[Band]:
    """A table of text, its headings repeated on every sheet; `last` are cells below its last columns."""
    whole = Element("Table", parent)
    places = _places([one.share for one in headings], paper)
    row = Element("TR", whole)
    above = [
        place._replace(items=_heading(document, row, one, place.width))
        for one, place in zip(headings, places, strict=True)
    ]
    heading = Band(tuple(above), Edges.GRID, shaded=True, holds_next=True)
    yield heading
    for texts in rows:
        yield Band(_row(document, Element("TR", whole), texts, CELL, places), Edges.GRID, heading=heading)
    if last:
        row, first = Element("TR", whole), len(places) - len(last)
        Element("TD", row, f"/A <</O /Table /ColSpan {first}>>")
        yield Band(_row(document, row, last, SMALL_LABEL, places[first:]), Edges.GRID, heading=heading)


def labelled(
    document: Document, parent: Element, pairs: Sequence[tuple[str, str]], *, paper: Paper, together: bool = False
) -> Iterator[Band]:
    """Labels beside what belongs to them, each pair a bordered row; all on one sheet if they are `together`."""
    whole = Element("Table", parent)
    labels, texts = _places([_LABELS, 1 - _LABELS], paper)
    for number, (label, text) in enumerate(pairs, start=1):
        row = Element("TR", whole)
        said = document.text(label, SMALL_LABEL, Element("TH", row, heading_of("Row")), width=labels.width)
        cell = _cell(document, Element("TD", row), text, BODY, texts.width)
        columns = (labels._replace(items=[said]), texts._replace(items=cell))
        yield Band(columns, Edges.GRID, holds_next=together and number < len(pairs))


def facts(
    document: Document,
    parent: Element,
    pairs: Iterable[tuple[str, str]],
    *,
    indent: float,
    width: float,
    label: Style = SMALL,
    style: Style = BODY,
) -> Iterator[Text]:
    """The same without borders: short labels, and what belongs to them `indent` points in."""
    whole = Element("Table", parent)
    for said, text in pairs:
        row = Element("TR", whole)
        hanging = document.piece(said, label, Element("TH", row, heading_of("Row")))
        yield document.text(text, style, Element("TD", row), width=width, indent=indent, hanging=(hanging,))


def _places(shares: Sequence[float], paper: Paper) -> list[Column]:
    """Where the columns of a table are, still empty."""
    found, left, whole = [], 0.0, sum(shares)
    for share in shares:
        width = paper.inside * share / whole
        found.append(Column(left + CELL_PADDING, width - 2 * CELL_PADDING, ()))
        left += width
    return found


def _row(
    document: Document, row: Element, texts: Sequence[Cell], style: Style, places: Sequence[Column]
) -> tuple[Column, ...]:
    return tuple(
        [
            Column(left, width, _cell(document, Element("TD", row), text, style, width))
            for text, (left, width, _) in zip(texts, places, strict=True)
        ]
    )


def _heading(document: Document, row: Element, heading: Heading, width: float) -> list[Item]:
    owner = Element("TH", row, heading_of("Column"))
    hint = [document.text(heading.hint, FINE, owner, width=width)] if heading.hint else []
    return [document.text(heading.label, SMALL_LABEL, owner, width=width), *hint]


def _cell(document: Document, owner: Element, text: Cell, style: Style, width: float) -> list[Item]:
    if isinstance(text, Entry):
        link = Link(owner, text.page, f"{text.text}, page {text.page}")
        return [document.text(text.text, style, link, width=width)]
    if not text:
        return []
    if "\n" not in text:
        return [document.text(text, style, owner, width=width)]
    return [document.text(line, style, Element("P", owner), width=width) for line in text.split("\n")]
