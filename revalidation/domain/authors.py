"""Authors and editors as they were typed, told apart into people and organisations."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Words that begin or join a family name, written small: `van der Berg J`, `de la Cruz M`.
PARTICLES = frozenset(
    """
    aan af al ap av bin da das de del della den der di do dos du e el ibn in la las le los nic ní op san st st. te
    ten ter van vander von y zu zum zur 't ’t
    """.split()
)
_SUFFIXES = {"jr": "Jr", "sr": "Sr", "2nd": "2nd", "3rd": "3rd", "4th": "4th", "ii": "2nd", "iii": "3rd", "iv": "4th"}
_OF_ORGANISATIONS = frozenset(("&", "and", "for", "of", "the"))
_AFTER_ORGANISATIONS = frozenset(("NHS", "UK", "USA", "WHO"))  # Diabetes UK is not Ms Diabetes
_COMPANIES = frozenset(("inc", "llc", "llp", "ltd", "plc"))
_SORTS_OF_ORGANISATIONS = frozenset(
    """
    academy agency association centre center collaboration college commission committee consortium council
    department federation foundation hospital institute institution ministry network organisation organization
    society university associação asociación departamento fundação fundación gesellschaft institut instituto
    ministère ministerio ministério ministerium organização organización secretaria secretaría sociedad sociedade
    universidad universidade università universität université
    """.split()
)
_DEGREES = frozenset(
    """
    BA BN BS BSN BSc CNM DDS DNP DO DPhil DrPH EdD FAAN FNP FRCN FRCP MA MBA MBBS MBChB MD MEd MLS MN MPH MPhil
    MRCP MRes MS MSN MSW MSc NP PharmD PhD PsyD RGN RM RMN RN RNT
    """.split()
)
_OTHERS = frozenset(("et al", "et al.", "others"))
_BETWEEN_SEMICOLONS = re.compile(r"(?:\{[^{}]*\}|[^;])+")
_AND = re.compile(r",? and |,? & ")
_COMMA_OR_AND = re.compile(r",| and | & ")
_ET_AL = re.compile(r"(?<=\S)(?:[\s,]+et\.? al\.?|(?:,|,? and|,? &) others)+$", re.IGNORECASE)
_MOST_INITIALS = 3
_MOST_AMONG_OTHERS = 4  # where a comma or the other names say that they are initials
_MOST_WITH_STOPS = 5
_WITH_STOPS = re.compile(r"(?:[^\W\d_]\.-?)+")
_LONGEST_FAMILY = 2  # in words, without particles; three capitalised words are an organisation


@dataclass(frozen=True, slots=True)
class Author:
    """A person by family name, given names (`Jean-Paul`, `J.-P.`) and suffix, or an organisation by its name alone."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    organisation: str = ""

    @property
    def initials(self) -> str:
        """The given names' first letters without full stops: `JP`. A script without capitals keeps its names."""
        words = self.given.replace(".", " ").replace("-", " ").replace("‐", " ").split()
        capitals = "".join(word[0] for word in words if word[0].isupper())
        return capitals or self.given

    @property
    def text(self) -> str:
        """As it is typed: `Bowers LK` or `Bowers, Len`; an organisation in braces if it would be taken for others."""
        if self.organisation:
            return self.organisation if names(self.organisation) == (self,) else f"{{{self.organisation}}}"
        bare = _without_stops(self.given)
        if " " not in bare and bare.isupper():
            typed = f"{self.family} {bare} {self.suffix}".rstrip()
            if names(typed) == (self,):
                return typed
        typed = self._by_comma(bare)
        return typed if names(typed) == (self,) else self._by_comma(self.given)

    def _by_comma(self, given: str) -> str:
        return f"{self.family}, {given}, {self.suffix}" if self.suffix else f"{self.family}, {given}".rstrip()


OTHERS = Author(organisation="et al")


def listed(authors: Iterable[Author]) -> str:
    """Several as one text, which `names` tells apart again."""
    return "; ".join(author.text for author in authors)


def names(typed: str) -> tuple[Author, ...]:
    """Everybody in the text, in order. Semicolons part people; so do commas and `and` where it can't be one name."""
    if ";" in typed or "{" in typed:
        parts = [part for each in _BETWEEN_SEMICOLONS.findall(typed) if (part := each.strip()).strip(" ,")]
    else:
        parts = [typed.strip()] if typed.strip(" ,") else []
    if len(parts) == 1 and "{" not in typed:
        parts = _people(parts[0])
    return tuple([_author(part) for part in parts])


def _people(text: str) -> list[str]:
    """`Bowers L, James K`, `Bowers, L., & James, K.` and `Bowers, Len and James, Karen` apart, else as it is."""
    if text.rstrip(".").lower().endswith(("al", "others")) and (found := _ET_AL.search(text)):
        return [*_people(text[: found.start()]), "et al"]
    commas, has_and = text.count(","), " and " in text or " & " in text
    if not has_and and (commas == 0 or (commas == 1 and text[-1].islower())):  # nearly always
        return [text]
    pieces = [piece.strip() for piece in _COMMA_OR_AND.split(text) if piece.strip()]
    if len(pieces) == 1:
        return [text]
    told = [_by_initials(piece, _MOST_AMONG_OTHERS) for piece in pieces]
    if all(told):
        return [piece if _by_initials(piece) else ", ".join(piece.rsplit(None, 1)) for piece in pieces]
    families, given = pieces[::2], pieces[1::2]
    if len(families) == len(given) > 1 and all(map(_are_all_initials, given)) and not any(map(_are_initials, families)):
        return [", ".join(pair) for pair in zip(families, given, strict=True)]
    people = [each.strip() for each in _AND.split(text)]
    return people if len(people) > 1 and all(each.count(",") == 1 and _by_comma(each) for each in people) else [text]


