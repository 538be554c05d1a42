"""How the text of documents looks: dark enough to be read by everybody, and the same in all of them."""

from dataclasses import dataclass

Ink = tuple[int, int, int]

BLACK: Ink = (0, 0, 0)
_TEXT: Ink = (20, 20, 20)
_DARK: Ink = (22, 34, 46)
_SOFT: Ink = (68, 76, 84)
BORDER: Ink = (74, 85, 96)
SHADE: Ink = (238, 241, 244)


@dataclass(frozen=True, slots=True)
class Style:
    """The size of a text, the distance between its lines, its colour and its weight."""

    size: float
    leading: float
    ink: Ink
    bold: bool = False


TITLE = Style(20, 28, _DARK, bold=True)
NAME = Style(15, 22, _DARK, bold=True)
HEADING = Style(11.5, 18, _DARK, bold=True)
LABEL = Style(10.5, 15, _DARK, bold=True)
BODY = Style(10.5, 15, _TEXT)
BOLD = Style(10.5, 15, _TEXT, bold=True)
SMALL = Style(9, 13, _SOFT)
SMALL_LABEL = Style(9, 13, _DARK, bold=True)
CELL = Style(9, 12.5, _TEXT)
FINE = Style(8, 10.5, _SOFT)
FINE_LABEL = Style(8, 10.5, _DARK, bold=True)
FOOT = Style(7.5, 10, _SOFT)
