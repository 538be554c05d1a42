"""One sheet of paper being drawn: text, borders, ticks and pictures, each marked as what it is."""

from collections.abc import Sequence
from functools import cache, lru_cache

from revalidation.documents.layout import Paper
from revalidation.documents.lines import Line
from revalidation.documents.structure import Element, Link, Place, spoken
from revalidation.documents.styles import BLACK, BORDER, SHADE, Ink, Style
from revalidation.documents.typefaces import Shaped, Typeface

# What only looks: it belongs to no element, and nobody hears it.
RULES = Element("/Artifact BMC")
HEADER = Element("/Artifact <</Type /Pagination>> BDC")
FOOTER = Element("/Artifact <</Type /Pagination /Subtype /Footer>> BDC")
_ARTIFACTS = (RULES, HEADER, FOOTER)


class Sheet:
    """The content of one page, and the elements that its marked content belongs to, by number.

    How the file calls its `page` is known when that is written; `bookmarks` are what the outline calls it, how deep.
    """

    def __init__(self, paper: Paper, foot: str, bookmarks: Sequence[tuple[str, int]] = ()) -> None:
        self.paper, self.foot, self.bookmarks = paper, foot, bookmarks
        self.height = paper.height
        self.page = ""
        self.marks: list[Element] = []
        self.places: list[Place] = []
        self.pictures: list[str] = []
        self.faces: set[Typeface] = set()
        self._out: list[str] = []
        self._open: Element | None = None
        self._face: Typeface | None = None
        self._size = 0.0
        self._fill = self._stroke = BLACK

    def content(self) -> bytes:
        """All that was drawn."""
        self._mark(None)
        return "\n".join(self._out).encode("latin-1")

    def _mark(self, owner: Element | None) -> None:
        if owner is self._open:
            return
        if self._open is not None:
            self._out.append("EMC")
        self._open = owner
        if owner is None:
            return
        if owner in _ARTIFACTS:
            self._out.append(owner.role)
            return
        number = len(self.marks)
        owner.kids.append((self, number))
        self._out.append(f"/{owner.role} <</MCID {number}>> BDC")
        self.marks.append(owner)

    def _filled_with(self, ink: Ink) -> None:
        if ink != self._fill:
            self._fill = ink
            self._out.append(f"{_said(ink)} rg")

    def _drawn_with(self, ink: Ink) -> None:
        if ink != self._stroke:
            self._stroke = ink
            self._out.append(f"{_said(ink)} RG")

    def text(
        self,
        owner: Element,
        style: Style,
        x: float,
        baseline: float,
        lines: Sequence[Line],
        right: float | None = None,
    ) -> None:
        """Draw lines below each other, the first `baseline` points from the top; up against `right`, if it is given."""
        self._mark(owner)
        self._filled_with(style.ink)
        out = self._out
        out.append(f"BT {_points(x)} {_points(self.height - baseline)} Td")
        down = f"0 {-style.leading:g} Td" if len(lines) > 1 else ""
        size, at, is_first = style.size, 0.0, True
        for width, runs in lines:
            if not is_first:
                out.append(down)
            is_first = False
            if right is not None:
                to = right - x - width * size / 1000
                out.append(f"{to - at:.2f} 0 Td")
                at = to
            for face, glyphs, typed in runs:
                if face is not self._face or size != self._size:
                    self._face, self._size = face, size
                    self.faces.add(face)
                    out.append(f"/{face.resource} {size:g} Tf")
                out.append(f"({glyphs}) Tj" if isinstance(glyphs, str) else _shaped(typed, glyphs, size))
        out.append("ET")
        if isinstance(owner, Link):
            top = self.height - baseline + (style.leading + style.size * 0.7) / 2
            across = max(width for width, _ in lines) * size / 1000
            left = x if right is None else right - across
            self.places.append(Place(owner, self, (left, top - len(lines) * style.leading, left + across, top)))

    def borders(
        self,
        owner: Element,
        box: tuple[float, float, float, float],
        uprights: Sequence[float] = (),
        *,
        shaded: bool = False,
    ) -> None:
        """Draw a border: left, top, width and height; and lines from its top to its foot."""
        left, top, width, height = box
        y = self.height - top
        self._mark(owner)
        self._drawn_with(BORDER)
        if shaded:
            self._filled_with(SHADE)
        above, below = _points(y), _points(y - height)
        lines = "".join([f" {x} {above} m {x} {below} l" for x in map(_points, uprights)])
        rectangle = f"{_points(left)} {above} {_points(width)} {_points(-height)}"
        self._out.append(f"0.9 w {rectangle} re{lines} {'B' if shaded else 'S'}")

    def tick(self, owner: Element, x: float, middle: float, *, ticked: bool) -> None:
        """Draw a small square, ticked or empty."""
        y = self.height - middle
        owner.attributes += (
            f" /A <</O /Layout /BBox [{x:.2f} {y - 4.5:.2f} {x + 9:.2f} {y + 4.5:.2f}] /Placement /Inline>>"
        )
        self._mark(owner)
        self._drawn_with(BORDER)
        self._out.append(f"0.9 w {x:.2f} {y - 4.5:.2f} 9 9 re S")
        if ticked:
            self._out.append(f"1.5 w {x + 2:.2f} {y:.2f} m {x + 4:.2f} {y - 2.3:.2f} l {x + 7.4:.2f} {y + 2.6:.2f} l S")

    def picture(self, owner: Element, box: tuple[float, float, float, float], name: str) -> None:
        """Draw a picture that the file holds: left, top, width and height."""
        left, top, width, height = box
        y = self.height - top
        owner.attributes += (
            f" /A <</O /Layout /BBox [{left:.2f} {y - height:.2f} {left + width:.2f} {y:.2f}] /Placement /Block>>"
        )
        self._mark(owner)
        self.pictures.append(name)
        self._out.append(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {y - height:.2f} cm /{name} Do Q")

    def pattern(self, owner: Element, left: float, top: float, side: float, modules: Sequence[Sequence[int]]) -> None:
        """Draw a square of dark and light modules."""
        y = self.height - top
        owner.attributes += (
            f" /A <</O /Layout /BBox [{left:.2f} {y - side:.2f} {left + side:.2f} {y:.2f}] /Placement /Block>>"
        )
        self._mark(owner)
        self._filled_with(BLACK)
        step = side / len(modules)
        # A little larger than it is, so that no hair of light is left between two.
        squares = [
            f"{left + across * step:.2f} {y - (down + 1) * step:.2f} {step + 0.05:.2f} {step + 0.05:.2f} re"
            for down, row in enumerate(modules)
            for across, is_dark in enumerate(row)
            if is_dark
        ]
        self._out.append(f"{' '.join(squares)} f")


@lru_cache(maxsize=4_096)
def _points(length: float) -> str:
    """As it is written; cells share columns and rows, so most lengths come again."""
    return f"{length + 0.0:.2f}"  # no nought below nought, which would be remembered as the same


@cache
def _said(ink: Ink) -> str:
    return " ".join(f"{part / 255:.3f}" for part in ink)


def _shaped(typed: str, word: Shaped, size: float) -> str:
    parts, rise = ["["], 0
    for glyph in word.glyphs:
        if glyph.rise != rise:
            rise = glyph.rise
            parts.append(f"] TJ {rise * size / 1000:.3f} Ts [")
        parts.append(f"{-glyph.move} ({glyph.code})" if glyph.move else f"({glyph.code})")
    parts.append(f"{-word.move_after}] TJ" if word.move_after else "] TJ")
    if rise:
        parts.append(" 0 Ts")
    # Marks and ligatures are many glyphs to few characters: whoever copies or listens gets the text as it was typed.
    # Not from right to left, where viewers already turn the glyphs round and would turn this round too.
    operators = " ".join(parts)
    return f"/Span <</ActualText {spoken(typed)}>> BDC {operators} EMC" if typed else operators
