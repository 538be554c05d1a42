"""Scaffolds: questions that help to begin, sorted under the NMC's own four; always written and printed on those."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "scaffolds"
_NUMBER_OF_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Scaffold:
    """One set of questions; `prompts` has those for each of the four answers, `note` says what the NMC asks for."""

    key: str
    name: str
    about: str
    note: str
    prompts: tuple[tuple[str, ...], ...]


def scaffolds(folder: Path = _FOLDER) -> tuple[Scaffold, ...]:
    """All there are, by name. Raises ValueError for a file that does not fit the four questions."""
    return _read(folder)


def find_scaffold(key: str) -> Scaffold | None:
    """The one with this key; none for an account without, or with one that is no longer offered."""
    return next((each for each in scaffolds() if each.key == key), None)


@cache
def _read(folder: Path) -> tuple[Scaffold, ...]:
    found = []
    for path in folder.glob("*.json"):
        read = json.loads(path.read_text(encoding="utf-8"))
        prompts = tuple(tuple(each) for each in read["prompts"])
        if len(prompts) != _NUMBER_OF_QUESTIONS:
            message = f"{path.name} needs prompts for {_NUMBER_OF_QUESTIONS} answers"
            raise ValueError(message)
        found.append(Scaffold(path.stem, read["name"], read["about"], read["note"], prompts))
    return tuple(sorted(found, key=lambda each: each.name))
