import pytest

from revalidation.domain.turnout import Turnout, said_turnout


@pytest.mark.parametrize(
    ("cases", "came", "booked", "likely"),
    [(9, 9, 8, None), (10, 10, 8, 8), (10, 0, 8, 0), (60, 43, 7, 5), (10, 5, 3, 2), (10, 5, 1, 1), (3000, 1, 7, 0)],
)
def test_the_likely_number_is_the_share_that_came_before(
    cases: int, came: int, booked: int, likely: int | None
) -> None:
    assert Turnout(cases, came).likely(booked) == likely


@pytest.mark.parametrize(
    ("turnout", "booked", "said"),
    [
        (Turnout(60, 43), 7, "About 5 of 7 are likely to come: 43 of 60 with a place came to Moor House."),
        (Turnout(4, 4), 7, "Too early to say how many will come: there are 4 cases so far, and it takes 10."),
        (Turnout(1, 1), 7, "Too early to say how many will come: there is one case so far, and it takes 10."),
        (Turnout(0, 0), 7, "Too early to say how many will come: there are no cases so far, and it takes 10."),
        (Turnout(60, 43), 0, ""),
    ],
)
def test_it_is_said_with_the_cases_it_rests_on(turnout: Turnout, booked: int, said: str) -> None:
    assert said_turnout(turnout, booked, "Moor House") == said
