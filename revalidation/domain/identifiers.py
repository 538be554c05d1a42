"""Identifiers of works in text that somebody pasted: DOIs, PMIDs and PMCIDs, however they are written."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

MOST_AT_ONCE = 200  # asked of catalogues that other libraries use too
_SHORTEST_BARE = 5  # digits of a number that counts as a PMID by itself; shorter ones may be a year or a page

_DOI = r"10\.\d{4,9}(?:/|%2[fF])[^\s\"<>«»“”]+(?:<[^\s>]*>[^\s\"<>«»“”]*)*"
_FOUND = re.compile(
    rf"""
    (?P<doi>(?<![\d.]){_DOI})
  | (?:pmc\.ncbi\.nlm\.nih\.gov/articles/|ncbi\.nlm\.nih\.gov/pmc/articles/|europepmc\.org/articles?/(?:PMC/)?|\b)
        (?P<pmcid>PMC\d{{1,9}})\b
  | (?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|europepmc\.org/(?:article|abstract)/MED/)
        (?P<pubmed>[1-9]\d{{0,8}})(?!\d)
  | \b(?:PMIDs?|PubMed(?:\s+ID)?s?)[\s:#]*(?P<led>[1-9]\d{{0,8}}(?:\s*(?:,|;|and|&)?\s*[1-9]\d{{4,8}}\b)*)(?![\d/])
  | (?P<bare>(?<![\w./:–-])[1-9]\d{{0,8}}(?![\w/:–-]|\.\d))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEXT_DOI = re.compile(r"[,;|](?=(?:https?://|doi:|10\.\d{4,9}/))", re.IGNORECASE)
_AFTER_DOI = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|fulltext|meta|references|html)|\.(?:full|pdf))+$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CLOSING = {")": "(", "]": "[", "}": "{"}


class IdentifierKind(StrEnum):
    """What sort of number it is."""

    DOI = "DOI"
    PMID = "PMID"
    PMCID = "PMCID"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One work's number: a DOI in lower case, a PMID of digits, a PMCID with its letters."""

    kind: IdentifierKind
    value: str

    @property
    def words(self) -> str:
        """`DOI 10.1234/wards`."""
        return f"{self.kind} {self.value}" if self.kind is not IdentifierKind.PMCID else self.value


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in a text, in its order and each once, and the numbers of which nobody can tell what they are."""

    found: tuple[Identifier, ...]
    doubtful: tuple[str, ...] = ()


def identifiers_in(text: str) -> Recognised:
    """All of them.

    A number by itself is a PMID only on a line without words, and with at least five digits: 2019 may be a year. With
    `PMID` in front, or in PubMed's address, any number is one.
    """
    found: dict[Identifier, None] = {}
    doubtful: dict[str, None] = {}
    for line in text.splitlines():
        is_list = not _WORD.search(_FOUND.sub(" ", line))
        for match in _FOUND.finditer(line):
            if number := match["bare"]:
                if is_list and len(number) >= _SHORTEST_BARE:
                    found[Identifier(IdentifierKind.PMID, number)] = None
                elif is_list or len(number) > _SHORTEST_BARE:
                    doubtful[number] = None
            else:
                found |= dict.fromkeys(_of(match))
    said = {each.value for each in found}
    return Recognised(tuple(found), tuple(number for number in doubtful if number not in said))


def _of(match: re.Match[str]) -> list[Identifier]:
    if doi := match["doi"]:
        is_address = bool(re.search(r"https?://\S*$", match.string[: match.start()]))
        return [Identifier(IdentifierKind.DOI, each) for each in _dois(doi, is_address=is_address)]
    if pmcid := match["pmcid"]:
        return [Identifier(IdentifierKind.PMCID, pmcid.upper())]
    numbers = re.findall(r"\d+", match["pubmed"] or match["led"])
    return [Identifier(IdentifierKind.PMID, number) for number in numbers]


def _dois(matched: str, *, is_address: bool) -> list[str]:
    """Those that stand without a blank between them, each without what does not belong to it."""
    first, *others = _NEXT_DOI.split(matched, maxsplit=1)
    if is_address:
        first = _AFTER_DOI.sub("", re.split(r"[?#&]", unquote(first))[0])
    rest = [doi for other in others for each in identifiers_in(other).found for doi in [each.value]]
    return [_without_end(first).lower(), *rest]


def _without_end(doi: str) -> str:
    """A sentence's punctuation, and brackets that were opened before it, are none of its."""
    while doi and (
        doi[-1] in ".,;:'’”*_" or (doi[-1] in _CLOSING and doi.count(doi[-1]) > doi.count(_CLOSING[doi[-1]]))
    ):
        doi = doi[:-1]
    return doi
