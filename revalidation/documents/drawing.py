"""A PDF being drawn: text measured, broken into lines and set in whichever faces it needs."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast

from fpdf import FPDF
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from fpdf.fonts import SubsetMap, TTFFont
from fpdf.prefs import ViewerPreferences

from revalidation.documents.faces import (
    DIRECTION_MARKS,
    JOINERS,
    Face,
    Run,
    begins_right_to_left,
    clusters,
    is_right_to_left,
    runs,
)
from revalidation.documents.pages import FOOT, MARGIN, PADDING, PAGE_HEIGHT, WIDTH, Ink, Page, Piece, Row, Style, Tick

BORDER: Ink = (74, 85, 96)
SHADE: Ink = (238, 241, 244)

# A word ends at a space, or after a hyphen or dash between letters; dates and numbers stay whole.
_WORDS = re.compile(r"( *)([^ ](?:(?!(?<=[^\W\d_][-–—])(?=[^\W\d_]))[^ ])*)")
_UNDRAWN = str.maketrans(dict.fromkeys(JOINERS | DIRECTION_MARKS))


class Document(FPDF):
    """A PDF that measures and draws text in whichever faces it needs."""

    def __init__(self, *, title: str, author: str, at: datetime) -> None:
        """Begin an empty document that will be the same to the byte for the same content and moment."""
        super().__init__(unit="pt", format="A4")
        self.set_auto_page_break(auto=False)
        self.set_margin(0)
        self.set_title(title)
        self.set_author(author)
        self.set_lang("en-GB")
        self.set_creation_date(at)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._widths: dict[tuple[str, bool], float] = {}
        self._loaded: dict[Face, TTFFont] = {}

    def width(self, text: str, style: Style) -> float:
        """How wide this text is when it is drawn, in points."""
        return style.size * sum(self._word_width(word, style.bold) for word in re.findall(r" +|[^ ]+", text))

    def _word_width(self, word: str, bold: bool) -> float:  # noqa: FBT001 - a key of the dictionary, not a switch
        known = self._widths.get((word, bold))
        if known is None:
            known = sum(self._run_width(run) for run in runs(word, bold=bold))
            self._widths[word, bold] = known
        return known

    def _run_width(self, run: Run) -> float:
        font = self._font(run.face)
        if run.shaped:
            return font.shaped_text_width(run.text, 1, None)[1]
        return sum(font.cw[ord(character)] for character in run.text.translate(_UNDRAWN)) / 1000

    def _font(self, face: Face) -> TTFFont:
        if face not in self._loaded:
            self.add_font(face.family, face.style, face.path)
            self._loaded[face] = cast("TTFFont", self.fonts[face.family + face.style])
        return self._loaded[face]

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """The text broken at spaces and hyphens to fit the width; a word wider than that is broken where it must be."""
        found, line, used = [], "", 0.0
        for gap, word in _WORDS.findall(text):
            for part in self._parts(word, style, width):
                needed = self.width(gap, style) + self.width(part, style)
                if line.strip(" ") and used + needed > width:
                    found.append(line)
                    line, used = part, self.width(part, style)
                else:
                    line, used = line + gap + part, used + needed
                gap = ""  # noqa: PLW2901 - only the first part follows the gap
        return [*found, line]

    def _parts(self, word: str, style: Style, width: float) -> Iterator[str]:
        if self.width(word, style) <= width:
            yield word
            return
        part, used = "", 0.0
        for cluster in clusters(word):
            needed = self.width(cluster, style)
            if part and used + needed > width:
                yield part
                part, used = "", 0.0
            part, used = part + cluster, used + needed
        yield part

    def paragraph(
        self, text: str, style: Style, *, width: float = WIDTH - 2 * PADDING, indent: float = 0.0, marker: str = ""
    ) -> list[Row]:
        """One paragraph as rows, `indent` points in; a marker hangs in front of it. No row is left alone on a page."""
        from_right = begins_right_to_left(text)
        lines = self.lines(text, style, width - indent)
        # A first line, and the one before the last, take the next line with them.
        alone = {0, len(lines) - 2} - {len(lines) - 1}
        hang = Piece(marker, style, indent - self.width(marker, style) - style.size * 0.45)
        return [
            Row(
                style.leading,
                ((hang,) if marker and not number else ()) + (Piece(line, style, indent, from_right),),
                holds_next=number in alone,
            )
            for number, line in enumerate(lines)
        ]

    def draw(self, page: Page, foot: Sequence[Piece]) -> None:
        """Add a sheet with everything that stands on this page, and the footer."""
        self.set_line_width(0.9)
        self.set_draw_color(*BORDER)
        self.set_fill_color(*SHADE)
        for top, bottom, shaded in page.borders:
            self.rect(MARGIN, top, WIDTH, bottom - top, style="DF" if shaded else "D")
        for y, row, plain in page.rows:
            left = MARGIN if plain else MARGIN + PADDING
            for piece in row.pieces:
                baseline = y + (row.height + piece.style.size * 0.7) / 2
                self._draw_piece(piece, left, WIDTH - 2 * (left - MARGIN), baseline)
            for tick in row.ticks:
                self._draw_tick(tick, left + tick.across, y + row.height / 2)
        for piece in foot:
            self._draw_piece(piece, MARGIN, WIDTH, FOOT)

    def _draw_piece(self, piece: Piece, left: float, width: float, baseline: float) -> None:
        self.set_text_color(*piece.style.ink)
        x = left + piece.across
        if piece.from_right:
            x = left + width - self.width(piece.text, piece.style)
        size = piece.style.size
        for text, way in _as_seen(piece.text, from_right=piece.from_right):
            cut = runs(text, bold=piece.style.bold)
            for run in reversed(cut) if way is TextDirection.RTL else cut:
                advance = self._run_width(run) * size
                self.set_font(run.face.family, run.face.style, size)
                if run.shaped or way is TextDirection.RTL:
                    self._draw_shaped(run, way, x, baseline, size)
                else:
                    self.text(x, baseline, run.text.translate(_UNDRAWN))
                x += advance

    def _draw_shaped(self, run: Run, way: TextDirection, x: float, baseline: float, size: float) -> None:
        # Not by cell(): it parts a letter from the mark that stands on it, and reads “{nb}” as the number of pages.
        font = self._font(run.face)
        unit = font.scale * size / 1000
        placed = []
        for glyph in font.shape_text(run.text, size, {"features": {}, "fragment_direction": way}):
            across, up = x + glyph["x_offset"] * unit, PAGE_HEIGHT - baseline + glyph["y_offset"] * unit
            placed.append(f"1 0 0 1 {across:.2f} {up:.2f} Tm <{glyph['mapped_char']:04X}> Tj")
            x += glyph["x_advance"] * unit
        # Marks and ligatures are many glyphs to few characters: whoever copies or listens gets the text as it was
        # typed. Not from right to left, where viewers already turn the glyphs round and would turn this round too.
        typed = f"/ActualText <FEFF{run.text.encode('utf-16-be').hex().upper()}>" if way is TextDirection.LTR else ""
        self.text(x, baseline, "")  # makes this font the current one of the page
        colour = self.text_color.serialize().lower() if self.text_color else ""
        self._out(f"/Span <<{typed}>> BDC q {colour} BT {' '.join(placed)} ET Q EMC")

    def _draw_tick(self, tick: Tick, x: float, middle: float) -> None:
        self.set_line_width(0.9)
        self.rect(x, middle - 4.5, 9, 9)
        if tick.ticked:
            self.set_line_width(1.5)
            self.polyline([(x + 2, middle), (x + 4, middle + 2.3), (x + 7.4, middle - 2.6)])

    def close(self) -> None:
        """Let go of the font files, which fpdf2 leaves open, and of its memory of the glyphs of finished documents."""
        for font in self._loaded.values():
            font.close()
        SubsetMap.pick.cache_clear()
        SubsetMap.get_glyph.cache_clear()


def _as_seen(text: str, *, from_right: bool) -> list[tuple[str, TextDirection]]:
    """A line cut by direction, in the order in which the eye meets it from the left; each part as it was typed."""
    if not is_right_to_left(text):
        return [(text, TextDirection.LTR)]
    paragraph = BidiParagraph(text, TextDirection.RTL if from_right else TextDirection.LTR)
    found: list[tuple[str, int]] = []
    for seen in paragraph.get_reordered_characters():
        if found and found[-1][1] == seen.embedding_level:
            found[-1] = (found[-1][0] + seen.character, seen.embedding_level)
        else:
            found.append((seen.character, seen.embedding_level))
    return [(part[::-1], TextDirection.RTL) if level % 2 else (part, TextDirection.LTR) for part, level in found]
