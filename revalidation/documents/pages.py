"""Rows, bordered boxes and pages of A4: what stands where, before anything is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from revalidation.documents.lines import Line
from revalidation.documents.sheets import Style
from revalidation.documents.structure import Element

# Everything is measured in points, from the top left corner.
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN, TOP, BOTTOM = 51.0, 48.0, PAGE_HEIGHT - 62.0
FOOT = PAGE_HEIGHT - 38.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
PADDING = 10.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text, `across` points from the left edge of its row, or up against the right edge if `from_right`."""

    line: Line
    style: Style
    owner: Element
    across: float = 0.0
    from_right: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A small square, ticked or empty."""

    owner: Element
    across: float
    ticked: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """A box to write in by hand."""

    across: float
    width: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """A QR code, which begins `below` points under the top of its row and reaches over the rows after it."""

    owner: Element
    across: float
    below: float
    side: float
    modules: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page. A row that `holds_next` is never the last on its page; an empty one is only distance."""

    height: float
    pieces: tuple[Piece, ...] = ()
    ticks: tuple[Tick, ...] = ()
    blanks: tuple[Blank, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    holds_next: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Rows that belong together, with a border round them unless `plain`."""

    rows: tuple[Row, ...]
    plain: bool = False
    shaded: bool = False


@dataclass(slots=True)
class Page:
    """What stands where on one sheet, before it is drawn."""

    rows: list[tuple[float, Row, bool]] = field(default_factory=list)
    borders: list[tuple[float, float, bool]] = field(default_factory=list)


def paginate(boxes: Sequence[Box]) -> list[Page]:
    """Put boxes below each other on as many pages as they need; a border is closed at the foot and opened again."""
    pages, y = [Page()], TOP
    for box in boxes:
        inside = 0.0 if box.plain else PADDING
        began, y = y, y + inside
        for held in _held_together(box.rows):
            if y + sum(row.height for row in held) + inside > BOTTOM and pages[-1].rows:
                if y > began + inside:
                    _border(pages[-1], box, began, y + inside)
                pages.append(Page())
                began, y = TOP, TOP + inside
            for row in held:
                # Distance at the head of a page separates nothing.
                if row.pieces or y > began + inside:
                    pages[-1].rows.append((y, row, box.plain))
                    y += row.height
        y += inside
        _border(pages[-1], box, began, y)
    return pages


def _border(page: Page, box: Box, top: float, bottom: float) -> None:
    if not box.plain:
        page.borders.append((top, bottom, box.shaded))


def _held_together(rows: Sequence[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if not row.holds_next:
            yield held
            held = []
    if held:
        yield held
