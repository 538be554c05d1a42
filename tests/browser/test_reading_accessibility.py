"""The pages about reading, as test_accessibility.py looks at the others: with something on them, and with nothing."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.interests import say_interest
from revalidation.commands.notices import add_notice
from revalidation.commands.reading_lists import add_to_reading_list, choose_what_to_read
from revalidation.commands.search_requests import answer_search, ask_for_search
from revalidation.commands.topics import add_topic, follow_topic, set_topics
from revalidation.domain.notices import Notice, NoticeKind
from revalidation.domain.search_requests import SearchQuestion
from revalidation.domain.topics import Topic
from revalidation.queries.search_requests import my_searches
from tests import make
from tests.browser.axe import Houses, Seen, look_everywhere, pressing, unfold
from tests.browser.browsing import visiting
from tests.browser.houses import filling, first_librarian, serving_filled, token_of

FULL = [
    Seen("nurse", "/reading", "Talking on the ward"),
    Seen("nurse", "/read?article={article}", "How far have you read it?"),
    Seen("nurse", "/read?article={article}", "This article has been retracted"),
    Seen("nurse", "/my_topics?show=New+for+you", "Walking on the ward"),
    Seen("nurse", "/my_topics?show=Choose+topics", "You follow Sleep"),
    Seen("nurse", "/my_topics?show=Your+bulletin", "Your next bulletin"),
    Seen("nurse", "/my_searches", "Answered"),
    Seen("nurse", "/my_searches?new=1", "Your question", pressing("Ask the library", "Please fill in the question")),
    Seen("nurse", "/my_searches?search={search}", "What the library found"),
    Seen("nurse", "/next_article?group={group}", "First choice"),
    Seen("librarian", "/article?article={article}", "Topics", unfold),
    Seen("librarian", "/article", "What is it?", pressing("Save the article", "Please fill in a title")),
    Seen("librarian", "/import_articles", "Nothing is saved", pressing("Look through them", "Please paste something")),
    Seen("librarian", "/topics", "Sleep"),
    Seen("librarian", "/topics?topic={topic}", "Sleep"),
    Seen("librarian", "/topics?show=Bulletins", "bulletin"),
    Seen("librarian", "/interest", "Make a session"),
    Seen("librarian", "/new_session?article={walking}&site=0", "First ask"),
    Seen("librarian", "/searches", "Asked by"),
    Seen("librarian", "/searches?search={waiting}", "Take this search"),
    Seen("librarian", "/reading_list?group={group}", "What members would like to read"),
    Seen("librarian", "/prompts", "What struck you?"),
    Seen("librarian", "/people?show=Settings", "Citations and links"),
]
EMPTY = [
    Seen("new nurse", "/reading", "Once you have booked a session"),
    Seen("new nurse", "/my_topics", "The library has not set up any topics yet"),
    Seen("new nurse", "/my_searches", "You have not asked for a search yet"),
    Seen("new librarian", "/topics", "Topics and bulletins"),
    Seen("new librarian", "/interest", "Nobody has said so of an article yet"),
    Seen("new librarian", "/searches", "No search is waiting"),
    Seen("new librarian", "/prompts", "No article has a reading prompt yet"),
    Seen("new librarian", "/evaluation", "No session was over in this time"),
]


def fill() -> dict[str, object]:
    """Something on every page; gives what addresses need."""
    now = datetime.now(UTC)
    by, nurse = first_librarian(now), make.person("Siân Ŵyn")
    group_id, talking = make.group(by), make.article(by)
    walking, resting = (make.article(by, f"{title} on the ward") for title in ("Walking", "Resting"))
    session_id = make.session(by, group_id, starts_at=now + timedelta(days=3), articles=(talking,), now=now)
    carry_out(book, actor=nurse, session_id=session_id, now=now)
    topic_id = carry_out(add_topic, actor=by, topic=Topic("Sleep", "Sleep problems of patients"))
    carry_out(follow_topic, actor=nurse, topic_id=topic_id, now=now - timedelta(minutes=1))
    carry_out(set_topics, actor=by, article_id=walking, topic_ids=[topic_id], now=now)
    carry_out(say_interest, actor=nurse, article_id=walking, site_id=None, now=now)
    carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=[talking, walking, resting], now=now)
    carry_out(choose_what_to_read, actor=nurse, group_id=group_id, chosen=[walking], now=now)
    question = SearchQuestion("Does a walk before bed help sleep?")
    answered, waiting = (carry_out(ask_for_search, actor=nurse, question=question, now=now) for _ in range(2))
    found = [talking, walking]
    carry_out(answer_search, actor=by, search_request_id=answered, answer="It does.", article_ids=found, now=now)
    carry_out(add_notice, actor=by, article_id=talking, notice=Notice(NoticeKind.RETRACTION), now=now)
    assert look_up(my_searches, actor=nurse)[1] == 2
    return {
        "article": talking,
        "walking": walking,
        "group": group_id,
        "topic": topic_id,
        "search": answered,
        "waiting": waiting,
        "nurse": token_of(nurse),
        "librarian": token_of(by),
    }


@pytest.fixture(scope="module")
def houses(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """A database with people only, and a full one, both served."""
    bare, full = (tmp_path_factory.mktemp(name) for name in ("bare-reading", "full-reading"))
    with filling(bare) as bare_url:
        tokens: dict[str, object] = {
            "new librarian": token_of(first_librarian(datetime.now(UTC))),
            "new nurse": token_of(make.person()),
        }
    with filling(full) as full_url:
        ids = fill()
    with ExitStack() as open_now:
        addresses = [
            open_now.enter_context(serving_filled(bare_url, bare)),
            open_now.enter_context(serving_filled(full_url, full)),
        ]
        who = [("new librarian", "new nurse"), ("librarian", "nurse")]
        visitors = {
            name: open_now.enter_context(visiting(browser, address, token=str({**ids, **tokens}[name])))
            for address, names in zip(addresses, who, strict=True)
            for name in names
        }
        yield Houses(visitors, ids)


@pytest.mark.parametrize("seen", [*FULL, *EMPTY], ids=str)
def test_everybody_can_use_every_page_about_reading(houses: Houses, seen: Seen) -> None:
    look_everywhere(houses, seen)
