"""Notices about an article that has been retracted or corrected, or that its journal has doubts about."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What the notice says of the article."""

    RETRACTION = "retraction"
    CONCERN = "concern"
    CORRECTION = "correction"


NOTICE_WORDS = {
    NoticeKind.RETRACTION: "Retracted",
    NoticeKind.CONCERN: "Expression of concern",
    NoticeKind.CORRECTION: "Corrected",
}


class NoticeSource(StrEnum):
    """Who said so."""

    CROSSREF = "crossref"
    EUROPE_PMC = "europe_pmc"
    LIBRARY = "library"
