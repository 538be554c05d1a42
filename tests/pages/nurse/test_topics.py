"""Topics as a nurse follows them, her bulletin, and saying that an article would make a good session."""

from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out
from revalidation.commands.interests import say_interest
from revalidation.commands.sessions import schedule_session
from revalidation.commands.topics import add_topic, follow_topic, set_topics
from revalidation.domain.people import Actor
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.topics import Topic
from tests import make
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")

NOW = datetime.now(UTC).replace(microsecond=0)
EVIL = "![x](https://evil.example/t.png) <b>bold</b> $x$"


def with_topic(nurse: Actor, name: str = "Sleep", title: str = "On nights") -> tuple[Actor, int]:
    """A librarian, and an article that is new on a topic which the nurse follows."""
    by = make.librarian()
    topic_id, article_id = carry_out(add_topic, actor=by, topic=Topic(name)), make.article(by, title)
    carry_out(follow_topic, actor=nurse, topic_id=topic_id, now=NOW - timedelta(hours=2))
    carry_out(set_topics, actor=by, article_id=article_id, topic_ids=(topic_id,), now=NOW - timedelta(hours=1))
    return by, article_id


def test_one_tap_follows_a_topic_and_one_tap_unfollows_it() -> None:
    by, nurse = make.librarian(), make.person()
    assert "The library has not set up any topics yet." in texts(opened("nurse/topics", by=nurse))
    for name in ("Sleep", "Pain"):
        carry_out(add_topic, actor=by, topic=Topic(name, "All of it"))
    page = opened("nurse/topics", by=nurse, about="slee")
    assert "Pain" not in texts(page)
    page = press(page, "Follow")
    assert "You follow Sleep." in texts(page)
    assert "You do not follow Sleep any more." in texts(press(page, "Unfollow"))


def test_what_is_new_is_listed_once_something_is_followed() -> None:
    nurse = make.person()
    with_topic(nurse, EVIL, EVIL)
    page = opened("nurse/topics", by=nurse)
    assert texts(page).count(EVIL) == 2
    assert not [each for each in page.markdown if "evil" in each.value]
    assert "You follow no topic yet." in texts(opened("nurse/topics", by=make.person("Other"), show="New for you"))


def test_the_bulletin_is_shown_before_it_comes_and_comes_as_often_as_she_says() -> None:
    nurse = make.person()
    with_topic(nurse)
    page = opened("nurse/topics", by=nurse, show="Your bulletin")
    assert "Bowers L, James K. On nights. J Wards. 2019." in texts(page)
    (often,) = (each for each in page.button_group if each.label == "How often it comes")
    assert often.value == "Every month"
    page = often.set_value("Every week").run()
    assert "Your bulletin comes every Monday." in texts(page)
    (often,) = (each for each in page.button_group if each.label == "How often it comes")
    page = often.set_value("No bulletin").run()
    assert "You will get no bulletin any more." in texts(page)
    assert "You get no bulletin." in texts(page)
    assert "You follow no topic yet, so none is sent." in texts(
        opened("nurse/topics", by=make.person("Other"), show="Your bulletin")
    )


def test_interest_is_said_with_a_place_and_taken_back() -> None:
    nurse = make.person()
    by, _article_id = with_topic(nurse)
    make.site(by)
    page = press(opened("nurse/topics", by=nurse), "Would make a good session")
    assert "The library sees how many people said so, not who." in texts(page)
    (where,) = (each for each in page.selectbox if each.label == "Where")
    assert where.options == ["Online", "Moor House"]
    page.button(key="say-interest-0").click().run()
    page = opened("nurse/topics", by=nurse)
    assert "You would come: Online" in texts(page)
    assert "That is taken back." in texts(press(page, "Take it back"))


def test_whoever_was_not_asked_first_reads_until_when_it_is_kept() -> None:
    asked, other = make.person("Asked"), make.person("Other")
    by, article_id = with_topic(asked)
    group_id = make.group(by)
    carry_out(say_interest, actor=asked, article_id=article_id, site_id=None, now=NOW)
    plan = SessionPlan(NOW + timedelta(days=9), 60, 8, 0, None, "https://meet.example/x", (article_id,))
    day = (NOW + timedelta(days=3)).date()
    session_id = carry_out(schedule_session, actor=by, group_id=group_id, plan=plan, last_day=day, now=NOW)
    listed = opened("nurse/sessions", by=other)
    assert f"Kept until {day:%a} {day.day} {day:%b %Y} for those who asked" in texts(listed)
    assert "Book" not in [each.label for each in listed.button]
    page = opened("nurse/session", by=other, session=session_id)
    assert "People who had asked for this session book first." in texts(page)
    assert not [each for each in page.button if each.label == "Book a place"]
    assert "You have a place." in texts(press(opened("nurse/session", by=asked, session=session_id), "Book a place"))
