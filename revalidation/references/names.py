"""Names as files and services write them, put as they are typed here; `domain/authors.py` says what that is."""

import re
from functools import lru_cache

from revalidation.domain.authors import PARTICLES, Author, listed, names
from revalidation.references.plain import plain

_INITIALS_FIRST = re.compile(r"((?:[^\W\d_]\.[ -]?)+)\s*([^\W\d_].*)")
_SHORTEST_NAME = 3  # fewer capitals may be initials
_PIECE = re.compile(r"(?:\{[^{}]*\}|[^;])+")


def person(family: str, given: str = "", suffix: str = "") -> str:
    """A person by the parts of the name; by one part alone it may as well be an organisation."""
    family, given, suffix = family.strip(), given.strip(), suffix.strip()
    if not family or not given:
        return organisation(family or given)
    return _told(", ".join(filter(None, (family, given, suffix))))


def quietened(family: str, given: str) -> tuple[str, str]:
    """`SMITH, ANNE B.` as `Smith, Anne B.`, where both are all in capitals and the family name is no initials."""
    if not (family.isupper() and given.isupper() and len(family) >= _SHORTEST_NAME):
        return family, given
    return _quiet(family), _quiet(given)


def _quiet(name: str) -> str:
    words = (word.lower() if word.lower() in PARTICLES else word for word in name.split())
    return " ".join(word.title() if word.isupper() and _is_long(word) else word for word in words)


def _is_long(word: str) -> bool:
    """Rather a name than initials."""
    return len(word) >= _SHORTEST_NAME and "." not in word


def organisation(name: str) -> str:
    """An organisation by its name."""
    bare = name.replace("{", "").replace("}", "").strip()
    return Author(organisation=bare).text if bare else ""


@lru_cache(maxsize=8192)
def as_written(text: str) -> str:
    """Names of a tagged line, nearly always one: a comma may end an organisation's, and initials may stand first."""
    pieces = (piece.strip().rstrip(",").rstrip() for piece in _PIECE.findall(plain(text)))
    return joined([_turned(piece) for piece in pieces])


def joined(texts: list[str]) -> str:
    """Several such names as one text."""
    return "; ".join(filter(None, texts))


def _turned(piece: str) -> str:
    found = _INITIALS_FIRST.fullmatch(piece) if "," not in piece else None
    return person(found.group(2), found.group(1)) if found else _told(piece)


def _told(text: str) -> str:
    return listed(names(text))
