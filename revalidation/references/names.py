"""Names of authors: how they stand in `Article.authors`, and what each of them says.

A name with a comma is `Family, Given`; one without whose last word is up to three capitals is a family name with
initials; anything else is an organisation. An organisation that would be mistaken for a person stands in braces.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from revalidation.references.plain import plain

_INITIALS = re.compile(r"[^\W\d_]{1,3}")
_DOTTED = re.compile(r"(?:[^\W\d_]\.?[-‐]?){1,5}")
_INITIALS_FIRST = re.compile(r"((?:[^\W\d_]\.[ -]?)+)\s*([^\W\d_].*)")
_AFTER_ORGANISATIONS = frozenset({"NHS", "UK", "USA", "WHO"})
_IN_ORGANISATIONS = frozenset({"&", "and", "for", "of", "the"})
_LONGEST_FAMILY = 2  # in words with a capital; three of them are an organisation
_PIECE = re.compile(r"(?:\{[^{}]*\}|[^;])+")


@dataclass(frozen=True, slots=True)
class Name:
    """A person by family and given names, or an organisation by its family name alone."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def text(self) -> str:
        """As it stands in an article."""
        if not self.given and not self.suffix:
            return organisation(self.family)
        shortest = f"{self.family} {self.given}"
        if not self.suffix and _are_initials(self.given) and name_of(shortest) == self:
            return shortest
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))


def organisation(name: str) -> str:
    """The name of an organisation, in braces where it would be taken for a person's or for several."""
    name = name.replace("{", "").replace("}", "").strip()
    return name if ";" not in name and name_of(name) == Name(name) else f"{{{name}}}"


def listed(names: Iterable[str]) -> str:
    """Several names as one text."""
    return "; ".join(filter(None, names))


def names_in(text: str) -> Iterator[Name]:
    """The names in such a text."""
    for piece in _PIECE.findall(text):
        written = piece.strip()
        if written:
            yield name_of(written)


def name_of(written: str) -> Name:
    """One of them."""
    if written.startswith("{") and written.endswith("}"):
        return Name(written[1:-1])
    words = written.replace(",", " ").split()
    if not _IN_ORGANISATIONS.isdisjoint(word.casefold() for word in words):
        return Name(written)
    family, comma, rest = written.partition(",")
    if comma:
        given, _, suffix = rest.partition(",")
        return Name(family.strip(), given.strip(), suffix.strip())
    before, _, last = written.rpartition(" ")
    is_person = _are_initials(last) and sum(word[0].isupper() for word in words[:-1]) in range(1, _LONGEST_FAMILY + 1)
    return Name(before.strip(), last) if is_person else Name(written)


@lru_cache(maxsize=8192)
def as_written(text: str) -> str:
    """Names as RIS has them, nearly always one: a comma may end an organisation's, and initials may have full stops."""
    return listed(_of_ris(piece.strip()) for piece in _PIECE.findall(plain(text)))


def _of_ris(written: str) -> str:
    written = written.rstrip(",").rstrip()
    before, _, last = written.rpartition(" ")
    if "," not in written and before:
        if turned := _INITIALS_FIRST.fullmatch(written):
            return Name(turned.group(2), turned.group(1).strip()).text
        if ("." in last or "-" in last) and last.isupper() and _DOTTED.fullmatch(last):
            bare = last.replace(".", "")
            return Name(before, bare if _are_initials(bare) else last).text
    return name_of(written).text if written else ""


def _are_initials(text: str) -> bool:
    return text.isupper() and text not in _AFTER_ORGANISATIONS and _INITIALS.fullmatch(text) is not None
