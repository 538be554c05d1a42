"""Where a registrant stands: what the NMC asks for in her registration period, what she has, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from revalidation.domain.hours import hours, said_hours
from revalidation.domain.nmc import KindsOfRegistration, Requirements

HOUR = 60


class Requirement(StrEnum):
    """What is asked for, in the NMC's order."""

    PRACTICE = "practice"
    CPD = "cpd"
    PARTICIPATORY = "participatory"
    FEEDBACK = "feedback"
    ACCOUNTS = "accounts"
    DISCUSSION = "discussion"
    CONFIRMATION = "confirmation"


REQUIREMENT_WORDS = {
    Requirement.PRACTICE: "Practice hours",
    Requirement.CPD: "CPD",
    Requirement.PARTICIPATORY: "Participatory CPD",
    Requirement.FEEDBACK: "Practice-related feedback",
    Requirement.ACCOUNTS: "Reflective accounts",
    Requirement.DISCUSSION: "Reflective discussion",
    Requirement.CONFIRMATION: "Confirmation",
}
_IN_HOURS = (Requirement.PRACTICE, Requirement.CPD, Requirement.PARTICIPATORY)


@dataclass(frozen=True, slots=True)
class Held:
    """What she has within the period; `practice` are minutes by the kind of registration they were worked under."""

    practice: Mapping[str, int]
    cpd: int = 0
    participatory: int = 0
    feedback: int = 0
    accounts: int = 0
    discussions: int = 0
    confirmations: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """One requirement: what she has, what is asked for and what is missing, in minutes or in pieces."""

    requirement: Requirement
    has: int
    asked: int
    missing: int

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return self.missing == 0

    @property
    def figure(self) -> str:
        """`14 of 20 hours`, `3 of 5`."""
        if self.requirement in _IN_HOURS:
            return f"{said_hours(self.has)} of {hours(self.asked)}"
        return f"{self.has} of {self.asked}"

    @property
    def state(self) -> str:
        """`Met`, `6 hours to go`, `2 to go`, `Not signed yet`."""
        if self.is_met:
            return "Met"
        if self.requirement in _IN_HOURS:
            return f"{hours(self.missing)} to go"
        if self.requirement in (Requirement.DISCUSSION, Requirement.CONFIRMATION):
            return "Not signed yet"
        return f"{self.missing} to go"


def progress(asked: Requirements, kinds: KindsOfRegistration, held: Held, registered: Sequence[str]) -> list[Progress]:
    """Every requirement in the NMC's order; `registered` are the kinds of registration she holds."""
    return [
        _practice(asked, kinds, held, registered),
        _simple(Requirement.CPD, held.cpd, asked.cpd_hours * HOUR),
        _simple(Requirement.PARTICIPATORY, held.participatory, asked.participatory_cpd_hours * HOUR),
        _simple(Requirement.FEEDBACK, held.feedback, asked.pieces_of_feedback),
        _simple(Requirement.ACCOUNTS, held.accounts, asked.reflective_accounts),
        _simple(Requirement.DISCUSSION, held.discussions, asked.reflective_discussions),
        _simple(Requirement.CONFIRMATION, held.confirmations, asked.confirmations),
    ]


def _simple(requirement: Requirement, has: int, asked: int) -> Progress:
    return Progress(requirement, has, asked, max(0, asked - has))


def _practice(asked: Requirements, kinds: KindsOfRegistration, held: Held, registered: Sequence[str]) -> Progress:
    """Hours for each registration held; hours worked under both count for whichever lacks them."""
    behind = {kind.key: frozenset(kind.registrations) for kind in kinds.kinds}
    hours_for = dict(kinds.hours_by_registration)
    needed = {each: hours_for[each] * HOUR for key in registered for each in behind.get(key, ())}
    total = sum(held.practice.values())
    if not needed:
        return _simple(Requirement.PRACTICE, total, asked.practice_hours_for_each_registration * HOUR)
    short = dict(needed)
    shared = 0
    for key, minutes in held.practice.items():
        serves = behind.get(key, frozenset()) & needed.keys()
        if len(serves) == 1:
            (only,) = serves
            short[only] -= minutes
        elif serves:
            shared += minutes
    missing = max(0, sum(max(0, each) for each in short.values()) - shared)
    return Progress(Requirement.PRACTICE, total, sum(needed.values()), missing)


def next_step(lines: Sequence[Progress], *, may_confirm: bool) -> Requirement | None:
    """What to do next: hours and pieces first, then the discussion, and the confirmation once its time has come."""
    short = [line.requirement for line in lines if not line.is_met]
    gathered = [each for each in short if each not in (Requirement.DISCUSSION, Requirement.CONFIRMATION)]
    # A meeting fills both figures of CPD at once, so the participatory one goes first.
    for first in (Requirement.PARTICIPATORY, Requirement.CPD, *gathered):
        if first in gathered:
            return first
    if Requirement.DISCUSSION in short:
        return Requirement.DISCUSSION
    return Requirement.CONFIRMATION if Requirement.CONFIRMATION in short and may_confirm else None


def enough_of(missing: int, lengths: Sequence[int]) -> int:
    """How many of these, in order, make up what is missing; all of them if they don't."""
    for number, _length in enumerate(lengths):
        if sum(lengths[:number]) >= missing:
            return number
    return len(lengths)
