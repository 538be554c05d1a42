"""What the library sets for everybody: where links lead, how works are cited, and whether files are given out."""

from enum import StrEnum


class LinkRoute(StrEnum):
    """How a link to an article goes."""

    PLAIN = "plain"
    LIBKEY = "libkey"
    OPENATHENS = "openathens"


class CitationStyle(StrEnum):
    """How a work is cited."""

    VANCOUVER = "vancouver"
    APA = "apa"
    HARVARD = "harvard"
