from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.topics import (
    add_starter_topics,
    add_topic,
    bring_back_topic,
    change_topic,
    follow_topic,
    retire_topic,
    set_topics,
    unfollow_topic,
)
from revalidation.domain.filters import Filters
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import TopicRetired, TopicsThereAlready
from revalidation.domain.refusals import NameTaken, NotForYourRole, NotFound
from revalidation.domain.topics import Topic, starter_topics
from revalidation.queries.articles import articles
from revalidation.queries.sessions import upcoming_sessions
from revalidation.queries.topics import (
    get_topic,
    my_topics,
    newest_of_my_topics,
    topic_names,
    topics,
    topics_followed,
    topics_of,
    topics_to_choose,
)
from revalidation.storage.database import Db
from revalidation.storage.topics import ArticleTopicRow, TopicRow
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

DAY = timedelta(days=1)


def topic(by: Actor, name: str = "Sleep") -> int:
    return carry_out(add_topic, actor=by, topic=Topic(name))


def about(by: Actor, article_id: int, *topic_ids: int, days: int = 0) -> None:
    carry_out(set_topics, actor=by, article_id=article_id, topic_ids=topic_ids, now=NOON + days * DAY)


def test_the_starter_list_goes_once_into_a_library_without_topics() -> None:
    by = make.librarian()
    assert carry_out(add_starter_topics, actor=by) == len(starter_topics())
    lines, total = look_up(topics, actor=by, limit=200)
    assert [line.topic for line in lines] == list(starter_topics())
    assert total == len(lines)
    with pytest.raises(TopicsThereAlready):
        carry_out(add_starter_topics, actor=by)


def test_two_librarians_at_once_start_one_list() -> None:
    by = make.librarian()
    outcomes = at_once([partial(carry_out, add_starter_topics, actor=by)] * 4)
    assert sorted(isinstance(each, TopicsThereAlready) for each in outcomes) == [False, True, True, True]
    assert look_up(topics, actor=by)[1] == len(starter_topics())


def test_two_topics_never_have_one_name_however_it_is_written() -> None:
    by = make.librarian()
    sleep, nights = topic(by), topic(by, "Nights")
    for act in (
        partial(add_topic, actor=by, topic=Topic("SLEEP")),
        partial(change_topic, actor=by, topic_id=nights, topic=Topic(" sleep ")),
    ):
        with pytest.raises(NameTaken):
            carry_out(act)
    carry_out(change_topic, actor=by, topic_id=sleep, topic=Topic("SLEEP", "At last"))
    assert look_up(get_topic, actor=by, topic_id=sleep) == (Topic("SLEEP", "At last"), False)


def test_a_retired_topic_keeps_what_it_has_and_gets_nothing_new_until_it_is_brought_back() -> None:
    by, follower, newcomer = make.librarian(), make.person("Follows"), make.person("Comes Later")
    sleep, old, new = topic(by), make.article(by, "Old"), make.article(by, "New")
    about(by, old, sleep)
    carry_out(follow_topic, actor=follower, topic_id=sleep, now=NOON)
    carry_out(retire_topic, actor=by, topic_id=sleep)
    about(by, old, sleep, days=1)  # saving the article again
    with pytest.raises(TopicRetired):
        about(by, new, sleep)
    with pytest.raises(TopicRetired):
        carry_out(follow_topic, actor=newcomer, topic_id=sleep, now=NOON)
    assert look_up(topics_to_choose, actor=by) == {}
    assert look_up(my_topics, actor=newcomer) == ([], 0)
    ((line,), total) = look_up(my_topics, actor=follower)
    assert (line.articles, line.is_followed, total) == (1, True, 1)
    carry_out(bring_back_topic, actor=by, topic_id=sleep)
    about(by, new, sleep)
    carry_out(follow_topic, actor=newcomer, topic_id=sleep, now=NOON)


def test_an_article_is_news_of_a_topic_from_when_it_was_first_put_under_it() -> None:
    def since(db: Db) -> dict[int, object]:
        return {row.topic_id: row.added_at for row in db.scalars(select(ArticleTopicRow))}

    by = make.librarian()
    sleep, nights, article_id = topic(by), topic(by, "Nights"), make.article(by)
    about(by, article_id, sleep)
    about(by, article_id, sleep, nights, days=1)
    assert look_up(since) == {sleep: NOON, nights: NOON + DAY}
    about(by, article_id, nights, days=2)
    assert look_up(since) == {nights: NOON + DAY}
    assert look_up(topics_of, actor=by, article_id=article_id) == {nights: "Nights"}


