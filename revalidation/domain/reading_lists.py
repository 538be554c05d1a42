"""Reading lists: what a group may read next, and what its members would like to read most."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from revalidation.domain.reading_refusals import ChosenIsRetracted, NotACandidate, RankedTwice
from revalidation.domain.refusals import Missing

MOST_CHOICES = 3
CHOICE_WORDS = ("First choice", "Second choice", "Third choice")
LEAST_CANDIDATES = 2  # one alone leaves nothing to choose


@dataclass(frozen=True, slots=True)
class Standing:
    """How a candidate stands: `points` are 3 for each first choice, 2 for each second, 1 for each third."""

    article_id: int
    points: int = 0
    first_choices: int = 0


def checked_choices(
    chosen: Sequence[int | None], candidates: Collection[int], retracted: Collection[int] = ()
) -> tuple[int, ...]:
    """A member's choices, the dearest first, without the empty ones; what is retracted is a candidate no more.

    Raises Missing, RankedTwice, ChosenIsRetracted, NotACandidate.
    """
    choices = [each for each in chosen[:MOST_CHOICES] if each is not None]
    if not choices:
        raise Missing(field="choices", what="at least your first choice")
    if len(set(choices)) < len(choices):
        raise RankedTwice(field="choices")
    if not set(choices).isdisjoint(retracted):
        raise ChosenIsRetracted(field="choices")
    if not set(choices) <= set(candidates):
        raise NotACandidate(field="choices")
    return tuple(choices)


def standings(candidates: Sequence[int], rankings: Iterable[Sequence[int]]) -> list[Standing]:
    """The candidates by points, then by first choices, then as the list has them; whoever left it counts no more."""
    points, firsts = dict.fromkeys(candidates, 0), dict.fromkeys(candidates, 0)
    for ranking in rankings:
        still_there = [article_id for article_id in ranking if article_id in points]
        for place, article_id in enumerate(still_there[:MOST_CHOICES]):
            points[article_id] += MOST_CHOICES - place
            firsts[article_id] += place == 0
    found = [Standing(article_id, points[article_id], firsts[article_id]) for article_id in candidates]
    return sorted(found, key=lambda each: (-each.points, -each.first_choices))
