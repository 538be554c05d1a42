"""Tables: headings and rows of cells, and facts with their labels, as the eye and as whoever listens needs them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from revalidation.documents.document import Document
from revalidation.documents.layout import CELL_PADDING, Band, Column, Edges, Item, Paper, Text
from revalidation.documents.structure import Element, heading_of
from revalidation.documents.styles import BODY, CELL, FINE, SMALL, SMALL_LABEL, Style

_LABELS = 0.4  # the share of the width that labels beside their texts have


class Heading(NamedTuple):
    """What stands above a column, what stands smaller below that, and the column's share of the width."""

    label: str
    hint: str = ""
    share: float = 1.0


def table(
    document: Document,
    parent: Element,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[str]],
    *,
    paper: Paper,
    last: Sequence[str] = (),
) -> Iterator[Band]:
    """A table of text, its headings repeated on every sheet; `last` are cells below its last columns."""
    whole = Element("Table", parent)
    widths = _widths(headings, paper)
    row = Element("TR", whole)
    above = _row(
        widths, [_heading(document, row, one, width) for one, width in zip(headings, _inner(widths), strict=True)]
    )
    heading = Band(above, Edges.GRID, shaded=True, holds_next=True)
    yield heading
    for texts in rows:
        row = Element("TR", whole)
        cells = [
            _cell(document, Element("TD", row), text, CELL, width)
            for text, width in zip(texts, _inner(widths), strict=True)
        ]
        yield Band(_row(widths, cells), Edges.GRID, heading=heading)
    if last:
        row, first = Element("TR", whole), len(widths) - len(last)
        Element("TD", row, f"/A <</O /Table /ColSpan {first}>>")
        cells = [
            _cell(document, Element("TD", row), text, SMALL_LABEL, width)
            for text, width in zip(last, _inner(widths)[first:], strict=True)
        ]
        yield Band(_row(widths[first:], cells, left=sum(widths[:first])), Edges.GRID, heading=heading)


def labelled(
    document: Document, parent: Element, pairs: Sequence[tuple[str, str]], *, paper: Paper, together: bool = False
) -> Iterator[Band]:
    """Labels beside what belongs to them, each pair a bordered row; all on one sheet if they are `together`."""
    whole = Element("Table", parent)
    widths = [paper.inside * _LABELS, paper.inside * (1 - _LABELS)]
    for number, (label, text) in enumerate(pairs, start=1):
        row = Element("TR", whole)
        said = document.text(label, SMALL_LABEL, Element("TH", row, heading_of("Row")), width=_inner(widths)[0])
        cells: list[list[Item]] = [[said], _cell(document, Element("TD", row), text, BODY, _inner(widths)[1])]
        yield Band(_row(widths, cells), Edges.GRID, holds_next=together and number < len(pairs))


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


def _widths(headings: Sequence[Heading], paper: Paper) -> list[float]:
    whole = sum(heading.share for heading in headings)
    return [paper.inside * heading.share / whole for heading in headings]


def _inner(widths: Sequence[float]) -> list[float]:
    return [width - 2 * CELL_PADDING for width in widths]


def _row(widths: Sequence[float], cells: Sequence[Sequence[Item]], *, left: float = 0.0) -> tuple[Column, ...]:
    found = []
    for width, items in zip(widths, cells, strict=True):
        found.append(Column(left + CELL_PADDING, width - 2 * CELL_PADDING, items))
        left += width
    return tuple(found)


def _heading(document: Document, row: Element, heading: Heading, width: float) -> list[Item]:
    owner = Element("TH", row, heading_of("Column"))
    hint = [document.text(heading.hint, FINE, owner, width=width)] if heading.hint else []
    return [document.text(heading.label, SMALL_LABEL, owner, width=width), *hint]


def _cell(document: Document, owner: Element, text: str, style: Style, width: float) -> list[Item]:
    lines = text.split("\n")
    if len(lines) == 1:
        return [document.text(text, style, owner, width=width)] if text else []
    return [document.text(line, style, Element("P", owner), width=width) for line in lines]
