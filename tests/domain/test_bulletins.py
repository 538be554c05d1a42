from datetime import UTC, datetime, timedelta

import pytest

from revalidation.domain.articles import Article
from revalidation.domain.bulletins import (
    LINE_LIMIT,
    Bulletin,
    BulletinEvery,
    NewArticle,
    by_topic,
    checked_line,
    last_due,
    next_due,
)
from revalidation.domain.refusals import TooLong

WEEK, MONTH = BulletinEvery.WEEK, BulletinEvery.MONTH


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "now", "last", "following"),
    [
        # a week: Mondays at 7 in London, whatever the clocks do
        (WEEK, "2026-12-01 12:00", "2026-11-30 07:00", "2026-12-07 07:00"),
        (WEEK, "2026-11-30 06:59", "2026-11-23 07:00", "2026-11-30 07:00"),
        (WEEK, "2026-11-30 07:00", "2026-11-30 07:00", "2026-12-07 07:00"),
        (WEEK, "2026-10-25 23:00", "2026-10-19 06:00", "2026-10-26 07:00"),
        (WEEK, "2027-03-28 12:00", "2027-03-22 07:00", "2027-03-29 06:00"),
        (WEEK, "2026-12-31 12:00", "2026-12-28 07:00", "2027-01-04 07:00"),
        # a month: its first working day
        (MONTH, "2026-12-01 12:00", "2026-12-01 07:00", "2027-01-04 07:00"),  # a holiday and a weekend before
        (MONTH, "2027-01-03 12:00", "2026-12-01 07:00", "2027-01-04 07:00"),
        (MONTH, "2026-11-01 12:00", "2026-10-01 06:00", "2026-11-02 07:00"),  # the 1st is a Sunday
        (MONTH, "2026-11-30 23:59", "2026-11-02 07:00", "2026-12-01 07:00"),
        (MONTH, "2027-01-31 12:00", "2027-01-04 07:00", "2027-02-01 07:00"),  # no 31st follows
        (MONTH, "2024-04-01 12:00", "2024-03-01 07:00", "2024-04-02 06:00"),  # Easter Monday
        (MONTH, "2026-06-30 23:30", "2026-06-01 06:00", "2026-07-01 06:00"),  # July already in London
    ],
)
def test_bulletins_are_due_on_mondays_or_on_the_first_working_day(
    every: BulletinEvery, now: str, last: str, following: str
) -> None:
    assert last_due(every, at(now)) == at(last)
    assert next_due(every, at(now)) == at(following)


@pytest.mark.parametrize("every", list(BulletinEvery))
def test_what_is_next_becomes_the_last_and_nothing_lies_between(every: BulletinEvery) -> None:
    now = at("2026-01-01 00:00")
    for _ in range(80):
        following = next_due(every, now)
        assert last_due(every, following) == following
        assert last_due(every, following - timedelta(seconds=1)) == last_due(every, now) < following
        now = following


def new(article_id: int, topic: str, title: str = "On nights") -> NewArticle:
    return NewArticle(article_id, Article(title), topic)


@pytest.mark.parametrize(
    ("news", "expected"),
    [
        ([], []),
        ([new(1, "Sleep")], [("Sleep", [1])]),
        ([new(1, "sleep"), new(2, "Autism"), new(3, "Zoster")], [("Autism", [2]), ("sleep", [1]), ("Zoster", [3])]),
        ([new(1, "Sleep", "B"), new(2, "Sleep", "a")], [("Sleep", [2, 1])]),
        ([new(1, "Sleep"), new(1, "Autism"), new(2, "Sleep")], [("Autism", [1]), ("Sleep", [2])]),
        ([new(1, "Sleep"), new(1, "Autism")], [("Autism", [1])]),
    ],
)
def test_each_article_stands_once_under_the_first_of_its_topics(
    news: list[NewArticle], expected: list[tuple[str, list[int]]]
) -> None:
    topics = by_topic(news)
    assert [(each.topic, [one.article_id for one in each.articles]) for each in topics] == expected
    assert Bulletin("", topics).articles == len({each.article_id for each in news})


def test_the_librarys_line_is_one_line_and_short() -> None:
    assert checked_line(" Ask\nus ") == "Ask us"
    assert checked_line("") == ""
    with pytest.raises(TooLong):
        checked_line("x" * (LINE_LIMIT + 1))