def test_following_and_unfollowing_are_as_good_twice_as_once_and_counted_without_names() -> None:
    by, nurse, other = make.librarian(), make.person(), make.person("Other")
    sleep = topic(by)
    for _ in range(2):
        carry_out(follow_topic, actor=nurse, topic_id=sleep, now=NOON)
    carry_out(follow_topic, actor=other, topic_id=sleep, now=NOON)
    ((line,), _) = look_up(topics, actor=by)
    assert (line.followers, line.articles) == (2, 0)
    assert not {"person_id", "name", "names", "people"} & set(line.__slots__)
    for _ in range(2):
        carry_out(unfollow_topic, actor=nurse, topic_id=sleep)
    assert look_up(topics_followed, actor=nurse) == {}
    assert look_up(topics_followed, actor=other) == {sleep: "Sleep"}


def test_two_taps_at_once_follow_once() -> None:
    sleep, nurse = topic(make.librarian()), make.person()
    follow = partial(carry_out, follow_topic, actor=nurse, topic_id=sleep, now=NOON)
    assert at_once([follow] * 4) == [None] * 4
    assert look_up(topics_followed, actor=nurse) == {sleep: "Sleep"}


def test_the_newest_articles_of_ones_topics_come_first_and_each_once() -> None:
    by, nurse = make.librarian(), make.person()
    sleep, nights, rest = (topic(by, name) for name in ("Sleep", "Nights", "Rest"))
    first, second, third = (make.article(by, title) for title in ("First", "Second", "Third"))
    about(by, first, sleep, nights, days=1)
    about(by, second, nights, days=2)
    about(by, third, rest, days=3)
    for topic_id in (sleep, nights):
        carry_out(follow_topic, actor=nurse, topic_id=topic_id, now=NOON + 9 * DAY)
    lines, total = look_up(newest_of_my_topics, actor=nurse)
    assert [(line.id, line.topics) for line in lines] == [(second, ("Nights",)), (first, ("Nights", "Sleep"))]
    assert total == 2
    assert [line.id for line in look_up(newest_of_my_topics, actor=nurse, limit=1, offset=1)[0]] == [first]


def test_sessions_and_articles_are_narrowed_to_a_topic() -> None:
    by, nurse = make.librarian(), make.person()
    sleep, nights, article_id, other = topic(by), topic(by, "Nights"), make.article(by), make.article(by, "Other")
    about(by, article_id, sleep)
    group_id = make.group(by)
    session_id = make.session(by, group_id, articles=(other, article_id))
    make.session(by, group_id, starts_at=NOON + 8 * DAY, articles=(other,))
    assert look_up(topic_names) == {sleep: "Sleep"}  # a topic without articles narrows nothing

    def found(topic_id: int) -> list[int]:
        filters = Filters(topic_id=topic_id)
        return [line.id for line in look_up(upcoming_sessions, actor=nurse, now=NOON, filters=filters)[0]]

    assert (found(sleep), found(nights)) == ([session_id], [])
    assert [line.id for line in look_up(articles, actor=by, topic_id=sleep)[0]] == [article_id]
    assert look_up(articles, actor=by, topic_id=nights) == ([], 0)


def test_only_librarians_keep_topics_and_only_nurses_follow_them() -> None:
    by, nurse = make.librarian(), make.person()
    sleep, article_id = topic(by), make.article(by)
    for act in (
        partial(add_topic, actor=nurse, topic=Topic("Mine")),
        partial(add_starter_topics, actor=nurse),
        partial(change_topic, actor=nurse, topic_id=sleep, topic=Topic("Mine")),
        partial(retire_topic, actor=nurse, topic_id=sleep),
        partial(set_topics, actor=nurse, article_id=article_id, topic_ids=(), now=NOON),
        partial(follow_topic, actor=by, topic_id=sleep, now=NOON),
    ):
        with pytest.raises(NotForYourRole):
            carry_out(act)


def test_what_is_not_there_is_said_to_be_so() -> None:
    by, nurse = make.librarian(), make.person()
    for act in (
        partial(follow_topic, actor=nurse, topic_id=99, now=NOON),
        partial(set_topics, actor=by, article_id=make.article(by), topic_ids=(99,), now=NOON),
        partial(retire_topic, actor=by, topic_id=99),
    ):
        with pytest.raises(NotFound):
            carry_out(act)
    assert look_up(lambda db: db.scalars(select(TopicRow.id)).all()) == []
