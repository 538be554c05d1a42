import pytest

from revalidation.domain.refusals import MinutesNeeded
from revalidation.domain.register import MARK_WORDS, WAS_THERE, Mark, minutes_attended


@pytest.mark.parametrize(
    ("mark", "given", "counted"),
    [
        (Mark.ATTENDED, None, 60),
        (Mark.ATTENDED, 5, 60),
        (Mark.ATTENDED_PART, 1, 1),
        (Mark.ATTENDED_PART, 45, 45),
        (Mark.ATTENDED_PART, 60, 60),
        (Mark.DID_NOT_ATTEND, None, 0),
        (Mark.DID_NOT_ATTEND, 45, 0),
    ],
)
def test_minutes_follow_the_mark(mark: Mark, given: int | None, counted: int) -> None:
    assert minutes_attended(mark, length=60, minutes=given) == counted


@pytest.mark.parametrize("given", [None, 0, -1, 61])
def test_a_part_needs_minutes_within_the_meeting(given: int | None) -> None:
    with pytest.raises(MinutesNeeded, match="between 1 and 60") as refused:
        minutes_attended(Mark.ATTENDED_PART, length=60, minutes=given)
    assert refused.value.field == "minutes"


def test_every_mark_has_its_words_and_two_mean_that_she_was_there() -> None:
    assert set(MARK_WORDS) == set(Mark)
    assert set(Mark) - set(WAS_THERE) == {Mark.DID_NOT_ATTEND}
