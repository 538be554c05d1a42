"""Topics, bulletins and interest, as a librarian keeps and sees them."""

from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bulletins import set_bulletin_line
from revalidation.commands.installation import claim
from revalidation.commands.interests import say_interest
from revalidation.commands.topics import add_topic, follow_topic, set_topics
from revalidation.domain.people import Actor, Role
from revalidation.domain.topics import Topic, starter_topics
from revalidation.queries.interests import find_asked_first
from revalidation.queries.sessions import upcoming_sessions
from tests import make
from tests.pages.librarian.filling_in import all_of, field
from tests.pages.looking import opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")

NOW = datetime.now(UTC).replace(microsecond=0)
EVIL = "![x](https://evil.example/t.png) <b>bold</b> $x$"


def about(by: Actor, article_id: int, name: str) -> int:
    topic_id = carry_out(add_topic, actor=by, topic=Topic(name))
    carry_out(set_topics, actor=by, article_id=article_id, topic_ids=(topic_id,), now=NOW)
    return topic_id


def test_a_library_without_topics_starts_with_the_list_and_one_press() -> None:
    page = opened("librarian/topics", by=make.librarian())
    assert "Start with our list of" in texts(page)
    number = len(starter_topics())
    page = press(page, f"Add the {number} topics")
    assert f"{number} topics are added." in texts(page)
    assert f"{number} in all" in texts(page)
    assert sum(button.label == "Change" for button in page.button) == 25
    page = field(page, "text_input", "Words in a topic").set_value("wound").run()
    assert "Pressure ulcers and wounds" in texts(page)
    assert "Acute inpatient care" not in texts(page)


def test_a_topic_is_added_changed_retired_and_brought_back() -> None:
    by = make.librarian()
    page = press(opened("librarian/topics", by=by), "Save the topic")
    assert "Please fill in a name for the topic." in texts(page)
    field(page, "text_input", "Name (required)").set_value("Sleep")
    page = press(page, "Save the topic")
    assert "No article yet, nobody follows it yet" in texts(page)
    page = press(page, "Change")
    field(page, "text_input", "Name (required)").set_value("Sleep and nights")
    assert "The topic is changed." in texts(press(page, "Save the topic"))
    assert "Bring it back" in [each.label for each in press(page, "Retire this topic").button]
    page = press(page, "Back to all topics")
    assert "Retired" in texts(page)
    page = press(press(page, "Change"), "Bring it back")
    assert "The topic is offered again." in texts(page)


def test_an_articles_topics_are_chosen_on_its_page_and_narrow_the_lists() -> None:
    by = make.librarian()
    article_id = make.article(by)
    make.article(by, "Another article")
    make.session(by, make.group(by), starts_at=NOW + timedelta(days=2), articles=(article_id,))
    assert "There are no topics yet." in texts(opened("librarian/article", by=by, article=article_id))
    topic_id = carry_out(add_topic, actor=by, topic=Topic("Sleep"))
    page = opened("librarian/article", by=by, article=article_id)
    field(page, "multiselect", "What it is about").set_value([topic_id])
    assert "The topics are saved." in texts(press(page, "Save the topics"))
    assert "Another article" not in texts(opened("librarian/articles", by=by, topic="Sleep"))
    assert "Talking on the ward" in texts(opened("librarian/schedule", by=by, topic="Sleep"))
    about(by, make.article(by, "Third"), "Pain")
    assert "No session fits these choices" in texts(opened("librarian/schedule", by=by, topic="Pain"))


def test_the_bulletins_page_says_when_to_how_many_and_in_which_words() -> None:
    carry_out(claim, is_demonstration=False, now=NOW)
    by, nurse = make.librarian(), make.person("Never Shown")
    assert "No article has a topic yet." in texts(opened("librarian/topics", by=by, show="Bulletins"))
    topic_id = about(by, make.article(by, EVIL), EVIL)
    carry_out(follow_topic, actor=nurse, topic_id=topic_id, now=NOW - timedelta(days=1))
    carry_out(set_bulletin_line, actor=by, line="Ask at the desk.")
    page = opened("librarian/topics", by=by, show="Bulletins")
    said = texts(page)
    assert f"New on your topics: {EVIL}" in said
    assert "Ask at the desk." in said
    assert "Every month" in said
    assert "Never Shown" not in said
    assert not [each for each in page.markdown if "evil" in each.value]
    field(page, "text_input", "The library’s own line (optional)").set_value("Open all night.")
    assert "Open all night." in texts(press(page, "Save the line"))


def test_interest_becomes_a_session_for_those_who_asked() -> None:
    by, nurse, other = make.librarian(), make.person("Never Shown"), make.person("Other")
    assert "Nobody has said so of an article yet." in texts(opened("librarian/interest", by=by))
    site_id, article_id = make.site(by), make.article(by, EVIL)
    make.group(by)
    for each in (nurse, other):
        carry_out(say_interest, actor=each, article_id=article_id, site_id=site_id, now=NOW)
    page = opened("librarian/interest", by=by)
    assert "Moor House: 2" in texts(page)
    assert "2 people" in texts(page)
    assert "Never Shown" not in texts(page)
    page = opened("librarian/new_session", by=by, article=article_id, site=site_id)
    assert field(page, "multiselect", "Articles").value == [article_id]
    assert field(page, "checkbox", "First ask the 2 people who would come to this article there").value is True
    page = press(page, "Schedule this session")
    assert "those who wanted it are asked first" in texts(page)
    (line,), _ = look_up(upcoming_sessions, actor=by, now=NOW)
    page = opened("librarian/meeting", by=by, session=line.id)
    assert "only those can book who were asked first (2 people)" in texts(page)
    assert "Everybody can book this session now." in texts(press(page, "Let everybody book now"))


def test_of_a_series_made_of_interest_the_first_session_asks_first() -> None:
    by, nurse = make.librarian(), make.person()
    site_id, article_id = make.site(by), make.article(by)
    make.group(by)
    carry_out(say_interest, actor=nurse, article_id=article_id, site_id=site_id, now=NOW)
    page = opened("librarian/new_session", by=by, article=article_id, site=site_id)
    page = field(page, "button_group", "How many").select("A series").run()
    (box,) = all_of(page, "checkbox")
    assert box.label.startswith("First ask the 1 person who would come to this article there to the session on ")
    assert "Everybody can book the later sessions at once." in texts(page)
    (button,) = (each for each in page.button if each.label.startswith("Schedule "))
    assert "Those who wanted the article are asked first to the first of them." in texts(button.click().run())
    lines, _ = look_up(upcoming_sessions, actor=nurse, now=NOW, limit=60)
    assert len(lines) > 1
    kept = [look_up(find_asked_first, actor=by, session_id=line.id, now=NOW) for line in lines]
    assert [each.people if each else 0 for each in kept] == [1, *([0] * (len(lines) - 1))]


def test_without_interest_there_a_session_is_made_as_ever() -> None:
    by, nurse = make.librarian(), make.person()
    article_id, site_id = make.article(by), make.site(by)
    make.group(by)
    carry_out(say_interest, actor=nurse, article_id=article_id, site_id=site_id, now=NOW)
    page = opened("librarian/new_session", by=by, article=article_id, site=0)
    assert not all_of(page, "checkbox")
    assert "The session is scheduled. Nurses can book it now." in texts(press(page, "Schedule this session"))


@pytest.mark.parametrize("name", ["topics", "interest"])
def test_a_nurse_is_refused(name: str) -> None:
    page = opened(f"librarian/{name}", by=make.person("Nurse", Role.NURSE))
    assert titles(page) == ["This page can't be shown"]
