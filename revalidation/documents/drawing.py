"""A document being made: text set into rows that know what they are, sheets drawn from them, and the file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from revalidation.documents.container import Container
from revalidation.documents.faces import begins_right_to_left
from revalidation.documents.lines import Line
from revalidation.documents.pages import FOOT, MARGIN, PADDING, PAGE_HEIGHT, WIDTH, Page, Piece, Row
from revalidation.documents.sheets import FOOTER, RULES, Sheet, Style
from revalidation.documents.structure import Element, spoken


class Document:
    """A tagged PDF, the same to the byte for the same content and moment."""

    def __init__(self, *, title: str, author: str, at: datetime) -> None:
        self._container = Container(title=title, author=author, at=at)
        self._words = self._container.words

    def section(self, parent: Element | None = None) -> Element:
        """A new part of the document, or of a part of it."""
        return Element("Sect", parent or self._container.document)

    def width(self, text: str, style: Style) -> float:
        """How wide this text is when it is drawn, in points."""
        return self._words[style.bold].line(text).width * style.size / 1000

    def lines(self, text: str, style: Style, width: float) -> list[Line]:
        """The text broken at spaces and hyphens to fit the width; a word wider than that is broken where it must be."""
        return self._words[style.bold].lines(
            text, int(width * 1000 / style.size), from_right=begins_right_to_left(text)
        )

    def piece(self, text: str, style: Style, owner: Element, across: float = 0.0) -> Piece:
        """A text on one line."""
        return Piece(self._words[style.bold].line(text), style, owner, across)

    def paragraph(
        self, text: str, style: Style, owner: Element, *, width: float = WIDTH - 2 * PADDING, indent: float = 0.0
    ) -> list[Row]:
        """One paragraph as rows, `indent` points in. No row is left alone on a page."""
        from_right = begins_right_to_left(text)
        lines = self.lines(text, style, width - indent)
        # A first line, and the one before the last, take the next line with them.
        alone = {0, len(lines) - 2} - {len(lines) - 1}
        return [
            Row(style.leading, (Piece(line, style, owner, indent, from_right),), holds_next=number in alone)
            for number, line in enumerate(lines)
        ]

    def item(
        self,
        marker: str,
        text: str,
        style: Style,
        parent: Element,
        *,
        indent: float,
        width: float = WIDTH - 2 * PADDING,
    ) -> list[Row]:
        """One item of a list as rows; its marker hangs in front of it."""
        item = Element("LI", parent)
        label, body = Element("Lbl", item), Element("LBody", item)
        first, *rest = self.paragraph(text, style, body, indent=indent, width=width)
        hang = self.piece(marker, style, label, indent - self.width(marker, style) - style.size * 0.45)
        return [replace(first, pieces=(hang, *first.pieces)), *rest]

    def draw(self, page: Page, foot: Sequence[Piece], *, bookmarks: Sequence[str] = ()) -> None:
        """Add a sheet with everything that stands on this page, and the footer."""
        sheet = Sheet(len(self._container.marks), PAGE_HEIGHT)
        for top, bottom, shaded in page.borders:
            sheet.rectangle(RULES, (MARGIN, top, WIDTH, bottom - top), shaded=shaded)
        for y, row, plain in page.rows:
            left = MARGIN if plain else MARGIN + PADDING
            for blank in row.blanks:
                sheet.rectangle(RULES, (left + blank.across, y + 2, blank.width, row.height - 4))
            for tick in row.ticks:
                sheet.tick(tick.owner, left + tick.across, y + row.height / 2, ticked=tick.ticked)
            for piece in row.pieces:
                _draw_piece(
                    sheet, piece, left, WIDTH - 2 * (left - MARGIN), y + (row.height + piece.style.size * 0.7) / 2
                )
            for pattern in row.patterns:
                sheet.pattern(pattern.owner, left + pattern.across, y + pattern.below, pattern.side, pattern.modules)
        for piece in foot:
            _draw_piece(sheet, piece, MARGIN, WIDTH, FOOT)
        self._container.put(sheet, bookmarks)

    def file(self) -> bytes:
        """All sheets as a PDF."""
        return self._container.written()


def figure(parent: Element, alternative: str) -> Element:
    """A picture, with what is said of it to whoever can't see it."""
    return Element("Figure", parent, f"/Alt {spoken(alternative)}")


def footer_piece(document: Document, text: str, style: Style, across: float = 0.0) -> Piece:
    """A text at the foot of the page, which nobody hears on every page again."""
    return document.piece(text, style, FOOTER, across)


def _draw_piece(sheet: Sheet, piece: Piece, left: float, width: float, baseline: float) -> None:
    x = left + piece.across
    if piece.from_right:
        x = left + width - piece.line.width * piece.style.size / 1000
    sheet.text(piece.owner, piece.style, x, baseline, piece.line)
