"""The run sheet of a session: what whoever leads it takes along on paper, and how the time is shared out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from revalidation.domain.articles import Article
from revalidation.domain.check_in import CodeWindow

_SHARES_OF_AN_HOUR = {"Welcome": 5, "What the article says": 10, "What will you do differently?": 10, "Close": 5}
_DISCUSSION = "Discussion"
_LEAST_FOR_A_PROMPT = 3


@dataclass(frozen=True, slots=True)
class Step:
    """Some minutes of a session, counted from its start."""

    begins: int
    minutes: int
    what: str


@dataclass(frozen=True, slots=True)
class RunSheet:
    """One session as it goes onto paper. `address` opens check-in; the code that it asks for is not part of it.

    `citations` are those of the articles, in the library's style.
    """

    session_id: int
    group: str
    starts_at: datetime
    ends_at: datetime
    where: str
    online_link: str
    facilitator: str
    articles: tuple[Article, ...]
    citations: tuple[str, ...]
    names: tuple[str, ...]
    codes: tuple[CodeWindow, ...]
    address: str

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def steps(self) -> tuple[Step, ...]:
        """How the time is shared out."""
        return timing_plan(self.minutes, [prompt for article in self.articles for prompt in article.prompts])


def timing_plan(minutes: int, prompts: Sequence[str]) -> tuple[Step, ...]:
    """The shares of an hour scaled to the length, in steps of five minutes from an hour on; talking gets the rest.

    Every prompt has its own part of the discussion, unless there are so many that a part would be too short.
    """
    step = 5 if minutes >= 60 else 1  # noqa: PLR2004 (an hour)
    share = {what: max(1, step * round(part * minutes / 60 / step)) for what, part in _SHARES_OF_AN_HOUR.items()}
    welcome, recap, differently, close = share.items()
    talking = minutes - sum(share.values())
    parts = _discussion(talking, prompts)
    steps, begins = [], 0
    for what, length in (welcome, recap, *parts, differently, close):
        steps.append(Step(begins, length, what))
        begins += length
    return tuple(steps)


def _discussion(minutes: int, prompts: Sequence[str]) -> list[tuple[str, int]]:
    if not prompts or minutes // len(prompts) < _LEAST_FOR_A_PROMPT:
        return [(_DISCUSSION, minutes)]
    each, rest = divmod(minutes, len(prompts))
    return [(prompt, each + (number < rest)) for number, prompt in enumerate(prompts)]
