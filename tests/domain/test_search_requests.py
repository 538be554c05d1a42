from datetime import date

import pytest

from revalidation.domain.reading_refusals import NeededInThePast, SearchHasEnded
from revalidation.domain.refusals import Missing, Refusal, TooLong
from revalidation.domain.search_requests import (
    ANSWER_LIMIT,
    QUESTION_LIMIT,
    SearchAct,
    SearchQuestion,
    SearchState,
    checked_answer,
    state_after,
)

TODAY = date(2026, 12, 1)
ASKED, TAKEN, ANSWERED, WITHDRAWN = SearchState
TAKE, GIVE_BACK, ANSWER, WITHDRAW = SearchAct


@pytest.mark.parametrize(
    ("state", "act", "after"),
    [
        (ASKED, TAKE, TAKEN),
        (ASKED, GIVE_BACK, ASKED),
        (ASKED, ANSWER, ANSWERED),
        (ASKED, WITHDRAW, WITHDRAWN),
        (TAKEN, TAKE, TAKEN),
        (TAKEN, GIVE_BACK, ASKED),
        (TAKEN, ANSWER, ANSWERED),
        (TAKEN, WITHDRAW, WITHDRAWN),
        (ANSWERED, TAKE, None),
        (ANSWERED, GIVE_BACK, None),
        (ANSWERED, ANSWER, ANSWERED),
        (ANSWERED, WITHDRAW, None),
        (WITHDRAWN, TAKE, None),
        (WITHDRAWN, GIVE_BACK, None),
        (WITHDRAWN, ANSWER, None),
        (WITHDRAWN, WITHDRAW, WITHDRAWN),
    ],
)
def test_where_a_request_stands_after_an_act(state: SearchState, act: SearchAct, after: SearchState | None) -> None:
    if after is not None:
        assert state_after(state, act) is after
        return
    with pytest.raises(SearchHasEnded, match=f"has been {state.value} already"):
        state_after(state, act)


@pytest.mark.parametrize(
    ("question", "refusal", "field"),
    [
        (SearchQuestion("  \n "), Missing, "question"),
        (SearchQuestion("x" * (QUESTION_LIMIT + 1)), TooLong, "question"),
        (SearchQuestion("Does it help?", date(2026, 11, 30)), NeededInThePast, "needed_by"),
    ],
)
def test_a_question_that_cannot_be_searched_is_refused(
    question: SearchQuestion, refusal: type[Refusal], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        question.checked(TODAY)
    assert refused.value.field == field


def test_a_question_may_be_needed_today_and_keeps_its_lines() -> None:
    assert SearchQuestion(" Does it\nhelp? ", TODAY).checked(TODAY) == SearchQuestion("Does it\nhelp?", TODAY)


@pytest.mark.parametrize(("typed", "references", "kept"), [("Two reviews. ", 0, "Two reviews."), ("", 1, "")])
def test_an_answer_has_words_or_references(typed: str, references: int, kept: str) -> None:
    assert checked_answer(typed, references) == kept


@pytest.mark.parametrize(("typed", "refusal"), [(" ", Missing), ("x" * (ANSWER_LIMIT + 1), TooLong)])
def test_an_answer_without_either_or_too_long_is_refused(typed: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        checked_answer(typed, 0)
