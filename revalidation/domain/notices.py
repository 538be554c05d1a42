"""Notices about an article that has been retracted or corrected, or that its journal has doubts about (rule 21)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from revalidation.domain.articles import checked_doi
from revalidation.domain.reading_refusals import NoticeInTheFuture
from revalidation.domain.text import line

NOTE_LIMIT = 500


class NoticeKind(StrEnum):
    """What the notice says of the article, the gravest first."""

    RETRACTION = "retraction"
    CONCERN = "concern"
    CORRECTION = "correction"


NOTICE_WORDS = {
    NoticeKind.RETRACTION: "Retracted",
    NoticeKind.CONCERN: "Expression of concern",
    NoticeKind.CORRECTION: "Corrected",
}
NOTICE_SENTENCES = {
    NoticeKind.RETRACTION: "This article has been retracted: its journal no longer stands behind it.",
    NoticeKind.CONCERN: "Its journal has published an expression of concern about this article.",
    NoticeKind.CORRECTION: "This article has been corrected since it was published.",
}


class NoticeSource(StrEnum):
    """Who said so."""

    CROSSREF = "crossref"
    EUROPE_PMC = "europe_pmc"
    LIBRARY = "library"


SOURCE_WORDS = {
    NoticeSource.CROSSREF: "Crossref",
    NoticeSource.EUROPE_PMC: "Europe PMC",
    NoticeSource.LIBRARY: "the library",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice; `reference` is the DOI or PMID of the notice itself, or empty."""

    kind: NoticeKind
    source: NoticeSource = NoticeSource.LIBRARY
    reference: str = ""
    noticed_on: date | None = None
    note: str = ""

    def checked(self, today: date) -> "Notice":
        """One that a librarian typed, cleaned. Raises NotADoi, NoticeInTheFuture, TooLong beside the field at fault."""
        if self.noticed_on is not None and self.noticed_on > today:
            raise NoticeInTheFuture(field="noticed_on")
        note = line(self.note, "the note", field="note", required=False, limit=NOTE_LIMIT)
        return replace(self, reference=checked_doi(self.reference), note=note)


def said_title(title: str, kind: NoticeKind | None) -> str:
    """A title as a choice offers it, with what speaks against choosing it in front; a correction does not."""
    return title if kind in {None, NoticeKind.CORRECTION} else f"{NOTICE_WORDS[kind]}: {title}"


def gravest(notices: Iterable[Notice]) -> NoticeKind | None:
    """What has to be said of an article first; nothing where there is no notice."""
    kinds = {notice.kind for notice in notices}
    return next((kind for kind in NoticeKind if kind in kinds), None)


def new_ones(found: Iterable[Notice], there: Iterable[Notice]) -> list[Notice]:
    """Of what was found, what is not known yet: two services that tell of the same notice count once.

    The same kind without a reference on either side is the same notice; so is one that only one of them names.
    Of one notice that is called several things the gravest counts: publishers file retractions as errata, too.
    """
    known = list(there)
    new: list[Notice] = []
    for notice in sorted(found, key=_gravity):
        if not any(_is_same(notice, each) for each in (*known, *new)):
            new.append(notice)
    return new


def _is_same(one: Notice, other: Notice) -> bool:
    is_one_reference = bool(one.reference) and one.reference.casefold() == other.reference.casefold()
    if one.kind is not other.kind:
        return is_one_reference and _gravity(other) < _gravity(one)
    if one.kind is NoticeKind.RETRACTION:  # nothing is retracted twice
        return True
    is_unnamed = not one.reference or not other.reference
    return is_unnamed or is_one_reference


def _gravity(notice: Notice) -> int:
    """The gravest first."""
    return list(NoticeKind).index(notice.kind)
