"""Font files opened once a process: which characters each draws, how wide every glyph is, how HarfBuzz sets a word."""

import re
import struct
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from revalidation.documents.characters import MARKS, UNDRAWN, clusters, has_ink, is_right_to_left

FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"

_CJK, _CJK_PACKAGE = "NotoSansCJKtc-Regular", "cvttf_NotoSansCJK_Regular"  # the optional extra `cjk`
NAMES = ("NotoSans-Regular", "NotoSans-Bold", "DejaVuSans", "DejaVuSans-Bold", _CJK)
# A character that only the regular faces have is drawn in regular weight: better than not at all.
_IN_ORDER = {
    False: ("NotoSans-Regular", "DejaVuSans", _CJK),
    True: ("NotoSans-Bold", "DejaVuSans-Bold", "NotoSans-Regular", "DejaVuSans", _CJK),
}
_MAIN = {names[0] for names in _IN_ORDER.values()}
# For the layout of text, which is done by then, and names that a PDF keeps elsewhere.
_NOT_EMBEDDED = ("FFTM", "GDEF", "GPOS", "GSUB", "MATH", "OS/2", "STAT", "cmap", "kern", "name", "post")
# What hardly any document does without: the main faces always carry it, so most documents can carry the same files.
_EVERYDAY = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0£·–—‘’“”•…"
_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


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

    A glyph stands for one character at most, or copied text would not be what was typed. Its box and heights are in
    thousandths of its size.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.resource = f"F{NAMES.index(name) + 1}"  # what pages call it
        self.is_bold = name.endswith("Bold")
        self._file = hb.Face(hb.Blob.from_file_path(str(_path(name))))
        self.is_cff = bool(self._file.reference_table("CFF ").data)  # its outlines are PostScript's, not TrueType's
        self._font = hb.Font(self._file)
        self._thousandth = 1000 / self._file.upem
        points = sorted(self._file.unicodes)
        self._numbers = {chr(point): self._font.get_nominal_glyph(point) for point in points}
        self.characters: dict[int, str] = {}
        for character, number in self._numbers.items():
            if number not in self.characters or unicodedata.is_normalized("NFKC", character):
                self.characters[number] = character
        self.everyday = frozenset(self.numbers(_EVERYDAY)) if name in _MAIN else frozenset[int]()
        self._widths: dict[int, int] = {}
        extents = self._font.get_font_extents("ltr")
        self.ascent, self.descent = self._scaled(extents.ascender), self._scaled(extents.descender)
        box = struct.unpack(">4h", self._file.reference_table("head").data[36:44])
        self.box = tuple(self._scaled(edge) for edge in box)

    def _scaled(self, units: int) -> int:
        return int(round(units * self._thousandth))  # noqa: RUF046 - HarfBuzz has no types

    def draws(self, text: str) -> bool:
        """Whether the file has every character of it, with ink where there ought to be some."""
        return all(self._draws(character) for character in text if character not in UNDRAWN)

    def _draws(self, character: str) -> bool:
        if self.characters.get(self._numbers.get(character, -1)) != character:
            return False
        ink = self._font.get_glyph_extents(self._numbers[character])
        return has_ink(character) == bool(ink and (ink.width or ink.height))

    def width(self, number: int) -> int:
        """How far this glyph moves the pen, in thousandths of the size."""
        if number not in self._widths:
            self._widths[number] = self._scaled(self._font.get_glyph_h_advance(number))
        return self._widths[number]

    def numbers(self, text: str) -> list[int]:
        """The glyphs of a text that are simply its characters in a row."""
        return [self._numbers[character] for character in text if character not in UNDRAWN]

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


class Stretch(NamedTuple):
    """Text in one face. Shaped text needs HarfBuzz: its glyphs are not simply its characters in a row."""

    text: str
    face: Typeface
    shaped: bool


@cache
def typeface(name: str) -> Typeface:
    """The face, opened once."""
    return Typeface(name)


@cache
def _path(name: str) -> Path | None:
    """Where the file is; None for that of an extra that is not installed."""
    if name != _CJK:
        return FONTS / f"{name}.ttf"
    package = find_spec(_CJK_PACKAGE)
    return Path(package.origin).with_name(f"{name}.otf") if package and package.origin else None


def main_face(*, bold: bool) -> Typeface:
    """The face that text of this weight is set in as far as it can be."""
    return typeface(_IN_ORDER[bold][0])


@lru_cache(maxsize=16_384)
def face_for(cluster: str, *, bold: bool) -> Typeface | None:
    """The first face that draws all of it; None if none does."""
    return next((typeface(name) for name in _IN_ORDER[bold] if _path(name) and typeface(name).draws(cluster)), None)


@cache
def plainly_drawn() -> frozenset[str]:
    """Characters that the first face draws, each alone, and the end of a line: text of these needs no closer look."""
    face = main_face(bold=False)
    alone = (one for one in face.characters.values() if unicodedata.category(one) not in MARKS)
    return frozenset("\n").union(one for one in alone if one not in UNDRAWN and face.draws(one))


def stretches(text: str, *, bold: bool) -> list[Stretch]:
    """The text cut where the face changes or shaping begins. Raises LookupError for what no face can draw."""
    if text.isascii():
        return [Stretch(text, main_face(bold=bold), shaped=False)] if text else []
    found: list[Stretch] = []
    for word in re.findall(r" +|[^ ]+", text):
        shaped = any(unicodedata.category(one) in MARKS for one in word) or is_right_to_left(word)
        for cluster in clusters(word):
            chosen = face_for(cluster, bold=bold)
            if chosen is None:
                message = f"no face draws {cluster!a}"
                raise LookupError(message)
            if found and found[-1].face is chosen and found[-1].shaped == shaped:
                found[-1] = Stretch(found[-1].text + cluster, chosen, shaped)
            else:
                found.append(Stretch(cluster, chosen, shaped))
    return found


def code(numbers: list[int]) -> str:
    """Glyphs as they stand in a string of a content stream, two bytes each."""
    return b"".join(number.to_bytes(2, "big") for number in numbers).decode("latin-1").translate(_ESCAPED)
