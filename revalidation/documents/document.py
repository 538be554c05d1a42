"""A document being made: text set into items that know what they are, and bands of them drawn on sheets."""

from collections.abc import Callable, Iterable
from datetime import datetime

from revalidation.documents.attachments import Attachment
from revalidation.documents.characters import begins_right_to_left, clusters
from revalidation.documents.container import Container
from revalidation.documents.digests import Digests
from revalidation.documents.layout import (
    MARGIN,
    PORTRAIT,
    Band,
    Blank,
    Edges,
    Item,
    Paper,
    Pattern,
    Picture,
    Piece,
    Text,
    Tick,
)
from revalidation.documents.lines import ENDLESS, Line, words_in
from revalidation.documents.pagination import Page, Put, paginate
from revalidation.documents.sheets import FOOTER, HEADER, RULES, Sheet
from revalidation.documents.structure import Element
from revalidation.documents.styles import FOOT, Style
from revalidation.domain.page_pictures import PagePicture

_GAP_IN_FOOT = 20.0
_REMEMBERED = 120  # characters of a paragraph


class Document:
    """A tagged PDF, the same to the byte for the same content and moment. Parts are added one after another.

    It conforms to PDF/A-2a, or to PDF/A-3a (`archived_as` 3) where files are attached to it.
    """

    def __init__(self, *, title: str, author: str, at: datetime, archived_as: int = 2) -> None:
        self._container = Container(title=title, author=author, at=at, archived_as=archived_as)
        self._words = {bold: words_in(bold=bold) for bold in (False, True)}
        self._glyphs = self._container.glyphs
        self._sheets: list[Sheet] = []
        self._chapter: list[tuple[str, int]] = []
        self._broken: dict[tuple[str, bool, int], list[Line]] = {}  # labels, and what tables repeat

    def section(self, parent: Element | None = None) -> Element:
        """A new part of the document, or of a part of it."""
        return Element("Sect", parent or self._container.document)

    def width(self, text: str, style: Style) -> float:
        """How wide this text is when it is drawn, in points."""
        return self._words[style.bold].lines(text, ENDLESS).lines[0].width * style.size / 1000

    def piece(self, text: str, style: Style, owner: Element, across: float = 0.0) -> Piece:
        """A text on one line."""
        return Piece(self._line(text, style), style, owner, across)

    def text(
        self,
        text: str,
        style: Style,
        owner: Element,
        *,
        width: float,
        indent: float = 0.0,
        hanging: tuple[Piece | Tick, ...] = (),
        holds_next: bool = False,
    ) -> Text:
        """One paragraph, broken to stand `indent` points in; a word wider than that is broken where it must be."""
        from_right = begins_right_to_left(text)
        lines = self._lines(text, style, int((width - indent) * 1000 / style.size), from_right=from_right)
        return Text(lines, style, owner, indent, width if from_right else None, hanging, holds_next)

    def item(self, marker: str, text: str, style: Style, parent: Element, *, width: float, indent: float) -> Text:
        """One item of a list; its marker hangs in front of it."""
        item = Element("LI", parent)
        label, body = Element("Lbl", item), Element("LBody", item)
        line = self._line(marker, style)
        hang = Piece(line, style, label, indent - line.width * style.size / 1000 - style.size * 0.45)
        return self.text(text, style, body, width=width, indent=indent, hanging=(hang,))

    def cut_short(self, text: str, style: Style, room: float) -> str:
        """As much of the text as there is room for on one line."""
        if self._line(text, style).width * style.size / 1000 <= room:
            return text
        kept = list(clusters(text))
        while kept and self.width(f"{''.join(kept).rstrip()}…", style) > room:
            kept.pop()
        return f"{''.join(kept).rstrip()}…"

    @property
    def sheets(self) -> int:
        """How many there are so far."""
        return len(self._sheets)

    def chapter(self, title: str, *, depth: int = 0) -> None:
        """What the outline calls the next sheet beside its own bookmark, `depth` levels down."""
        self._chapter.append((title, depth))

    def add(
        self,
        bands: Iterable[Band],
        *,
        foot: str,
        bookmark: str = "",
        depth: int = 0,
        paper: Paper = PORTRAIT,
        in_front: bool = False,
    ) -> None:
        """Set bands on new sheets, as many as they need, with `foot` at the foot of each.

        The outline calls the first of them `bookmark`, `depth` levels down. `in_front` puts them before all others;
        where they are heard is where their section was begun.
        """
        bookmarks, self._chapter = [*self._chapter, *([(bookmark, depth)] if bookmark else [])], []
        new = []
        for page in paginate(bands, paper):
            sheet = Sheet(paper, foot, bookmarks)
            _draw(sheet, page)
            new.append(sheet)
            bookmarks = []
        self._sheets = [*new, *self._sheets] if in_front else [*self._sheets, *new]

    def picture(self, page: PagePicture, owner: Element, room: tuple[float, float]) -> Picture:
        """A picture as large as there is room for: width and height."""
        scale = min(room[0] / page.width, room[1] / page.height)
        width, height = page.width * scale, page.height * scale
        return Picture(owner, (room[0] - width) / 2, width, height, self._container.hold(page))

    def file(self, attached: Callable[[Digests], Iterable[Attachment]] | None = None) -> bytes:
        """All sheets as a PDF, counted at the foot, with the files that are attached once the sheets are known."""
        for number, sheet in enumerate(self._sheets, start=1):
            counted = f"Page {number} of {len(self._sheets)}"
            width = self._line(counted, FOOT).width * FOOT.size / 1000
            said = self.cut_short(sheet.foot, FOOT, sheet.paper.inside - width - _GAP_IN_FOOT)
            for text, across in ((said, 0.0), (counted, sheet.paper.inside - width)):
                sheet.text(FOOTER, FOOT, MARGIN + across, sheet.paper.foot, [self._line(text, FOOT)])
            self._container.put(sheet)
        if attached is not None:
            for attachment in sorted(attached(self._container.digests()), key=lambda each: each.name):
                self._container.attach(attachment)
        return self._container.written()

    def _line(self, text: str, style: Style) -> Line:
        return self._lines(text, style, ENDLESS)[0]

    def _lines(self, text: str, style: Style, room: int, *, from_right: bool = False) -> list[Line]:
        key = (text, style.bold, room)
        known = self._broken.get(key)
        if known is not None:
            return known
        lines = self._glyphs.note(self._words[style.bold].lines(text, room, from_right=from_right))
        if len(text) <= _REMEMBERED:
            self._broken[key] = lines
        return lines


