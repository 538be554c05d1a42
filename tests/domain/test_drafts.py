from datetime import UTC, datetime, timedelta

import pytest

from revalidation.domain.accounts import Written
from revalidation.domain.drafts import MOST_GONE, goes_on, gone, said_changes, words_in

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def saying(answer: str, title: str = "One", themes: tuple[str, ...] = ()) -> Written:
    return Written(title, (answer, "", "", ""), themes)


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        ("", "", 0),
        ("", "new", 0),
        ("one", "one two", 0),
        ("two", "one two", 0),
        ("one three", "one two three", 0),
        ("one two", "one", 4),
        ("one two three", "one three", 4),
        ("one two three", "one 2 three", 3),
        ("abc", "xyz", 3),
        ("aaaa", "aa", 2),
        ("🙂🙂", "🙂", 1),
    ],
)
def test_what_is_gone_is_what_lies_between_the_first_and_the_last_that_differs(
    before: str, after: str, number: int
) -> None:
    assert gone(before, after) == number


LONG = "x" * (MOST_GONE + 1)


@pytest.mark.parametrize(
    ("before", "after", "later", "goes"),
    [
        ("one", "one two", 4 * 60 + 59, True),
        ("one", "one two", 5 * 60, False),
        ("one", "one two", 24 * 3600, False),
        (LONG, LONG[:-1], 1, True),
        (LONG, LONG[:1], 1, True),
        (LONG, "", 1, False),
        (LONG, "another text that is longer than what stood there before", 1, False),
    ],
)
def test_a_version_is_taken_further_within_the_same_minutes_unless_much_is_gone(
    before: str, after: str, later: int, *, goes: bool
) -> None:
    now = NOON + timedelta(seconds=later)
    assert goes_on(saying(before), saying(after), saved_at=NOON, now=now) is goes
    assert goes_on(saying("", before), saying("", after), saved_at=NOON, now=now) is goes


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (saying("one"), saying("one"), "no word changed"),
        (saying(""), saying("one"), "1 word added"),
        (saying("one two"), saying("two one"), "no word changed"),
        (saying("one two"), saying("one"), "1 word taken out"),
        (saying("one two"), saying("one three four"), "2 words added, 1 taken out"),
        (saying("one"), saying("one", "Two"), "1 word added, 1 taken out"),
        (saying("one"), saying("one", themes=("preserve_safety",)), "themes changed"),
        (saying("one"), saying("one two", themes=("preserve_safety",)), "1 word added, themes changed"),
    ],
)
def test_changes_are_said_in_words(before: Written, after: Written, said: str) -> None:
    assert said_changes(before, after) == said


def test_words_are_those_of_the_answers() -> None:
    assert words_in(Written("A title", ("one two", " three\nfour ", "", "–"))) == 5
