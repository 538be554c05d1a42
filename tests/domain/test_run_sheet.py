import pytest

from revalidation.domain.run_sheet import timing_plan


@pytest.mark.parametrize(
    ("minutes", "shares"),
    [
        (10, [1, 2, 4, 2, 1]),
        (30, [2, 5, 16, 5, 2]),
        (45, [4, 8, 21, 8, 4]),
        (60, [5, 10, 30, 10, 5]),
        (90, [10, 15, 40, 15, 10]),
        (150, [10, 25, 80, 25, 10]),
        (480, [40, 80, 240, 80, 40]),
    ],
)
def test_an_hour_is_scaled_to_the_length_and_talking_gets_the_rest(minutes: int, shares: list[int]) -> None:
    plan = timing_plan(minutes, [])
    assert [step.minutes for step in plan] == shares
    assert [step.begins for step in plan] == [sum(shares[:number]) for number in range(5)]
    assert sum(shares) == minutes
    assert plan[2].what == "Discussion"


@pytest.mark.parametrize(
    ("prompts", "parts"),
    [
        (["One?"], [("One?", 30)]),
        (["One?", "Two?", "Three?"], [("One?", 10), ("Two?", 10), ("Three?", 10)]),
        (["One?", "Two?", "Three?", "Four?"], [("One?", 8), ("Two?", 8), ("Three?", 7), ("Four?", 7)]),
        (["Same?"] * 10, [("Same?", 3)] * 10),
        (["Same?"] * 11, [("Discussion", 30)]),
    ],
)
def test_prompts_share_the_discussion_unless_they_are_too_many(
    prompts: list[str], parts: list[tuple[str, int]]
) -> None:
    plan = timing_plan(60, prompts)
    assert [(step.what, step.minutes) for step in plan[2:-2]] == parts
    assert [step.begins for step in plan][:3] == [0, 5, 15]
    assert plan[-1].begins + plan[-1].minutes == 60