def _author(text: str) -> Author:
    if _is_others(text):
        return OTHERS
    if text.startswith("{") and text.endswith("}"):  # an organisation that would be taken for somebody
        return Author(organisation=text[1:-1].strip())
    if "," in text:
        text = _without_degrees(text)
    by_order = _by_comma(text) if "," in text else _by_initials(text)
    return by_order or Author(organisation=text)


def _without_degrees(text: str) -> str:
    """`Bowers, Len, RN, PhD` and `Bowers L, PhD` without; `Bowers, RN` has initials."""
    while True:
        rest, _, last = text.rpartition(",")
        bare = last.strip().replace(".", "")
        if bare not in _DEGREES or not rest.strip(" ,") or ("," not in rest and bare.isupper()):
            return text
        text = rest


def _is_others(text: str) -> bool:
    return text.casefold() in _OTHERS


def _by_comma(text: str) -> Author | None:
    """`Bowers, Len`, `King, Martin Luther, Jr`; or nobody, where it is an organisation."""
    family, given, *rest = (part.strip() for part in text.split(","))
    if given.casefold().rstrip(".") in _SUFFIXES and rest:  # BibTeX puts the suffix in the middle
        given, rest = rest[0], [given, *rest[1:]]
    suffix = " ".join(_SUFFIXES.get(part.casefold().rstrip("."), part) for part in rest)
    is_company = {given.casefold().rstrip("."), suffix.casefold().rstrip(".")} & _COMPANIES
    if not family or len(rest) > 1 or is_company or _is_of_organisation(text.replace(",", " ").split()):
        return None
    if " " in family + given and not _SORTS_OF_ORGANISATIONS.isdisjoint(f"{family} {given}".casefold().split()):
        return None  # Royal Pharmaceutical Society, Great Britain
    first = given.split()
    particles: list[str] = []
    while len(first) > 1 and first[-1] in PARTICLES:  # `Berg, Jan van der`
        particles.insert(0, first.pop())
    is_loud = family.isupper() and len(family) > 1  # `KHAN, ALI` has one given name
    most = _MOST_INITIALS - 1 if is_loud else _MOST_AMONG_OTHERS
    apart = [_initials_apart(word, most) for word in first]
    return Author(" ".join((*particles, family)), " ".join(apart), suffix)


def _by_initials(text: str, most: int = _MOST_INITIALS) -> Author | None:
    """`Bowers L`, `van der Berg J-P`, `Gilstrap LC 3rd`; or nobody, where it is an organisation."""
    *words, last = text.split()
    suffix = ""
    if len(words) > 1 and last.casefold().rstrip(".") in _SUFFIXES and _are_initials(words[-1]):
        suffix, last = _SUFFIXES[last.casefold().rstrip(".")], words.pop()
    if not words or not _are_initials(last, most) or last in _AFTER_ORGANISATIONS or _is_of_organisation(words):
        return None
    given = [last]
    while len(words) > 1 and len(given) < _MOST_WITH_STOPS and _is_one_letter(given[0]) and _is_one_letter(words[-1]):
        given.insert(0, words.pop())  # `Jones A B`
    if sum(word not in PARTICLES for word in words) > _LONGEST_FAMILY:
        return None
    return Author(" ".join(words), " ".join(_initials_apart(word) for word in given), suffix)


def _is_of_organisation(words: Sequence[str]) -> bool:
    return any(word.casefold() in _OF_ORGANISATIONS for word in words)


def _are_initials(word: str, most: int = _MOST_INITIALS) -> bool:
    """Whether it is so many capitals at most, with or without full stops and hyphens; or five with full stops."""
    if word.isalpha():
        return len(word) <= most and word.isupper()
    letters = word.replace(".", "").replace("-", "")
    most = _MOST_WITH_STOPS if _WITH_STOPS.fullmatch(word) else most
    return len(letters) <= most and letters.isalpha() and letters.isupper()


def _are_all_initials(given: str) -> bool:
    return all(_are_initials(word, _MOST_AMONG_OTHERS) for word in given.split())


def _is_one_letter(word: str) -> bool:
    return _are_initials(word) and len(word.rstrip(".")) == 1


def _initials_apart(word: str, most: int = _MOST_INITIALS) -> str:
    """`JK` as `J. K.` and `J-P` as `J.-P.`; a name stays as it is."""
    if not _are_initials(word, most):
        return word
    parts = (" ".join(f"{letter}." for letter in part.replace(".", "")) for part in word.split("-") if part)
    return "-".join(parts)


def _without_stops(given: str) -> str:
    """`L. K.` as `LK`, `J.-P.` as `J-P` and `Len K.` as `Len K`."""
    words = given.split()
    are_all = all(_are_initials(word) for word in words)
    return ("" if are_all else " ").join(word.replace(".", "") if _are_initials(word) else word for word in words)
