"""What is put on paper: items below each other in columns, and columns beside each other in bands.

Everything is measured in points, from the top left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from revalidation.documents.lines import Line
from revalidation.documents.structure import Element
from revalidation.documents.styles import Style

MARGIN, TOP, _BOTTOM, _FOOT = 51.0, 48.0, 62.0, 38.0
PADDING, CELL_PADDING = 10.0, 5.0
# A row of a table that is lower than this moves to the next sheet as a whole.
_KEPT_WHOLE = 150.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: its size, and what follows from it."""

    width: float
    height: float

    @property
    def inside(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def bottom(self) -> float:
        """Where the text ends."""
        return self.height - _BOTTOM

    @property
    def foot(self) -> float:
        """The baseline of the footer."""
        return self.height - _FOOT


PORTRAIT = Paper(595.28, 841.89)
LANDSCAPE = Paper(841.89, 595.28)


class Piece(NamedTuple):
    """A text on one line, `across` points from the left edge of its column."""

    line: Line
    style: Style
    owner: Element
    across: float = 0.0


class Tick(NamedTuple):
    """A small square, ticked or empty."""

    owner: Element
    across: float
    ticked: bool


class Blank(NamedTuple):
    """A box to write in by hand."""

    across: float
    width: float


class Pattern(NamedTuple):
    """A QR code."""

    owner: Element
    across: float
    side: float
    modules: tuple[tuple[int, ...], ...]


class Picture(NamedTuple):
    """A picture that the file holds under this name."""

    owner: Element
    across: float
    width: float
    height: float
    name: str


class Text(NamedTuple):
    """A paragraph broken into lines, or a part of one; what hangs in front stands before its first line.

    It `holds_next`: its last line is never the last on a sheet. `right` is the right edge for text from the right.
    """

    lines: Sequence[Line]
    style: Style
    owner: Element
    across: float = 0.0
    right: float | None = None
    hanging: tuple[Piece | Tick, ...] = ()
    holds_next: bool = False

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.style.leading

    def goes_on_from(self, before: Text) -> bool:
        """Whether it is the next part of the same paragraph."""
        return (before.owner, before.style, before.across, ()) == (self.owner, self.style, self.across, self.hanging)

    def chunks(self) -> Iterator[Text]:
        """Its parts between which a sheet may end: no line of a paragraph is left alone."""
        lines, end = self.lines, len(self.lines)
        if end < 4 or self.holds_next:  # noqa: PLR2004 (two and two)
            yield self
            return
        yield self._replace(lines=lines[:2])
        for number in range(2, end - 2):
            yield self._replace(lines=lines[number : number + 1], hanging=())
        yield self._replace(lines=lines[-2:], hanging=())


class Row(NamedTuple):
    """What stands beside each other at one height; an empty one is only distance."""

    height: float
    pieces: tuple[Piece | Tick | Blank | Pattern | Picture, ...] = ()
    holds_next: bool = False

    def chunks(self) -> Iterator[Row]:
        """Itself: a row is never parted."""
        yield self


Item = Text | Row


class Edges(Enum):
    """What is drawn round a band: nothing, one border, or a border round each column."""

    NONE = auto()
    BOX = auto()
    GRID = auto()


_PADDINGS = {Edges.NONE: 0.0, Edges.BOX: PADDING, Edges.GRID: CELL_PADDING}


class Column(NamedTuple):
    """Items below each other, `left` points from the margin."""

    left: float
    width: float
    items: Sequence[Item]


class Band:
    """Columns beside each other over the whole width. One that `holds_next` is never the last on its sheet.

    Where a sheet ends inside a table, `heading` is drawn again at the head of the next: only for the eye.
    """

    __slots__ = ("columns", "edges", "heading", "height", "holds_next", "padding", "shaded")

    def __init__(
        self,
        columns: tuple[Column, ...],
        edges: Edges = Edges.NONE,
        *,
        shaded: bool = False,
        holds_next: bool = False,
        heading: Band | None = None,
    ) -> None:
        self.columns, self.edges, self.shaded = columns, edges, shaded
        self.holds_next, self.heading = holds_next, heading
        self.padding = _PADDINGS[edges]
        self.height = max([height_of(column.items) for column in columns]) + 2 * self.padding

    def cut_to(self, columns: tuple[Column, ...]) -> Band:
        """A part of it."""
        return Band(columns, self.edges, shaded=self.shaded, heading=self.heading)

    @property
    def least(self) -> float:
        """The height of what has to stand on one sheet at its beginning."""
        if self.height <= _KEPT_WHOLE and len(self.columns) > 1:
            return self.height
        return max(height_of(next(held_together(column.items), ())) for column in self.columns) + 2 * self.padding


def band(
    items: Iterable[Item],
    *,
    paper: Paper = PORTRAIT,
    edges: Edges = Edges.NONE,
    shaded: bool = False,
    holds_next: bool = False,
) -> Band:
    """One column over the whole width."""
    inset = _PADDINGS[edges]
    column = Column(inset, paper.inside - 2 * inset, list(items))
    return Band((column,), edges, shaded=shaded, holds_next=holds_next)


def held_together(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items cut wherever a sheet may end between them."""
    held: list[Item] = []
    for item in items:
        for chunk in item.chunks():
            held.append(chunk)
            if not chunk.holds_next:
                yield held
                held = []
    if held:
        yield held


def height_of(items: Sequence[Item]) -> float:
    """The height of items below each other."""
    return sum([item.height for item in items])
