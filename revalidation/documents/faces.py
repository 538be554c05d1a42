"""The faces that documents are set in: which characters each can draw, and the refusal of those that none can."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from revalidation.domain.refusals import CharactersCannotBePrinted

FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"
NAMED_AT_MOST = 10

# Joiners and direction marks: never drawn themselves, but Arabic and Hebrew are set by them.
JOINERS = frozenset("\u200c\u200d")
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f")

_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_KEPT_FORMAT = JOINERS | DIRECTION_MARKS | _VISIBLE_FORMAT
_UNBREAKABLE_SPACES = frozenset("\u00a0\u2007\u202f")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Word pastes its bullets and ticks as characters of its own symbol fonts.
_FROM_WORD = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0e0": "→", "\uf0fc": "✓"})
_MARKS = frozenset({"Mn", "Mc", "Me"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class Face:
    """One vendored font file, and the family and style that fpdf2 knows it by."""

    family: str
    style: str
    file_name: str

    @property
    def path(self) -> Path:
        """Where the file is."""
        return FONTS / self.file_name


_NOTO, _NOTO_BOLD = Face("noto", "", "NotoSans-Regular.ttf"), Face("noto", "B", "NotoSans-Bold.ttf")
_DEJAVU, _DEJAVU_BOLD = Face("dejavu", "", "DejaVuSans.ttf"), Face("dejavu", "B", "DejaVuSans-Bold.ttf")
FACES = {face.file_name: face for face in (_NOTO, _NOTO_BOLD, _DEJAVU, _DEJAVU_BOLD)}
# A character that only the regular faces have is drawn in regular weight: better than not at all.
_IN_ORDER = {False: (_NOTO, _DEJAVU), True: (_NOTO_BOLD, _DEJAVU_BOLD, _NOTO, _DEJAVU)}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face. Shaped text needs HarfBuzz: its glyphs are not simply its characters in a row."""

    text: str
    face: Face
    shaped: bool


def main_face(*, bold: bool) -> Face:
    """The face that text of this weight is set in as far as it can be."""
    return _IN_ORDER[bold][0]


@cache
def drawable(face: Face) -> frozenset[str]:
    """The characters that this face really draws, read from its own character map."""
    with TTFont(face.path, lazy=True) as font:
        begins = font["loca"]
        number_of = font.getReverseGlyphMap()
        return frozenset(
            chr(point)
            for point, glyph in font.getBestCmap().items()
            if _has_ink(chr(point)) == (begins[number_of[glyph] + 1] > begins[number_of[glyph]])
        )


def _has_ink(character: str) -> bool | None:
    """Whether a character ought to leave a mark on paper; None for private ones, which nobody can read as intended."""
    if unicodedata.category(character) == "Co":
        return None
    return unicodedata.category(character) != "Zs" and character != "\u2800"


def printable(typed: str) -> str:
    """The text as it goes onto paper: composed, with plain line ends, without what has no meaning there."""
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", typed)).translate(_FROM_WORD).replace("\t", "    ")
    return "".join(_plain(character) for character in text) if not text.isascii() else re.sub(r"[^\n -~]", "", text)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Zs":
        return character if character in _UNBREAKABLE_SPACES else " "
    if category == "Cc":
        return character if character == "\n" else ""
    if category == "Cf":
        return character if character in _KEPT_FORMAT else ""
    return "" if "\ufe00" <= character <= "\ufe0f" or character == "\u034f" else character


def is_right_to_left(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def begins_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left: then the whole paragraph does."""
    if text.isascii():
        return False
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((way for way in strong if way in {"L", "R", "AL"}), "L") != "L"


def clusters(text: str) -> Iterator[str]:
    """What a reader takes for one character: a letter with the marks on it."""
    start = 0
    for index in range(1, len(text)):
        if not (unicodedata.category(text[index]) in _MARKS or text[index] in JOINERS):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def runs(text: str, *, bold: bool = False) -> list[Run]:
    """The text cut where the face changes or shaping begins. Raises LookupError for what no face can draw."""
    face = _IN_ORDER[bold][0]
    if text.isascii():
        return [Run(text, face, shaped=False)] if text else []
    found: list[Run] = []
    for word in re.findall(r" +|[^ ]+", text):
        shaped = any(unicodedata.category(one) in _MARKS for one in word) or is_right_to_left(word)
        for cluster in clusters(word):
            chosen = _face_for(cluster, bold=bold)
            if chosen is None:
                message = f"no face draws {cluster!a}"
                raise LookupError(message)
            if found and found[-1].face == chosen and found[-1].shaped == shaped:
                found[-1] = Run(found[-1].text + cluster, chosen, shaped)
            else:
                found.append(Run(cluster, chosen, shaped))
    return found


@lru_cache(maxsize=16_384)
def _face_for(cluster: str, *, bold: bool) -> Face | None:
    needed = set(cluster) - JOINERS - DIRECTION_MARKS
    return next((face for face in _IN_ORDER[bold] if needed <= drawable(face)), None)


def unprintable(text: str) -> list[str]:
    """The characters of a printable() text that no face can draw, each once, in order."""
    if text.isascii():
        return []
    undrawn = (one for one in clusters(text.replace("\n", " ")) if _face_for(one, bold=False) is None)
    return list(dict.fromkeys(character for cluster in undrawn for character in _at_fault_in(cluster)))


def refuse_unprintable(fields: Iterable[tuple[str | None, str]]) -> None:
    """Raise CharactersCannotBePrinted, naming them, beside the first of these fields that holds any."""
    found = [(field, unprintable(text)) for field, text in fields]
    at_fault = list(dict.fromkeys(character for _, characters in found for character in characters))
    if at_fault:
        more = [f"{len(at_fault) - NAMED_AT_MOST} more"] if len(at_fault) > NAMED_AT_MOST else []
        *first, last = [_named(character) for character in at_fault[:NAMED_AT_MOST]] + more
        raise CharactersCannotBePrinted(
            field=next(field for field, characters in found if characters),
            characters=f"{', '.join(first)} and {last}" if first else last,
            them="it" if len(at_fault) == 1 else "them",
        )


def _at_fault_in(cluster: str) -> list[str]:
    undrawn = [one for one in cluster if one not in JOINERS and _face_for(one, bold=False) is None]
    # Each may be drawn alone and not together, when no one face has both the letter and the mark on it.
    return undrawn or [one for one in cluster if unicodedata.category(one) in _MARKS]


def _named(character: str) -> str:
    point = f"U+{ord(character):04X}"
    category = unicodedata.category(character)
    if category == "Cs":
        return f"{point} (half of a character)"
    if category in {"Co", "Cn"}:
        return f"{point} (no character that everybody has)"
    name = unicodedata.name(character, "").lower()
    if category == "Cf" or character == "\ufffc":
        return f"{point} ({name})"
    shown = f"◌{character}" if category in _MARKS else character
    return f"“{shown}” ({point} {name})" if name and point[2:].lower() not in name else f"“{shown}” ({point})"
