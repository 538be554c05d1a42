from dataclasses import replace

import pytest

from revalidation.domain.accounts import Written, must_be_whole, opening_line, said_progress
from revalidation.domain.refusals import NotFinishedYet, TooLong

FACTS = "In December 2026 I took part in “Evening readers” (reading group, 1 hour)."
WHOLE = Written(title="One", answers=("a", "b", "c", "d"), themes=("preserve_safety",))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (Written(), Written()),
        (WHOLE, WHOLE),
        (Written(title=" On \n time "), Written(title="On time")),
        (
            Written(answers=("- one\r\n  - two \n", "\x00", "", " ")),
            Written(answers=("- one\n  - two \n", "", "", " ")),
        ),
    ],
)
def test_a_draft_needs_nothing_and_keeps_what_was_typed(typed: Written, kept: Written) -> None:
    assert typed.checked() == kept


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (replace(WHOLE, title="t" * 301), "title"),
        (replace(WHOLE, answers=("a" * 20_001, "b", "c", "d")), "answer_1"),
        (replace(WHOLE, answers=("a", "b", "c", "d" * 20_001)), "answer_4"),
    ],
)
def test_what_is_too_long_is_said_beside_its_field(typed: Written, field: str) -> None:
    with pytest.raises(TooLong) as refused:
        typed.checked()
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("written", "field", "what"),
    [
        (replace(WHOLE, title=""), "title", "a short title or number"),
        (replace(WHOLE, answers=("", "b", "c", "d")), "answer_1", "an answer to question 1"),
        (replace(WHOLE, answers=("a", "b", " \n ", "d")), "answer_3", "an answer to question 3"),
        (replace(WHOLE, answers=("a", "b", "c", "")), "answer_4", "an answer to question 4"),
        (replace(WHOLE, themes=()), "themes", "at least one theme of the Code"),
        (Written(), "title", "a short title or number"),
    ],
)
def test_the_first_thing_that_is_missing_is_named(written: Written, field: str, what: str) -> None:
    with pytest.raises(NotFinishedYet) as refused:
        must_be_whole(written)
    assert refused.value.field == field
    assert refused.value.sentence == f"Before it can be finished, this account needs {what}."


def test_an_account_with_everything_is_whole() -> None:
    must_be_whole(WHOLE)


@pytest.mark.parametrize(
    ("citations", "line"),
    [
        ([], FACTS),
        (
            ["A. B.", "C. D."],
            f"{FACTS} We read and discussed: A. B. C. D.",
        ),
    ],
)
def test_question_one_opens_with_facts(citations: list[str], line: str) -> None:
    opened = opening_line(
        group="Evening readers", kind="Reading group", month="December 2026", length="1 hour", citations=citations
    )
    assert opened == line


@pytest.mark.parametrize(("finished", "said"), [(0, "0 of 5 finished"), (5, "5 of 5 finished"), (7, "7 of 5 finished")])
def test_progress_is_said_in_words(finished: int, said: str) -> None:
    assert said_progress(finished) == said
