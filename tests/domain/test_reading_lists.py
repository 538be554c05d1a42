import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalidation.domain.reading_lists import Standing, checked_choices, standings
from revalidation.domain.reading_refusals import ChosenIsRetracted, NotACandidate, RankedTwice
from revalidation.domain.refusals import Missing, Refusal

CANDIDATES = [11, 12, 13, 14]


@pytest.mark.parametrize(
    ("rankings", "expected"),
    [
        pytest.param([], [(11, 0, 0), (12, 0, 0), (13, 0, 0), (14, 0, 0)], id="nobody has chosen: as listed"),
        pytest.param([[13]], [(13, 3, 1), (11, 0, 0), (12, 0, 0), (14, 0, 0)], id="one choice is enough"),
        pytest.param(
            [[12, 11], [11, 12, 13]],
            [(11, 5, 1), (12, 5, 1), (13, 1, 0), (14, 0, 0)],
            id="equal in both: as listed",
        ),
        pytest.param(
            [[14, 12], [12, 13, 14], [13, 12, 14]],
            [(12, 7, 1), (13, 5, 1), (14, 5, 1), (11, 0, 0)],
            id="second choices count",
        ),
        pytest.param(
            [[11], [12, 13], [13, 12], [12, 11]],
            [(12, 8, 2), (11, 5, 1), (13, 5, 1), (14, 0, 0)],
            id="more points first",
        ),
        pytest.param(
            [[13, 14], [11, 14], [11, 14]],
            [(11, 6, 2), (14, 6, 0), (13, 3, 1), (12, 0, 0)],
            id="of equals the one with more first choices",
        ),
        pytest.param([[99, 12]], [(12, 3, 1), (11, 0, 0), (13, 0, 0), (14, 0, 0)], id="what has left moves others up"),
    ],
)
def test_how_candidates_stand(rankings: list[list[int]], expected: list[tuple[int, int, int]]) -> None:
    assert standings(CANDIDATES, rankings) == [Standing(*each) for each in expected]


@given(st.lists(st.lists(st.sampled_from([*CANDIDATES, 99]), unique=True, max_size=3), max_size=12))
def test_every_candidate_stands_once_and_no_point_is_lost(rankings: list[list[int]]) -> None:
    found = standings(CANDIDATES, rankings)
    assert sorted(each.article_id for each in found) == CANDIDATES
    given_points = sum(sum((3, 2, 1)[: len([each for each in ranking if each != 99])]) for ranking in rankings)
    assert sum(each.points for each in found) == given_points


@pytest.mark.parametrize(
    ("chosen", "kept"), [([12, None, None], (12,)), ([None, 13, 11], (13, 11)), ([14, 13, 12, 11], (14, 13, 12))]
)
def test_empty_choices_are_left_out(chosen: list[int | None], kept: tuple[int, ...]) -> None:
    assert checked_choices(chosen, CANDIDATES) == kept


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [
        ([], Missing),
        ([None, None], Missing),
        ([12, 12], RankedTwice),
        ([12, 99], NotACandidate),
        ([12, 15], ChosenIsRetracted),
    ],
)
def test_choices_that_make_no_sense_are_refused(chosen: list[int | None], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        checked_choices(chosen, CANDIDATES, retracted=[15])
