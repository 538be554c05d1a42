"""What a reflective account is about, besides the session it was begun from: CPD entries and feedback."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from revalidation.domain.times import said_day


class SourceKind(StrEnum):
    """Which log of the portfolio a source stands in."""

    CPD = "cpd"
    FEEDBACK = "feedback"


SOURCE_WORDS = {SourceKind.CPD: "CPD", SourceKind.FEEDBACK: "Feedback"}


@dataclass(frozen=True, slots=True)
class Source:
    """One line of a log."""

    kind: SourceKind
    id: int
    on: date
    what: str

    @property
    def said(self) -> str:
        """`CPD, Fri 4 Dec 2026: Talking on the ward`."""
        return f"{SOURCE_WORDS[self.kind]}, {said_day(self.on)}: {self.what}"
