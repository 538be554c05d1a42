"""Bulletins: what is new on the topics that somebody follows, in one message a week or a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from revalidation.domain.articles import Article
from revalidation.domain.bank_holidays import Nation, bank_holidays
from revalidation.domain.library import CitationStyle
from revalidation.domain.text import line
from revalidation.domain.times import from_local, local

COMES_AT = time(7)
SETTLES = timedelta(minutes=5)  # so long after the moment one is written: what was just being saved then belongs to it
MOST_ARTICLES = 40  # in one bulletin: the newest; the rest is on the page of topics
LINE_LIMIT = 300
_SATURDAY = 5


class BulletinEvery(StrEnum):
    """How often a bulletin comes."""

    WEEK = "week"
    MONTH = "month"


BULLETIN_WORDS = {
    BulletinEvery.WEEK: "Every week",
    BulletinEvery.MONTH: "Every month",
}
WHEN_WORDS = {
    BulletinEvery.WEEK: "every Monday",
    BulletinEvery.MONTH: "on the first working day of the month",
}
USUAL = BulletinEvery.MONTH


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that is new to somebody, with the topic that it is news of."""

    article_id: int
    article: Article
    topic: str


@dataclass(frozen=True, slots=True)
class NewOnTopic:
    """What a bulletin says of one topic."""

    topic: str
    articles: tuple[NewArticle, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What one bulletin holds: the library's own line, what is new topic by topic, and how it is cited."""

    line: str
    topics: tuple[NewOnTopic, ...]
    style: CitationStyle = CitationStyle.VANCOUVER

    @property
    def articles(self) -> int:
        """How many articles it names."""
        return sum(len(each.articles) for each in self.topics)


def by_topic(news: Iterable[NewArticle]) -> tuple[NewOnTopic, ...]:
    """The same sorted under their topics, by name; an article about several stands under the first of them."""
    found: dict[str, dict[int, NewArticle]] = {}
    placed: set[int] = set()
    for each in sorted(news, key=lambda new: (new.topic.casefold(), new.article.title.casefold(), new.article_id)):
        if each.article_id not in placed:
            placed.add(each.article_id)
            found.setdefault(each.topic, {})[each.article_id] = each
    return tuple(NewOnTopic(topic, tuple(articles.values())) for topic, articles in found.items())


def last_due(every: BulletinEvery, now: datetime) -> datetime:
    """When the newest bulletin became due: on a Monday or the first working day of a month, at 7 in London."""
    today = local(now).date()
    due = _due(every, today)
    return due if due <= now else _due(every, _day_before(every, today))


def next_due(every: BulletinEvery, now: datetime) -> datetime:
    """When the next bulletin becomes due."""
    today = local(now).date()
    due = _due(every, today)
    return due if due > now else _due(every, _day_after(every, today))


def checked_line(typed: str) -> str:
    """The library's own line in bulletins; empty for none. Raises TooLong."""
    return line(typed, "the line", field="bulletin_line", required=False, limit=LINE_LIMIT)


def _due(every: BulletinEvery, day: date) -> datetime:
    """The moment in the week or month of this day."""
    first = day - timedelta(days=day.weekday()) if every is BulletinEvery.WEEK else _first_working_day(day)
    return from_local(first, COMES_AT)


def _first_working_day(day: date) -> date:
    first = day.replace(day=1)
    days = [first + timedelta(days=number) for number in range(7)]
    off = bank_holidays(Nation.ENGLAND, days[0], days[-1])
    return next(each for each in days if each.weekday() < _SATURDAY and each not in off)


def _day_before(every: BulletinEvery, day: date) -> date:
    return day - timedelta(weeks=1) if every is BulletinEvery.WEEK else day.replace(day=1) - timedelta(days=1)


def _day_after(every: BulletinEvery, day: date) -> date:
    return day + timedelta(weeks=1) if every is BulletinEvery.WEEK else day + relativedelta(months=1, day=1)
