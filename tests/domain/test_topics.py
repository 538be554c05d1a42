import pytest

from revalidation.domain.refusals import Missing, TooLong
from revalidation.domain.topics import DESCRIPTION_LIMIT, NAME_LIMIT, Topic, said_articles, starter_topics


def test_the_list_to_start_with_has_about_seventy_topics_each_with_one_line_and_in_order() -> None:
    found = starter_topics()
    assert 65 <= len(found) <= 80
    assert [each.checked() for each in found] == list(found)
    assert all(each.description and not each.description.endswith(".") for each in found)
    names = [each.name.casefold() for each in found]
    assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("typed", "field"),
    [(Topic(" \n "), "name"), (Topic("x" * (NAME_LIMIT + 1)), "name"), (Topic("x", "y" * 201), "description")],
)
def test_a_topic_needs_a_name_and_stays_short(typed: Topic, field: str) -> None:
    assert DESCRIPTION_LIMIT == 200
    with pytest.raises((Missing, TooLong)) as refused:
        typed.checked()
    assert refused.value.field == field


def test_white_space_around_is_dropped() -> None:
    assert Topic("  Sleep \n and nights ", " Both\x00 ").checked() == Topic("Sleep and nights", "Both")


@pytest.mark.parametrize(("number", "said"), [(0, "No article yet"), (1, "1 article"), (12, "12 articles")])
def test_articles_are_counted_in_words(number: int, said: str) -> None:
    assert said_articles(number) == said
