"""Text broken into lines: every word is measured once, and a line is put together from the glyphs of its words."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from revalidation.documents.characters import clusters, is_right_to_left
from revalidation.documents.typefaces import Shaped, Typeface, code, main_face, stretches
from revalidation.documents.wording import wording

# A word may also be broken after a hyphen or dash between letters; dates and numbers stay whole.
_BREAKS = re.compile(r"(?<=[^\W\d_][-–—])(?=[^\W\d_])")


_KNOWN_AT_MOST = 20_000  # words, after which a later document begins anew
ENDLESS = 10**9  # room for any text on one line


def _may_be_broken(word: str) -> bool:
    return not word.isalnum() and _BREAKS.search(word) is not None


class Run(NamedTuple):
    """Glyphs of one face. Of a shaped word that runs from the left the typed text is kept, for copying and reading."""

    face: Typeface
    glyphs: str | Shaped
    typed: str = ""


class Word(NamedTuple):
    """A measured word: its width in thousandths of the size, its glyphs if the main face has all, and its runs."""

    width: int
    code: str | None
    runs: tuple[Run, ...]
    numbers: tuple[tuple[Typeface, tuple[int, ...]], ...]
    says: tuple[tuple[Typeface, dict[int, str]], ...]


class Line(NamedTuple):
    """A line ready to be drawn, and its width in thousandths of the size."""

    width: int
    runs: tuple[Run, ...]


class Broken(NamedTuple):
    """A paragraph as lines, what it needs of the main face beyond everyday glyphs, and its words that need more."""

    lines: list[Line]
    face: Typeface
    numbers: frozenset[int]
    others: tuple[Word, ...]


class Glyphs:
    """Which glyphs a document needs of each face, beside everyday ones, and what those say that no character has."""

    def __init__(self) -> None:
        self.used: defaultdict[Typeface, set[int]] = defaultdict(set)
        self.says: defaultdict[Typeface, dict[int, str]] = defaultdict(dict)

    def note(self, broken: Broken) -> list[Line]:
        """The lines of a paragraph, which is going to be drawn."""
        if broken.numbers:
            self.used[broken.face] |= broken.numbers
        for word in broken.others:
            for face, numbers in word.numbers:
                self.used[face].update(numbers)
            for face, says in word.says:
                self.says[face].update(says)
        return broken.lines


class Words(dict[str, int]):
    """The widths of words in one weight, each with a space behind it, measured on first sight.

    And the glyphs of those that the main face has whole. Threads share it: what stands in it never changes, and a word
    has its width last.
    """

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self.bold = bold
        self.face = main_face(bold=bold)
        self._codes: dict[str, str] = {}
        self._numbers: dict[str, tuple[int, ...]] = {}
        self._remembered: dict[tuple[str, int, bool], Broken] = {}  # what forms say
        self.space = _measured(" ", bold, TextDirection.LTR).width
        self._between = _measured(" ", bold, TextDirection.LTR).code or ""

    def __missing__(self, word: str) -> int:
        """The width of a word and a space, measured now."""
        measured = _measured(word, self.bold, TextDirection.LTR)
        if measured.code is not None:
            if not word.isascii():
                self._numbers[word] = tuple(number for _, numbers in measured.numbers for number in numbers)
            self._codes[word] = measured.code
        self[word] = measured.width + self.space
        return self[word]

    def lines(self, text: str, room: int, *, from_right: bool = False) -> Broken:
        """The text broken to fit the room, in thousandths; a word wider than that is broken where it must be."""
        if text not in wording():
            return self._broken(text, room, from_right=from_right)
        key = (text, room, from_right)
        if key not in self._remembered:
            self._remembered[key] = self._broken(text, room, from_right=from_right)
        return self._remembered[key]

    def _broken(self, text: str, room: int, *, from_right: bool) -> Broken:
        words, others = text.split(" "), list[Word]()
        lines = self._lines(words, room, others, from_right=from_right)
        used = frozenset[int]()
        if not text.isascii():
            numbers = self._numbers
            used = used.union(*[numbers[word] for word in words if word in numbers])
        return Broken(lines, self.face, used, tuple(others))

    def _lines(self, words: list[str], room: int, others: list[Word], *, from_right: bool) -> list[Line]:
        """Lines by the places where words end: each takes what ends within its room."""
        space, first, begins = self.space, 0, 0
        found: list[Line] = []
        ends = list(accumulate(map(self.__getitem__, words)))
        while True:
            after = bisect_right(ends, begins + room + space, first)
            is_last = after == len(words)
            if not is_last and (after == first or not words[after] or _may_be_broken(words[after])):
                return [*found, *self._word_by_word(words[first:], room, others, from_right=from_right)]
            width = ends[after - 1] - begins - space
            found.append(self._line(words[first:after], width, others, from_right=from_right))
            if is_last:
                return found
            first, begins = after, ends[after - 1]

    def _word_by_word(self, words: list[str], room: int, others: list[Word], *, from_right: bool) -> list[Line]:
        """The same where a word has to be broken, or may be."""
        found: list[Line] = []
        line: list[str] = []
        space, used = self.space, -self.space
        for word in words:
            if used + self[word] <= room:
                line.append(word)
                used += self[word]
            elif word:
                for number, part in enumerate(self._parts(word, room)):
                    # A part may be simply its glyphs in a row where the whole word is not.
                    others.append(_measured(part, self.bold, TextDirection.LTR))
                    gap, width = 0 if number else space, self[part] - space
                    if used + gap + width <= room:
                        line = [*line, part] if gap else [*line[:-1], line[-1] + part]
                        used += gap + width
                    else:
                        if any(line):
                            found.append(self._line(line, used, others, from_right=from_right))
                        line, used = [part], width
        return [*found, self._line(line, used, others, from_right=from_right)]

    def _parts(self, word: str, room: int) -> Iterator[str]:
        for part in _BREAKS.split(word):
            if self[part] - self.space <= room:
                yield part
            else:
                yield from self._pieces(part, room)

    def _pieces(self, word: str, room: int) -> Iterator[str]:
        piece, used = "", 0
        for cluster in clusters(word):
            needed = self[cluster] - self.space
            if piece and used + needed > room:
                yield piece
                piece, used = "", 0
            piece, used = piece + cluster, used + needed
        yield piece

    def _line(self, words: list[str], width: int, others: list[Word], *, from_right: bool) -> Line:
        try:
            return Line(width, (Run(self.face, self._between.join(map(self._codes.__getitem__, words))),))
        except KeyError:  # a word that is put together anew, or one that is not simply its glyphs in a row
            text = " ".join(words)
        if is_right_to_left(text):
            parts = [_measured(part, self.bold, way) for part, way in _as_seen(text, from_right=from_right)]
        else:
            parts = [_measured(part, self.bold, TextDirection.LTR) for part in re.findall(r" +|[^ ]+", text)]
        others += parts
        return Line(sum([part.width for part in parts]), tuple(run for part in parts for run in part.runs))


_known: dict[bool, Words] = {}


def words_in(*, bold: bool) -> Words:
    """The words of this weight that the process knows; they are begun anew when they have become very many."""
    known = _known.get(bold)
    if known is None or len(known) > _KNOWN_AT_MOST:
        known = _known[bold] = Words(bold=bold)
    return known


@lru_cache(maxsize=32_768)
def _measured(word: str, bold: bool, way: TextDirection) -> Word:  # noqa: FBT001 - keys of a cache, not switches
    from_right = way is TextDirection.RTL
    found: list[Run] = []
    width, numbers, says = 0, [], []
    cut = stretches(word, bold=bold)
    for text, face, is_shaped in reversed(cut) if from_right else cut:
        if is_shaped or from_right:
            shaped = face.shaped(text, from_right=from_right)
            found.append(Run(face, shaped, "" if from_right else text))
            width += shaped.width
            numbers.append((face, shaped.numbers))
            says.append((face, shaped.says))
        else:
            glyphs = face.numbers(text)
            found.append(Run(face, code(glyphs)))
            width += sum(map(face.width, glyphs))
            numbers.append((face, tuple(glyphs)))
    glyphs_alone = [run.glyphs for run in found if run.face is main_face(bold=bold) and isinstance(run.glyphs, str)]
    whole = "".join(glyphs_alone) if len(glyphs_alone) == len(found) else None
    return Word(width, whole, tuple(found), tuple(numbers), tuple(says))


def _as_seen(text: str, *, from_right: bool) -> list[tuple[str, TextDirection]]:
    """A line cut by direction, in the order in which the eye meets it from the left; each part as it was typed."""
    paragraph = BidiParagraph(text, TextDirection.RTL if from_right else TextDirection.LTR)
    found: list[tuple[str, int]] = []
    for seen in paragraph.get_reordered_characters():
        if found and found[-1][1] == seen.embedding_level:
            found[-1] = (found[-1][0] + seen.character, seen.embedding_level)
        else:
            found.append((seen.character, seen.embedding_level))
    return [(part[::-1], TextDirection.RTL) if level % 2 else (part, TextDirection.LTR) for part, level in found]
