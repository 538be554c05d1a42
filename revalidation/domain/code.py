"""The Code's statements as optional help beside its themes: their numbers, each with a gist in our own words."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from revalidation.domain.nmc import NMC_DATA, Edition, in_force, read_editions


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the Code by its number; `gist` is not its wording."""

    number: int
    gist: str


@dataclass(frozen=True, slots=True)
class CodeEdition:
    """The Code as it holds for a time: its statements by the key of their theme."""

    edition: Edition
    statements: dict[str, tuple[Statement, ...]]


def code_in_force(on: date, *, data: Path = NMC_DATA) -> CodeEdition:
    """The Code of this day."""
    return in_force(_editions(data), on)


@cache
def _editions(data: Path) -> tuple[CodeEdition, ...]:
    return tuple(
        CodeEdition(
            edition,
            {
                theme["key"]: tuple(Statement(int(number), gist) for number, gist in theme["statements"].items())
                for theme in read["themes"]
            },
        )
        for edition, read in read_editions(data / "code")
    )
