"""What no face can draw: found before anything is drawn, and refused by name or shown as an empty box."""

import re
import unicodedata
from collections.abc import Iterable

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
