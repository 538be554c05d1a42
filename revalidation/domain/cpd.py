"""CPD entries: the lines of a CPD log, how one is drafted from a register, and who may change it afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from revalidation.domain.groups import GroupKind
from revalidation.domain.portfolio_refusals import EndsBeforeItBegins, NotHours, ParticipatoryAboveHours
from revalidation.domain.text import line, prose

TOPIC_LIMIT = 4000
MOST_READING = 24 * 60

_METHODS = {
    GroupKind.READING_GROUP: "Meeting attendance – reading group",
    GroupKind.WORKSHOP: "Course attendance – workshop",
    GroupKind.TRAINING: "Course attendance – training",
    GroupKind.TALK: "Meeting attendance – talk",
}
READING = "Independent learning – reading article"


@dataclass(frozen=True, slots=True)
class CpdEntry:
    """One line of a CPD log. `minutes` are all of them; the participatory ones and those of reading are parts of it.

    `code_link` has the keys of themes, in the order of the form.
    """

    first_on: date
    last_on: date
    method: str = ""
    topic: str = ""
    code_link: tuple[str, ...] = ()
    standards_link: str = ""
    minutes: int = 0
    participatory_minutes: int = 0
    reading_minutes: int = 0

    def checked(self) -> "CpdEntry":
        """The same with its text cleaned. Raises the refusal that belongs beside the field at fault."""
        check_days(self.first_on, self.last_on)
        if self.minutes < 1:
            raise NotHours(field="minutes", what="the number of hours")
        if self.participatory_minutes > self.minutes:
            raise ParticipatoryAboveHours(field="participatory_minutes")
        return replace(
            self,
            method=line(self.method, "the method", field="method"),
            topic=_required_prose(self.topic, "the topic", field="topic"),
            standards_link=prose(
                self.standards_link, "the link to the standards", field="standards_link", limit=TOPIC_LIMIT
            ).strip(),
            reading_minutes=min(self.reading_minutes, self.minutes - self.participatory_minutes),
        )


def check_reading(minutes: int) -> None:
    """Raise NotHours for more reading than anybody does for one session."""
    if minutes > MOST_READING:
        raise NotHours(field="reading_minutes", what="your reading time")


def check_days(first_on: date, last_on: date) -> None:
    """Raise EndsBeforeItBegins unless the last day is the first or later."""
    if last_on < first_on:
        raise EndsBeforeItBegins(field="last_on")


def _required_prose(typed: str, what: str, *, field: str) -> str:
    line(typed[:TOPIC_LIMIT], what, field=field, limit=TOPIC_LIMIT)  # refuses what is empty
    return prose(typed, what, field=field, limit=TOPIC_LIMIT).strip()


def drafted(
    *, kind: GroupKind, group: str, citations: Sequence[str], days: tuple[date, date], met: int, reading: int
) -> CpdEntry:
    """The entry that a register gives: the meeting is participatory, what she says she read is not."""
    methods = ([_METHODS[kind]] if met else []) + ([READING] if reading else [])
    read = f"Read and discussed: {' '.join(citations)}" if citations else ""
    return CpdEntry(
        first_on=days[0],
        last_on=days[1],
        method="; ".join(methods) or _METHODS[kind],
        topic="\n".join(part for part in (group, read) if part)[:TOPIC_LIMIT],
        minutes=met + reading,
        participatory_minutes=met,
        reading_minutes=reading,
    )


class Follow(Enum):
    """What becomes of an entry when a register says something new."""

    DRAFT = auto()
    CORRECT = auto()
    WITHDRAW = auto()
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is of an entry: whether she edited it, whether she removed it, and the reading she declared."""

    is_own: bool = False
    is_removed: bool = False
    reading: int = 0


def follow(entry: Standing | None, met: int) -> Follow:
    """What to do when the register says that she met for so many minutes, 0 if she did not attend.

    What she edited is hers, and what she removed stays removed. An untouched draft follows; once nobody was at a
    meeting, it stays only for the reading that she declared.
    """
    if entry is None:
        return Follow.DRAFT if met else Follow.LEAVE
    if entry.is_own or entry.is_removed:
        return Follow.LEAVE
    return Follow.CORRECT if met or entry.reading else Follow.WITHDRAW


def differs(*, is_own: bool, seen: int | None, met: int) -> bool:
    """Whether an entry of her own must be flagged: the register says other minutes than when she last saw it."""
    return is_own and seen is not None and seen != met
