import pytest

from revalidation.domain.prompts import PROMPT_LIMIT, PromptSet, checked_prompt, not_yet_there, starter_prompts
from revalidation.domain.refusals import Missing, Refusal, TooLong

A, B, C = "What struck you?", "What surprised you?", "What next?"


@pytest.mark.parametrize(
    ("sets", "there", "left"),
    [
        ([(A, B)], [], [(A, B)]),
        ([(A, B)], [A], [(B,)]),
        ([(A,), (B,)], [A], [(B,)]),
        ([(A, B), (B, C)], [], [(A, B), (C,)]),
        ([(A, A)], [], [(A,)]),
        ([(A,)], [A], []),
    ],
)
def test_each_prompt_is_offered_once_and_none_that_is_there(
    sets: list[tuple[str, ...]], there: list[str], left: list[tuple[str, ...]]
) -> None:
    found = not_yet_there([PromptSet("x", each) for each in sets], there)
    assert [each.prompts for each in found] == left


def test_the_starter_set_is_well_formed() -> None:
    prompts = [prompt for each in starter_prompts() for prompt in each.prompts]
    assert len(prompts) == len(set(prompts)) > 20
    assert [prompt for prompt in prompts if checked_prompt(prompt) != prompt] == []


@pytest.mark.parametrize(("typed", "refusal"), [(" ", Missing), ("x" * (PROMPT_LIMIT + 1), TooLong)])
def test_an_empty_or_endless_prompt_is_refused(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        checked_prompt(typed)