def _draw(sheet: Sheet, page: Page) -> None:
    """Everything that stands on this page but its footer."""
    for put in page.bands:
        _draw_edges(sheet, put)
    for put in page.bands:
        owner = HEADER if put.again else None
        inset = put.band.padding
        for column in put.band.columns:
            y = put.top + inset
            for item in column.items:
                _draw_item(sheet, item, MARGIN + column.left, y, owner)
                y += item.height


def _draw_edges(sheet: Sheet, put: Put) -> None:
    band = put.band
    if band.edges is Edges.NONE:
        return
    first, last = band.columns[0], band.columns[-1]
    left, right = MARGIN + first.left - band.padding, MARGIN + last.left + last.width + band.padding
    uprights = [MARGIN + column.left - band.padding for column in band.columns[1:]] if band.edges is Edges.GRID else []
    sheet.borders(RULES, (left, put.top, right - left, put.height), uprights, shaded=band.shaded)


def _draw_item(sheet: Sheet, item: Item, x: float, y: float, owner: Element | None) -> None:
    if isinstance(item, Text):
        style = item.style
        baseline = y + (style.leading + style.size * 0.7) / 2
        for piece in item.hanging:
            _draw_piece(sheet, piece, x, y, style.leading, owner)
        right = None if item.right is None else x + item.right
        sheet.text(owner or item.owner, style, x + item.across, baseline, item.lines, right)
    else:
        for one in item.pieces:
            _draw_piece(sheet, one, x, y, item.height, owner)


def _draw_piece(
    sheet: Sheet,
    piece: Piece | Tick | Blank | Pattern | Picture,
    x: float,
    y: float,
    height: float,
    owner: Element | None,
) -> None:
    if isinstance(piece, Piece):
        baseline = y + (height + piece.style.size * 0.7) / 2
        sheet.text(owner or piece.owner, piece.style, x + piece.across, baseline, [piece.line])
    elif isinstance(piece, Tick):
        sheet.tick(piece.owner, x + piece.across, y + height / 2, ticked=piece.ticked)
    elif isinstance(piece, Blank):
        sheet.borders(RULES, (x + piece.across, y + 2, piece.width, height - 4), ())
    elif isinstance(piece, Picture):
        sheet.picture(piece.owner, (x + piece.across, y, piece.width, piece.height), piece.name)
    else:
        sheet.pattern(piece.owner, x + piece.across, y, piece.side, piece.modules)
