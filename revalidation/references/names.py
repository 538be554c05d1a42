"""Names as files and services write them, put as they are typed here; `domain/authors.py` says what that is."""

import re
from functools import lru_cache

from revalidation.domain.authors import PARTICLES, Author, listed, names
from revalidation.references.plain import plain

_INITIALS_FIRST = re.compile(r"((?:[^\W\d_]\. ?-? ?)+)([^\W\d_].*)")
_SHORTEST_NAME = 3  # fewer capitals may be initials
_PIECE = re.compile(r"(?:\{[^{}]*\}|[^;])+")
_ASIDE = re.compile(
    r"\s*[(\[](?:eds?\.?|editors?|orcid\b[^()\[\]]*|[\dX-]{19})[)\]]$|,? null$|, (?:eds?\.|editors?|authors?)$",
    re.IGNORECASE,
)
_NOBODY = re.compile(  # what databases write where an author would stand, among it the number of a trial
    r"\W*(?:anon(?:ymous)?|no authors?(?:ship)?(?: name)?,? (?:listed|indicated|available)|null|(?:NCT|ISRCTN)\d+)\W*",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:organi[sz]ation|institut(?:e|ion)|association|college|department|ministry|society|council|committee"
    r"|commission|group|nhs|trust|foundation|university|centre|center|agency|network|collaboration|consortium|royal"
    r"|federation|alliance|board|team|service|services|hospital|national|public health|england|scotland|wales|uk|usa"
    r"|and|for|of)\b|^the\b|&",
    re.IGNORECASE,
)
_MIDDLE_INITIAL = re.compile(r"[^\W\d_]\.?(?: [^\W\d_]\.?)*")
_NAME = re.compile(r"[^\W\d_]['’\w]*\.?(?:-[^\W\d_]['’\w]*\.?)*")
_MOST_WORDS = 5


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
    return "" if not bare or _NOBODY.fullmatch(bare) else Author(organisation=bare).text


def is_organisation(name: str) -> bool:
    """Whether a word in it says that no person is called so."""
    return _ORGANISATION.search(name) is not None


@lru_cache(maxsize=8192)
def as_written(text: str) -> str:
    """Names of a tagged line, nearly always one: a comma may end an organisation's, and initials may stand first."""
    pieces = (piece.strip().rstrip(",").rstrip() for piece in _PIECE.findall(plain(text)))
    return joined([_turned(piece) for piece in pieces])


def all_as_written(texts: list[str]) -> list[str]:
    """The same of every line of a record: where none has a comma, its people may all have their given names first."""
    if not texts[1:] or "," in texts[0] or any("," in text or ";" in text for text in texts):
        return [as_written(text) for text in texts]
    people = [text for text in map(plain, texts) if not is_organisation(text)]
    are_in_order = len(people) > 1 and all(map(_is_in_order, people))
    return [_in_order(text) if are_in_order and text in people else as_written(text) for text in map(plain, texts)]


def joined(texts: list[str]) -> str:
    """Several such names as one text."""
    return "; ".join(filter(None, texts))


def _turned(piece: str) -> str:
    if _NOBODY.fullmatch(piece):
        return ""
    piece = _ASIDE.sub("", piece)
    if "," in piece:
        return _told(piece)
    if found := _INITIALS_FIRST.fullmatch(piece):
        return person(found.group(2), found.group(1))
    middle = " ".join(piece.split(" ")[1:-1])
    is_person = _MIDDLE_INITIAL.fullmatch(middle) and _is_in_order(piece) and not is_organisation(piece)
    return _in_order(piece) if is_person else _told(piece)


def _is_in_order(text: str) -> bool:
    """Whether it may be `Karen van der Berg`: words as names have them."""
    words = text.split()
    return (
        1 < len(words) <= _MOST_WORDS
        and not words[-1].isupper()
        and all(map(_NAME.fullmatch, words))
        and words[0][0].isupper()
        and words[-1][0].isupper()
    )


def _in_order(text: str) -> str:
    """A person whose given names stand first: the family's begins with the last word, or with the first small one."""
    words = text.split()
    begins = next((at for at, word in enumerate(words) if at and word.islower()), len(words) - 1)
    return person(" ".join(words[begins:]), " ".join(words[:begins]))


@lru_cache(maxsize=8192)
def _told(text: str) -> str:
    return listed(names(text))
