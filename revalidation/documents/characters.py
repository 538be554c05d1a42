"""Typed text made fit for paper, and what its characters are: which way they run, and which belong together."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Joiners and direction marks: never drawn themselves, but Arabic and Hebrew are set by them.
JOINERS = frozenset("\u200c\u200d")
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f")
UNDRAWN = JOINERS | DIRECTION_MARKS
MARKS = frozenset({"Mn", "Mc", "Me"})  # categories of what stands on another letter

_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_KEPT_FORMAT = UNDRAWN | _VISIBLE_FORMAT
_UNBREAKABLE_SPACES = frozenset("\u00a0\u2007\u202f")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Word pastes its bullets and ticks as characters of its own symbol fonts.
_FROM_WORD = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0e0": "→", "\uf0fc": "✓"}
_NOT_PLAIN = re.compile(r"[^\n -~]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def printable(typed: str) -> str:
    """The text as it goes onto paper: composed, with plain line ends, without what has no meaning there."""
    if typed.isascii() and typed.isprintable():
        return typed
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", typed))
    return _NOT_PLAIN.sub(lambda one: _plain(one[0]), text)


def one_line(typed: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(printable(typed).split())


@lru_cache(maxsize=4_096)
def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\t":
        return "    "
    if category == "Co":
        return _FROM_WORD.get(character, character)
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
    if text.isascii() or (text[0].isascii() and text[0].isalpha()):  # as nearly all
        return False
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((way for way in strong if way in {"L", "R", "AL"}), "L") != "L"


def clusters(text: str) -> Iterator[str]:
    """What a reader takes for one character: a letter with the marks on it."""
    start = 0
    for index in range(1, len(text)):
        if not (unicodedata.category(text[index]) in MARKS or text[index] in JOINERS):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def has_ink(character: str) -> bool | None:
    """Whether a character ought to leave a mark on paper; None for private ones, which nobody can read as intended."""
    category = unicodedata.category(character)
    return None if category == "Co" else category != "Zs" and character != "\u2800"
