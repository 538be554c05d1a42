"""One sheet of paper being drawn: text, borders, ticks and pictures, each marked as what it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from revalidation.documents.lines import Line, Run
from revalidation.documents.structure import Element, spoken
from revalidation.documents.typefaces import Shaped

Ink = tuple[int, int, int]

BORDER: Ink = (74, 85, 96)
SHADE: Ink = (238, 241, 244)
FONT_NAMES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf")

# What only looks: it belongs to no element, and nobody hears it.
RULES = Element("/Artifact BMC")
FOOTER = Element("/Artifact <</Type /Pagination /Subtype /Footer>> BDC")
_ARTIFACTS = (RULES, FOOTER)


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: its size, the distance between its lines, its weight and its colour."""

    size: float
    leading: float
    ink: Ink
    bold: bool = False


class Sheet:
    """The content of one page, and the elements that its marked content belongs to, by number."""

    def __init__(self, number: int, height: float) -> None:
        self.number, self.height = number, height
        self.marks: list[Element] = []
        self._out: list[str] = []
        self._open: Element | None = None
        self._in_text = False
        self._pen = (0.0, 0.0)
        self._font = ""
        self._inks = {"rg": "", "RG": ""}

    def content(self) -> bytes:
        """All that was drawn."""
        self._mark(None)
        return "\n".join(self._out).encode("latin-1")

    def _mark(self, owner: Element | None) -> None:
        if owner is self._open:
            return
        self._end_text()
        if self._open is not None:
            self._out.append("EMC")
        self._open = owner
        if owner is None:
            return
        if owner in _ARTIFACTS:
            self._out.append(owner.role)
            return
        owner.kids.append((self.number, len(self.marks)))
        self._out.append(f"/{owner.role} <</MCID {len(self.marks)}>> BDC")
        self.marks.append(owner)

    def _end_text(self) -> None:
        if self._in_text:
            self._out.append("ET")
            self._in_text = False

    def _ink(self, ink: Ink, operator: str) -> None:
        operands = " ".join(f"{part / 255:.3f}" for part in ink)
        if self._inks[operator] != operands:
            self._inks[operator] = operands
            self._out.append(f"{operands} {operator}")

    def text(self, owner: Element, style: Style, x: float, baseline: float, line: Line) -> None:
        """Draw a line of text, `baseline` points from the top."""
        self._mark(owner)
        if not self._in_text:
            self._out.append("BT")
            self._in_text, self._pen = True, (0.0, 0.0)
        self._ink(style.ink, "rg")
        at = (x, self.height - baseline)
        self._out.append(f"{at[0] - self._pen[0]:.2f} {at[1] - self._pen[1]:.2f} Td")
        # As it was rounded, or small differences would add up from line to line.
        self._pen = tuple(was + round(new - was, 2) for was, new in zip(self._pen, at, strict=True))  # type: ignore[assignment]
        for run in line.runs:
            font = f"/F{FONT_NAMES.index(run.face.file_name) + 1} {style.size:g} Tf"
            if font != self._font:
                self._font = font
                self._out.append(font)
            self._out.append(
                f"({run.glyphs}) Tj" if isinstance(run.glyphs, str) else _shaped(run, run.glyphs, style.size)
            )

    def rectangle(self, owner: Element, box: tuple[float, float, float, float], *, shaded: bool = False) -> None:
        """Draw a border: left, top, width and height."""
        left, top, width, height = box
        self._mark(owner)
        self._end_text()
        self._ink(BORDER, "RG")
        if shaded:
            self._ink(SHADE, "rg")
        path = f"{left:.2f} {self.height - top:.2f} {width:.2f} {-height:.2f} re"
        self._out.append(f"0.9 w {path} {'B' if shaded else 'S'}")

    def tick(self, owner: Element, x: float, middle: float, *, ticked: bool) -> None:
        """Draw a small square, ticked or empty."""
        y = self.height - middle
        owner.attributes += (
            f" /A <</O /Layout /BBox [{x:.2f} {y - 4.5:.2f} {x + 9:.2f} {y + 4.5:.2f}] /Placement /Inline>>"
        )
        self._mark(owner)
        self._end_text()
        self._ink(BORDER, "RG")
        self._out.append(f"0.9 w {x:.2f} {y - 4.5:.2f} 9 9 re S")
        if ticked:
            self._out.append(f"1.5 w {x + 2:.2f} {y:.2f} m {x + 4:.2f} {y - 2.3:.2f} l {x + 7.4:.2f} {y + 2.6:.2f} l S")

    def pattern(self, owner: Element, left: float, top: float, side: float, modules: Sequence[Sequence[int]]) -> None:
        """Draw a square of dark and light modules."""
        y = self.height - top
        owner.attributes += (
            f" /A <</O /Layout /BBox [{left:.2f} {y - side:.2f} {left + side:.2f} {y:.2f}] /Placement /Block>>"
        )
        self._mark(owner)
        self._end_text()
        self._ink((0, 0, 0), "rg")
        step = side / len(modules)
        # A little larger than it is, so that no hair of light is left between two.
        squares = [
            f"{left + across * step:.2f} {y - (down + 1) * step:.2f} {step + 0.05:.2f} {step + 0.05:.2f} re"
            for down, row in enumerate(modules)
            for across, is_dark in enumerate(row)
            if is_dark
        ]
        self._out.append(f"{' '.join(squares)} f")


def _shaped(run: Run, word: Shaped, size: float) -> str:
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
    return f"/Span <</ActualText {spoken(run.typed)}>> BDC {operators} EMC" if run.typed else operators
