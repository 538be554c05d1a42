"""Reflective accounts: what one is, how it begins, and what it needs before it is finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from revalidation.domain.refusals import NotFinishedYet
from revalidation.domain.text import line, prose

ACCOUNTS_NEEDED = 5
Answers = tuple[str, str, str, str]


class AccountState(StrEnum):
    """Where an account stands."""

    DRAFT = "draft"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class ReflectiveAccount:
    """One account as it goes onto paper: `answers` to the four questions of `form_version`, `themes` by their keys."""

    title: str
    answers: Answers
    themes: tuple[str, ...]
    form_version: str
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a nurse has typed into an account so far."""

    title: str = ""
    answers: Answers = ("", "", "", "")
    themes: tuple[str, ...] = ()

    def checked(self) -> "Written":
        """The same with its text cleaned. Raises TooLong beside the field at fault; nothing is required of a draft."""
        first, second, third, fourth = (
            prose(answer, "an answer", field=f"answer_{number}") for number, answer in enumerate(self.answers, start=1)
        )
        title = line(self.title, "the title", field="title", required=False)
        return Written(title=title, answers=(first, second, third, fourth), themes=self.themes)


def must_be_whole(written: Written) -> None:
    """Raise NotFinishedYet beside the first thing that a finished account still needs."""
    if not written.title:
        raise NotFinishedYet(field="title", what="a short title or number")
    for number, answer in enumerate(written.answers, start=1):
        if not answer.strip():
            raise NotFinishedYet(field=f"answer_{number}", what=f"an answer to question {number}")
    if not written.themes:
        raise NotFinishedYet(field="themes", what="at least one theme of the Code")


def opening_line(*, group: str, kind: str, month: str, length: str, citations: Sequence[str]) -> str:
    """Facts to begin question 1 with, for the nurse to edit; no day, which could identify somebody."""
    begin = f"In {month} I took part in “{group}” ({kind.lower()}, {length})."
    return f"{begin} We read and discussed: {' '.join(citations)}" if citations else begin


def said_progress(finished: int) -> str:
    """`2 of 5 finished`; more than five is said as it is."""
    return f"{finished} of {ACCOUNTS_NEEDED} finished"
