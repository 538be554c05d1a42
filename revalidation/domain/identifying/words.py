"""What the identifying-information check knows of one word: whether it may name somebody."""

from collections.abc import Iterator

from revalidation.domain.identifying.citations import EPONYM
from revalidation.domain.identifying.lists import (
    english_words,
    eponyms,
    known_names,
    things_and_places,
    words_that_are_no_names,
)
from revalidation.domain.identifying.text import folded

# Words for whoever is cared for, before a name or initials.
PATIENTS = (
    "patients?|clients?|residents?|service users?|lady|ladies|gentleman|gentlemen|man|woman|girl"
    "|boy|baby|child|toddler|teenager|infant|lad|pensioner|veteran|person|somebody|someone|chap"
    "|bloke|newborn|people|couple|inpatient|youngster|primip|primigravida|multip"
)


def is_no_name(word: str, *, also_eponyms: bool) -> bool:
    """Whether a word with a capital is known to name nobody."""
    small = word.casefold()
    refused = words_that_are_no_names() | (eponyms() if also_eponyms else frozenset())
    return folded(word) in refused or small in refused or len(folded(word)) < 2


def is_known(word: str) -> bool:
    """Whether a word is on a list of given names."""
    return folded(word) in known_names()


# Endings that make one English word of another, each with what it may have replaced.
_ENDINGS = {
    "s": ("",), "es": ("", "e"), "ies": ("y",), "ed": ("", "e"), "ied": ("y",), "ing": ("", "e"), "ly": ("",),
    "er": ("", "e"), "ers": ("", "e"), "ness": ("",), "nesses": ("",),
}  # fmt: skip


def is_english(word: str) -> bool:
    """Whether a dictionary has the word in lower case, as it stands or without its ending."""
    small = folded(word)
    return small in english_words() or any(stem in english_words() for stem in _stems(small))


def _stems(small: str) -> Iterator[str]:
    for ending, replaced in _ENDINGS.items():
        stem = small.removesuffix(ending)
        if stem != small and len(stem) > 2:
            yield from (stem + letter for letter in replaced)
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def is_a_thing_or_place(word: str) -> bool:
    """Whether a word with a capital is known as a medicine, a maker, a place or an author."""
    return folded(word) in things_and_places() or word.casefold() in things_and_places()


def is_acronym(word: str) -> bool:
    """Whether it is written in capitals only."""
    return word.isupper() and len(word) > 1


def names_a_thing(text: str, end: int) -> bool:
    """Whether a rule, a test, a report or the like follows, which only bears somebody's name."""
    return EPONYM.match(text, end) is not None or (
        text[end - 2 : end] == "'s" and EPONYM.match(text, end - 2) is not None
    )


def length_of_names(more: str) -> int:
    """How much of the words after a name still belongs to it."""
    length = 0
    for part in more.split():
        if is_no_name(part, also_eponyms=False) or is_acronym(part):
            break
        length += 1 + len(part) - possessive(part)
    return length


def possessive(word: str) -> int:
    """How long its possessive ending is."""
    return 2 if word.endswith("'s") else 0
