"""Imports: what was read from a file, a paste or a catalogue, record by record, before anything is saved."""

from dataclasses import dataclass, fields, replace
from typing import Any

from revalidation.domain.articles import Article
from revalidation.domain.duplicates import DuplicateChoice
from revalidation.domain.refusals import Refusal

MOST_RECORDS = 20_000  # of one import: they are saved all at once, or none
_CALLED = {"doi": "DOI", "pmid": "PMID"}
_EMPTY: dict[str, Any] = {each.name: each.default for each in fields(Article) if each.name != "title"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one record: its line, from 1, the field as the format calls it, and a sentence.

    Where nothing was read but something was looked up, the line is 0.
    """

    line: int
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One record: where it begins, the article as far as it could be read, and what is wrong with it.

    `article` is None where nothing of use was found. Troubles beside an article are remarks: something was left out.
    """

    line: int
    article: Article | None
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """One record to be taken in, and what becomes of it if its work is there already."""

    article: Article
    choice: DuplicateChoice = DuplicateChoice.LEAVE


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many articles an import added, how many it changed, and of how many records nothing was taken."""

    added: int
    changed: int
    left: int

    @property
    def sentence(self) -> str:
        """For example: 3 articles are added, 1 is changed, 2 stay as they were."""
        said = [
            f"{number:,} {one if number == 1 else several}"
            for number, one, several in (
                (self.added, "article is added", "articles are added"),
                (self.changed, "is changed", "are changed"),
                (self.left, "stays as it was", "stay as they were"),
            )
            if number or (one == "article is added" and not (self.changed or self.left))
        ]
        return f"{', '.join(said)}."


def as_kept(record: ReadRecord) -> ReadRecord:
    """The same, without the fields that can't be kept, each with a trouble; without an article if the title is one."""
    article, troubles = record.article, list(record.troubles)
    while article is not None:
        try:
            return ReadRecord(record.line, article.checked(), tuple(troubles))
        except Refusal as refusal:
            name = refusal.field or "title"
            called = _CALLED.get(name, name.replace("_", " ").capitalize())
            is_left_out = name in _EMPTY
            troubles.append(Trouble(record.line, called, refusal.sentence + " It is left out." * is_left_out))
            article = replace(article, **{name: _EMPTY[name]}) if is_left_out else None
    return ReadRecord(record.line, None, tuple(troubles))


def said_trouble(trouble: Trouble) -> str:
    """`Line 12, PY: …`."""
    where = ", ".join(filter(None, (f"Line {trouble.line:,}" if trouble.line else "", trouble.field)))
    return f"{where}: {trouble.sentence}" if where else trouble.sentence
