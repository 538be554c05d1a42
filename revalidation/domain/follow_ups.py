"""The follow-up: some weeks after a session, whether what was read there has been used (rule 15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from revalidation.domain.due import ASKS_AFTERWARDS_FOR
from revalidation.domain.small_numbers import Shown, guarded_list
from revalidation.domain.times import from_local, local

QUESTION = "Have you used what you read since?"
USUAL_DAYS = 30
MOST_DAYS = 365
REMINDERS = 2
REMINDS_AFTER = timedelta(days=7)
LINK_LIFE = timedelta(days=90)


class Used(StrEnum):
    """What a nurse answers to "Have you used what you read since?"."""

    YES = "yes"
    NOT_YET = "not_yet"
    NO = "no"


USED_WORDS = {Used.YES: "Yes, I have used it", Used.NOT_YET: "Not yet", Used.NO: "No"}


def asks_at(ends_at: datetime, days: int) -> datetime:
    """The same time of day in London, so many days after a session has ended."""
    end = local(ends_at)
    return from_local(end.date() + timedelta(days=days), end.time())


def is_time_to_ask(*, ends_at: datetime, days: int, now: datetime) -> bool:
    """Whether to ask for the first time: never where it is switched off, and never about what is long past."""
    first = asks_at(ends_at, days)
    return days > 0 and first <= now < first + ASKS_AFTERWARDS_FOR


def is_time_to_remind(*, times_asked: int, reached_at: datetime, now: datetime) -> bool:
    """Whether to ask again, a week after the last message was sent; twice, and then never more."""
    again = reached_at + REMINDS_AFTER
    return times_asked <= REMINDERS and again <= now < again + ASKS_AFTERWARDS_FOR


def link_is_open(asked_at: datetime, now: datetime) -> bool:
    """Whether the link of a message that was last written at `asked_at` still leads anywhere."""
    return now < asked_at + LINK_LIFE


@dataclass(frozen=True, slots=True)
class FollowUpCounts:
    """How many people were asked at one site about one group, and what they answered; nobody is named."""

    asked: int
    by_answer: Mapping[Used, int]

    @property
    def answered(self) -> int:
        """How many answered at all."""
        return sum(self.by_answer.values())

    @property
    def shown(self) -> dict[Used, Shown] | None:
        """How many gave each answer, small numbers hidden; None where too few answered to show anything."""
        cells = guarded_list([self.by_answer.get(each, 0) for each in Used])
        return None if cells is None or not self.answered else dict(zip(Used, cells, strict=True))


def with_added_words(kept: str, added: str) -> str:
    """Words by a link go below those kept already: whoever has the link can neither read nor replace those."""
    return "\n\n".join(part for part in (kept.rstrip(), added.strip()) if part)


def addition(day: str, words: str) -> str:
    """What is added to an answer later, with the day on which it was written."""
    return f"Added {day}: {words.strip()}"


def added_to(answer: str, later: str) -> str:
    """The answer with the dated addition below it."""
    return f"{answer.rstrip()}\n\n{later}" if answer.strip() else later
