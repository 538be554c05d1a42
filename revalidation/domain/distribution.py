"""Distributing articles: on which basis one goes out, and how far somebody says she has read it (rule 21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST_COUNTED = 5  # people; among fewer, a count would tell who it is


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


@dataclass(frozen=True, slots=True)
class ReadingCounts:
    """Of how many people with a place at a session how many have got how far with an article; nobody is named."""

    people: int
    by_state: Mapping[ReadingState, int]

    @property
    def can_be_shown(self) -> bool:
        """Whether so many have a place that a count is not simply what one of them has said."""
        return self.people >= LEAST_COUNTED

    @property
    def shown(self) -> "ReadingCounts":
        """The same, emptied where it must not be shown, so that no page can show it."""
        return self if self.can_be_shown else ReadingCounts(self.people, {})


_COUNTED = (
    (ReadingState.READ, "read"),
    (ReadingState.SKIMMED, "skimmed"),
    (ReadingState.OPENED, "opened"),
)


def said_counts(counts: ReadingCounts) -> str:
    """`Of 7 with a place: 3 have read it, 1 has skimmed it, 3 not yet.`, or from how many people on it is said."""
    if not counts.can_be_shown:
        return f"How many have read it is shown from {LEAST_COUNTED} people with a place on: fewer would be recognised."
    parts = []
    for state, done in _COUNTED:
        number = counts.by_state.get(state, 0)
        if number:
            parts.append(f"{number} {'has' if number == 1 else 'have'} {done} it")
    not_yet = counts.people - sum(counts.by_state.values())
    if not_yet or not parts:
        parts.append(f"{not_yet} not yet")
    return f"Of {counts.people} with a place: {', '.join(parts)}."


@dataclass(frozen=True, slots=True)
class SentCounts:
    """How many people have a place at a session or wait for one, and how many of them were sent all that it reads."""

    placed: int
    waiting: int
    placed_sent: int
    waiting_sent: int
    is_begun: bool  # whether anything was sent for this session, so that whoever gets a place later is sent it too

    def still_to_send(self, *, with_waiting: bool) -> int:
        """How many more people would be written to."""
        return self.placed - self.placed_sent + (self.waiting - self.waiting_sent if with_waiting else 0)


def said_sent(counts: SentCounts) -> str:
    """`Sent to 5 of 7 with a place and to 1 of 2 who wait.`, or that nothing was."""
    if not counts.is_begun:
        return "Nothing has been sent for this session yet."
    waiting = f" and to {counts.waiting_sent} of {counts.waiting} who wait" if counts.waiting else ""
    return f"Sent to {counts.placed_sent} of {counts.placed} with a place{waiting}."
