"""The lists of names, and of words that are none, which the identifying-information check reads from `data/names`."""

from functools import cache
from pathlib import Path

from revalidation.domain.identifying.text import folded

NAME_DATA = Path(__file__).resolve().parents[3] / "data" / "names"


@cache
def given_names() -> frozenset[str]:
    """Given names that are nothing else."""
    return names_of_our_own() | frozenset(_entries("given_names_of_the_world.txt")) - names_that_are_words()


@cache
def names_of_our_own() -> frozenset[str]:
    """Those of them that people in the United Kingdom most often bear."""
    return frozenset(_entries("given_names.txt")) - names_that_are_words()


@cache
def names_that_are_words() -> frozenset[str]:
    """Given names that are also words, months or places."""
    return frozenset(_entries("given_names_that_are_words.txt"))


@cache
def known_names() -> frozenset[str]:
    """Given names of either sort."""
    return given_names() | names_that_are_words()


@cache
def surnames_as_written() -> frozenset[str]:
    """Common surnames with their capitals."""
    return frozenset(name.title() for name in surnames())


@cache
def surnames() -> frozenset[str]:
    """Common surnames."""
    return frozenset(_entries("surnames.txt"))


@cache
def words_that_are_no_names() -> frozenset[str]:
    """Words with a capital that never name a person."""
    return frozenset(_entries("not_names.txt", part="words"))


@cache
def english_words() -> frozenset[str]:
    """Words of English, without most of those that endings make of others."""
    return frozenset(_entries("english_words.txt"))


@cache
def things_and_places() -> frozenset[str]:
    """Words with a capital that are no given names: medicines, makers, places, authors."""
    files = ("things_and_places.txt", "capital_words.txt", "medicines.txt")
    return frozenset(word for file_name in files for word in _entries(file_name))


@cache
def eponyms() -> frozenset[str]:
    """Surnames that stand for a model, a scale or a disease unless a title stands before them."""
    return frozenset(_entries("not_names.txt", part="eponyms"))


@cache
def public_names() -> frozenset[str]:
    """People of books and public life, in full."""
    lines = _lines("public_names.txt")
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))


def _lines(file_name: str) -> list[str]:
    return (NAME_DATA / file_name).read_text(encoding="utf-8").splitlines()


def _entries(file_name: str, part: str | None = None) -> list[str]:
    """Every word of a file, or of that part of it which begins with a comment of this name."""
    found: list[str] = []
    in_part = part is None
    for line in _lines(file_name):
        if line.startswith("#"):
            in_part = part is None or line.removeprefix("#").strip() == part
        elif in_part:
            found += map(folded, line.split())
    return found
