"""Font files opened once a process: the width of every glyph, what it stands for, and how HarfBuzz sets a word."""

import struct
from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb

from revalidation.documents.faces import DIRECTION_MARKS, JOINERS, Face

_UNDRAWN = JOINERS | DIRECTION_MARKS
# For the layout of text, which is done by then, and names that a PDF keeps elsewhere.
_NOT_EMBEDDED = ("FFTM", "GDEF", "GPOS", "GSUB", "MATH", "OS/2", "STAT", "cmap", "kern", "name", "post")
_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Description:
    """What a PDF says about a font beside its glyphs, in thousandths of its size."""

    name: str
    box: tuple[int, ...]
    ascent: int
    descent: int
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph of a shaped word: how far the pen moves before it, how far it is raised, in thousandths; and its code."""

    move: int
    rise: int
    code: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word as HarfBuzz sets it, in the order of the eye; glyphs that no character has alone, with what they say."""

    width: int
    glyphs: tuple[Placed, ...]
    move_after: int
    numbers: tuple[int, ...]
    says: dict[int, str]


class Typeface:
    """One face. A PDF names its glyphs by their numbers in the file, so what is measured once holds in every document.

    In each vendored file a glyph belongs to one character at most, or copied text would not be what was typed.
    """

    def __init__(self, face: Face) -> None:
        self._file = hb.Face(hb.Blob.from_file_path(str(face.path)))
        self._font = hb.Font(self._file)
        self._thousandth = 1000 / self._file.upem
        points = sorted(self._file.unicodes)
        self._numbers = {chr(point): self._font.get_nominal_glyph(point) for point in points}
        self.characters = {number: character for character, number in self._numbers.items()}
        self._widths: dict[int, int] = {}
        extents = self._font.get_font_extents("ltr")
        box = struct.unpack(">4h", self._file.reference_table("head").data[36:44])
        self.description = Description(
            face.file_name.removesuffix(".ttf"),
            tuple(self._scaled(edge) for edge in box),
            self._scaled(extents.ascender),
            self._scaled(extents.descender),
            bool(face.style),
        )

    def _scaled(self, units: int) -> int:
        return int(round(units * self._thousandth))  # noqa: RUF046 - HarfBuzz has no types

    def width(self, number: int) -> int:
        """How far this glyph moves the pen, in thousandths of the size."""
        if number not in self._widths:
            self._widths[number] = self._scaled(self._font.get_glyph_h_advance(number))
        return self._widths[number]

    def numbers(self, text: str) -> list[int]:
        """The glyphs of a text that are simply its characters in a row."""
        return [self._numbers[character] for character in text if character not in _UNDRAWN]

    def shaped(self, text: str, *, from_right: bool) -> Shaped:
        """The text as HarfBuzz sets it."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if from_right else "ltr"
        hb.shape(self._font, buffer)
        starts = sorted({info.cluster for info in buffer.glyph_infos})
        typed = {start: text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)}
        ideal, pen, placed, says = 0, 0, [], {}
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            # A contextual form may have a character of its own, but that is not what was typed.
            if self.characters.get(info.codepoint, "\0") not in typed[info.cluster]:
                says[info.codepoint] = typed[info.cluster]
            at = ideal + self._scaled(position.x_offset)
            placed.append(Placed(at - pen, self._scaled(position.y_offset), code([info.codepoint])))
            pen = at + self.width(info.codepoint)
            ideal += self._scaled(position.x_advance)
        numbers = tuple(info.codepoint for info in buffer.glyph_infos)
        return Shaped(ideal, tuple(placed), ideal - pen, numbers, says)

    def subset(self, numbers: set[int]) -> bytes:
        """A font file with these glyphs alone, under their own numbers."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(numbers)
        wanted.drop_table_tag_set.update(int.from_bytes(f"{tag:<4}".encode(), "big") for tag in _NOT_EMBEDDED)
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        return bytes(hb.subset(self._file, wanted).blob.data)


@cache
def typeface(face: Face) -> Typeface:
    """The face, opened once."""
    return Typeface(face)


def code(numbers: list[int]) -> str:
    """Glyphs as they stand in a string of a content stream, two bytes each."""
    return b"".join(number.to_bytes(2, "big") for number in numbers).decode("latin-1").translate(_ESCAPED)
