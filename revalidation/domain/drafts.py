"""Drafts: what one tab of a browser sends while a nurse types, and which of it becomes a version of its own."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from operator import eq

from revalidation.domain.accounts import Written

STEP = timedelta(minutes=5)
MOST_GONE = 40  # characters in a row that may go without what stood there being kept as an earlier version


class Came(StrEnum):
    """What became of a draft that arrived."""

    SAVED = "saved"
    BESIDE = "beside"  # kept beside the account, because another tab had saved meanwhile
    FINISHED = "finished"  # kept beside the account, because it had been finished meanwhile


@dataclass(frozen=True, slots=True)
class Draft:
    """All that stands in the boxes of one tab.

    `client` is the tab and `seq` grows with each change in it; `base` is the revision that its text is a change of.
    `scaffold` is the key of the prompts she thinks with. `settles` are texts kept beside, between which and this one
    she has chosen.
    """

    client: str
    seq: int
    base: int
    written: Written
    scaffold: str = ""
    settles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: `revision` is that of this tab's text, `newest` that of the account."""

    came: Came
    revision: int
    newest: int
    saved_at: datetime


def goes_on(before: Written, after: Written, *, saved_at: datetime, now: datetime) -> bool:
    """Whether a tab's text may take the place of the version it saved last: the same minutes, and little is gone."""
    same_minutes = saved_at.timestamp() // STEP.total_seconds() == now.timestamp() // STEP.total_seconds()
    pairs = zip((before.title, *before.answers), (after.title, *after.answers), strict=True)
    return same_minutes and all(gone(old, new) <= MOST_GONE for old, new in pairs)


def gone(before: str, after: str) -> int:
    """How many characters of `before` were replaced, from the first to the last that differs."""
    start = _alike(before, after)
    old, new = before[start:], after[start:]
    return len(old) - _alike(old[::-1], new[::-1])


def _alike(one: str, other: str) -> int:
    """How many characters at the beginning are the same."""
    return sum(takewhile(bool, map(eq, one, other)))


def words_in(written: Written) -> int:
    """How many words the answers have."""
    return sum(len(answer.split()) for answer in written.answers)


def said_changes(before: Written, after: Written) -> str:
    """`12 words added, 3 taken out`; what moved counts as neither."""
    old, new = (Counter(" ".join((each.title, *each.answers)).split()) for each in (before, after))
    added, taken = (new - old).total(), (old - new).total()
    parts = [f"{_words(added)} added"] if added else []
    parts += [f"{taken if parts else _words(taken)} taken out"] if taken else []
    if before.themes != after.themes:
        parts.append("themes changed")
    return ", ".join(parts) or "no word changed"


def _words(number: int) -> str:
    return "1 word" if number == 1 else f"{number} words"
