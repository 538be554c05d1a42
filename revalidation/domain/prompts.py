"""Reading prompts: a starter set in our own words, and which prompts an article can still be given."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from revalidation.domain.text import line

_FILE = Path(__file__).resolve().parents[2] / "data" / "prompts" / "starter.json"
PROMPT_LIMIT = 500
MOST_PROMPTS = 30


@dataclass(frozen=True, slots=True)
class PromptSet:
    """Prompts that go together."""

    heading: str
    prompts: tuple[str, ...]


@cache
def starter_prompts() -> tuple[PromptSet, ...]:
    """What a library can begin with."""
    read = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(PromptSet(each["heading"], tuple(each["prompts"])) for each in read)


def checked_prompt(typed: str) -> str:
    """One prompt on one line. Raises Missing, TooLong."""
    return line(typed, "a reading prompt", field="prompt", limit=PROMPT_LIMIT)


def not_yet_there(sets: Iterable[PromptSet], there: Collection[str]) -> list[PromptSet]:
    """The same sets without what an article has already, each prompt once; empty sets fall away."""
    seen = set(there)
    found = []
    for each in sets:
        prompts = tuple(prompt for prompt in dict.fromkeys(each.prompts) if prompt not in seen)
        seen.update(prompts)
        if prompts:
            found.append(PromptSet(each.heading, prompts))
    return found
