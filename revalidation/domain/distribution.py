"""Distributing articles: on which basis one goes out, and how far somebody says she has read it."""

from enum import StrEnum


class Basis(StrEnum):
    """Why the library may give it out."""

    LINK = "link"
    OPEN_LICENCE = "open_licence"
    CLA_LICENCE = "cla_licence"
    PERMISSION = "permission"


BASIS_WORDS = {
    Basis.LINK: "Link only",
    Basis.OPEN_LICENCE: "Open licence",
    Basis.CLA_LICENCE: "CLA licence",
    Basis.PERMISSION: "Permission of the publisher",
}


class ReadingState(StrEnum):
    """How far a nurse says she has read an article; without one she has not opened it."""

    OPENED = "opened"
    SKIMMED = "skimmed"
    READ = "read"


READING_WORDS = {
    ReadingState.OPENED: "Opened",
    ReadingState.SKIMMED: "Skimmed",
    ReadingState.READ: "Read",
}
