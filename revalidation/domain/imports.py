"""Imports: what was read from a file, a paste or a service, record by record, before anything is saved."""

from dataclasses import dataclass

from revalidation.domain.articles import Article


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one record: its line, from 1, the field as the format calls it, and a sentence."""

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
