from datetime import date

import pytest

from revalidation.domain.accounts import Answers, Written
from revalidation.domain.nmc import reflective_accounts_form_in_force
from revalidation.domain.weak_points import weak_points

THEMES = reflective_accounts_form_in_force(date(2026, 11, 24)).themes
CHANGED = "I now ask every patient what matters to them."


def fields(*answers: str, themes: tuple[str, ...] = ()) -> list[str]:
    first, second, third, fourth = (*answers, "", "", "", "")[:4]
    whole: Answers = (first, second, third, fourth)
    return [each.field for each in weak_points(Written("T", whole, themes), THEMES)]


@pytest.mark.parametrize(
    "third",
    [
        "I will ask more open questions.",
        "From next week I'll bring this to handover.",
        "I’m going to share it with the team.",
        "I am going to share it.",
        "I plan to read more about it.",
    ],
)
def test_what_is_only_intended_is_pointed_out_under_question_3(third: str) -> None:
    assert fields("", "", third) == ["answer_3"]


@pytest.mark.parametrize(
    "third",
    [
        CHANGED,
        "I have changed the way I open a conversation.",
        "We moved handover to the bedside.",
        "Since then two colleagues do the same.",
        "I spoke to my team about it and wrote a prompt for the board.",
        "He willingly told us more, and I listened.",
        "Goodwill matters; I made time for it.",
    ],
)
def test_a_change_that_was_made_is_left_alone(third: str) -> None:
    assert fields("", "", third) == []


def test_an_answer_without_any_change_is_pointed_out() -> None:
    assert fields("", "", "This was about silence in conversations.") == ["answer_3"]


@pytest.mark.parametrize("second", ["I learned a lot.", "It was very informative.", "A good refresher for me."])
def test_learning_that_could_be_about_anything_is_pointed_out(second: str) -> None:
    assert fields("", second) == ["answer_2"]


def test_a_common_phrase_in_a_full_answer_is_left_alone() -> None:
    assert fields("", f"I learned a lot. {'That silence of ten seconds is not too long. ' * 8}") == []


@pytest.mark.parametrize(
    ("fourth", "chosen", "expected"),
    [
        ("I kept risk in view and raised a concern.", ("preserve_safety",), []),
        ("It was about hearing somebody out.", ("preserve_safety",), ["answer_4"]),
        ("It was about hearing somebody out.", (), []),
        ("Preserve safety: as above.", ("preserve_safety",), []),
        ("Her dignity came first.", ("prioritise_people", "promote_professionalism_and_trust"), ["answer_4"]),
        ("", ("preserve_safety",), []),
    ],
)
def test_a_chosen_theme_without_a_word_on_it_is_pointed_out(
    fourth: str, chosen: tuple[str, ...], expected: list[str]
) -> None:
    assert fields("", "", "", fourth, themes=chosen) == expected


def test_what_is_empty_is_not_weak() -> None:
    assert fields() == []


def test_each_sentence_helps_and_none_grades() -> None:
    weak = Written("T", ("", "I learned a lot.", "I will change.", "About nothing."), ("preserve_safety",))
    for each in weak_points(weak, THEMES):
        assert "!" not in each.sentence
        assert "weak" not in each.sentence.lower()
