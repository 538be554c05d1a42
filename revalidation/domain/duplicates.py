"""Duplicates: when two records are of the same work, and what becomes of the one that came second."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache
from html import unescape

from revalidation.domain.articles import Article

KEY_LENGTH = 200  # an index of PostgreSQL takes no row of more than 2,700 bytes
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NO_LETTERS = re.compile(r"[\W_]+")  # accents, too, once they stand by themselves
_NOT_SAID = ("", None, ())
_OWN = {"key_points", "prompts"}  # the library's words, which no record from elsewhere replaces


class DuplicateChoice(StrEnum):
    """What becomes of a record whose work is there already."""

    LEAVE = "leave"
    FILL = "fill"
    REPLACE = "replace"
    BESIDE = "beside"


CHOICE_WORDS = {
    DuplicateChoice.LEAVE: "Leave what is there as it is",
    DuplicateChoice.FILL: "Fill the empty fields of what is there",
    DuplicateChoice.REPLACE: "Replace the citation of what is there",
    DuplicateChoice.BESIDE: "Add this one beside it",
}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The article in the library that is of the same work as a record."""

    article_id: int
    title: str


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """A title as it is compared: letters and digits only, without case, accents and tags."""
    bare = _TAG.sub("", unescape(title)).replace("&", " and ").casefold()
    spread = bare if bare.isascii() else unicodedata.normalize("NFKD", bare)
    return _NO_LETTERS.sub("", spread)[:KEY_LENGTH]


def is_same_work(one: Article, other: Article) -> bool:
    """By DOI or PMID; where these say nothing, by title and year, and by the first author's family name."""
    for name in ("doi", "pmid"):
        mine, theirs = getattr(one, name).lower(), getattr(other, name).lower()
        if mine and theirs:
            return bool(mine == theirs)
    same_year = one.year is None or other.year is None or one.year == other.year
    key = title_key(one.title)
    return bool(key) and key == title_key(other.title) and same_year and _first_authors_agree(one, other)


def _first_authors_agree(one: Article, other: Article) -> bool:
    """Whether nothing speaks against it: `Bowers, Len` and `Bowers L` agree, and so do an author and none."""
    mine, theirs = (
        {title_key(word) for word in re.split(r"[\s,]+", each.authors.split(";")[0])} - {""} for each in (one, other)
    )
    return not mine or not theirs or bool(mine & theirs)


def keys_of(article: Article) -> set[tuple[str, str]]:
    """Where duplicates of it may stand; whether one is, `is_same_work` says."""
    keys = {("sought_doi", article.doi.lower()), ("pmid", article.pmid), ("sought", title_key(article.title))}
    return {key for key in keys if key[1]}


def duplicates_among(articles: Iterable[Article]) -> dict[int, int]:
    """Of each record that repeats one before it, by position: where the first one of that work is."""
    found: dict[int, int] = {}
    firsts: dict[tuple[str, str], list[tuple[int, Article]]] = {}
    for position, article in enumerate(articles):
        keys = keys_of(article)
        same = [at for key in keys for at, other in firsts.get(key, ()) if is_same_work(article, other)]
        if same:
            found[position] = min(same)
        else:
            for key in keys:
                firsts.setdefault(key, []).append((position, article))
    return found


def filled(there: Article, other: Article) -> Article:
    """What is there, with its empty fields taken from the other."""
    return _taken_over(there, other, is_taken=lambda mine, theirs: mine in _NOT_SAID and theirs not in _NOT_SAID)


def replaced(there: Article, other: Article) -> Article:
    """What the other says in place of what is there; the rest stays, and so do the library's own words."""
    kept = _taken_over(there, other, is_taken=lambda _, theirs: theirs not in _NOT_SAID)
    own = {name: getattr(there, name) or getattr(other, name) for name in _OWN}
    return replace(kept, kind=other.kind, **own)


def _taken_over(there: Article, other: Article, *, is_taken: Callable[[object, object], bool]) -> Article:
    pairs = {each.name: (getattr(there, each.name), getattr(other, each.name)) for each in fields(Article)}
    changed = {name: theirs for name, (mine, theirs) in pairs.items() if name != "kind" and is_taken(mine, theirs)}
    return replace(there, **changed)
