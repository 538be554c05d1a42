"""Text as the identifying-information check reads it: one kind of space and quote, and what a name looks like."""

import re
import unicodedata
from collections.abc import Iterator

Span = tuple[int, int]

# One character for one, so that a place found in the flattened text is the same place in the text as typed.
_SPACES = {character: " " for character in range(0x3001) if unicodedata.category(chr(character)) == "Zs"}
_FLAT = _SPACES | {ord("\t"): " "} | dict.fromkeys(map(ord, "‘’ʼ′`´"), "'") | dict.fromkeys(map(ord, "“”„″"), '"')
_FLAT |= dict.fromkeys(map(ord, "‐‑‒–—−"), "-")

_LATIN = [chr(code) for code in (*range(0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00))]
UPPER = "".join(letter for letter in _LATIN if letter.isupper())
LETTER = r"[^\W\d_]|[\u0300-\u036f]"
WORD = rf"(?:{LETTER})"

# A gap inside what belongs together: spaces, or the end of one line.
GAP = r"(?: {1,3}| ?\r?\n ?)"

# One word of a name: Siân, O'Brien, Al-Hassan, McDonald. Bounded, so that no text takes long.
NAME_WORD = rf"(?:[{UPPER}]{WORD}{{0,25}}(?:['-][{UPPER}]?{WORD}{{1,25}}){{0,3}})"
PARTICLE = (
    r"(?:van der|van den|van de|van|von|der|den|de la|de los|de|da|dos|del|della|di|du|la|le|al|el"
    r"|bin|binti|ibn|ap|ab|ten|ter)"
)
NAME = rf"(?:{PARTICLE} |(?:al|el|ad|an|ar|as|ash|az|ul|ur)-|[DdLO]')?{NAME_WORD}"
START = r"(?<![\w'-])"

_WORD_IN_TEXT = re.compile(rf"{WORD}+(?:['-]{WORD}+)*")


def without_unseen(text: str) -> tuple[str, list[int]]:
    """The text without soft hyphens, zero-width and direction marks, and where each character of it stood."""
    kept = [place for place, character in enumerate(text) if unicodedata.category(character) != "Cf"]
    return "".join(text[place] for place in kept), kept


def flattened(text: str) -> str:
    """The same text, as long as it was, with every space, dash and quotation mark of one kind."""
    return text.translate(_FLAT)


def spans(pattern: re.Pattern[str], text: str, group: int | str = 0) -> Iterator[Span]:
    """Where a pattern, or one group of it, is found."""
    return (match.span(group) for match in pattern.finditer(text))


def words(text: str) -> list[re.Match[str]]:
    """Every word, in order, those with an apostrophe or a hyphen inside as one."""
    return list(_WORD_IN_TEXT.finditer(text))


def folded(word: str) -> str:
    """A word as lists hold it: composed, in lower case, without a possessive ending."""
    small = unicodedata.normalize("NFC", word).casefold()
    return small.removesuffix("'s").removesuffix("'")


def begins_a_sentence(text: str, start: int) -> bool:
    """Whether the word there stands at the beginning, so that its capital says nothing."""
    before = text[max(0, start - 6) : start].rstrip(" \"'(*-")
    return not before or before[-1] in ".!?:\n\r;•"
