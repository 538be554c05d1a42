"""What no face can draw: found before anything is drawn, and refused by name or shown as an empty box."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from revalidation.documents.characters import JOINERS, MARKS, clusters, printable
from revalidation.documents.typefaces import face_for, plainly_drawn
from revalidation.domain.refusals import CharactersCannotBePrinted

NAMED_AT_MOST = 10

_FOREIGN = re.compile(r"[^ -~]+")


def unprintable(text: str) -> list[str]:
    """The characters of a printable() text that no face can draw, each once, in order."""
    if text.isascii() or plainly_drawn().issuperset(text):
        return []
    text = text.replace("\n", " ")
    # With the letter before, on which a mark may stand.
    parts = (text[max(part.start() - 1, 0) : part.end()] for part in _FOREIGN.finditer(text))
    foreign = (one for part in parts for one in clusters(part))
    undrawn = (one for one in foreign if face_for(one, bold=False) is None)
    return list(dict.fromkeys(character for cluster in undrawn for character in _at_fault_in(cluster)))


def printed(text: str) -> str:
    """The text as it can be printed; one letter that no face has must not cost anybody the whole document."""
    clean = printable(text)
    for character in unprintable(clean):
        clean = clean.replace(character, "□")
    return clean


def refuse_unprintable(typed: Iterable[tuple[str | None, str, str]]) -> None:
    """Raise CharactersCannotBePrinted, naming them, for what was typed: its field, where it is in words, and the text.

    It stands beside the first field that holds any; a place in words may be empty where the field says enough.
    """
    found = [(field, place, wrong) for field, place, text in typed if (wrong := unprintable(text))]
    at_fault = list(dict.fromkeys(character for *_, wrong in found for character in wrong))
    if at_fault:
        more = [f"{len(at_fault) - NAMED_AT_MOST} more"] if len(at_fault) > NAMED_AT_MOST else []
        *first, last = [_named(character) for character in at_fault[:NAMED_AT_MOST]] + more
        raise CharactersCannotBePrinted(
            field=found[0][0],
            characters=f"{', '.join(first)} and {last}" if first else last,
            where=_said_places(list(dict.fromkeys(place for _, place, _ in found if place))),
            them="it" if len(at_fault) == 1 else "them",
        )


def _said_places(places: Sequence[str]) -> str:
    """` in the CPD log, 12 Mar 2026, Course, “Topic(s)”, and in 2 more places`."""
    if not places:
        return ""
    more = len(places) - 1
    return f" in {places[0]}" + (f", and in {more} more place{'s' if more > 1 else ''}" if more else "")


def _at_fault_in(cluster: str) -> list[str]:
    undrawn = [one for one in cluster if one not in JOINERS and face_for(one, bold=False) is None]
    # Each may be drawn alone and not together, when no one face has both the letter and the mark on it.
    return undrawn or [one for one in cluster if unicodedata.category(one) in MARKS]


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
    shown = f"◌{character}" if category in MARKS else character
    return f"“{shown}” ({point} {name})" if name and point[2:].lower() not in name else f"“{shown}” ({point})"
