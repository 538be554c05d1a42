"""Noting by hand that an article was retracted."""

from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out
from revalidation.commands.bookings import book
from revalidation.commands.interests import say_interest
from revalidation.commands.notices import add_notice
from revalidation.commands.reading_lists import add_to_reading_list
from revalidation.commands.topics import add_topic, follow_topic, set_topics
from revalidation.domain.notices import Notice, NoticeKind
from revalidation.domain.topics import Topic
from tests import make
from tests.pages.librarian.filling_in import field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def test_a_retraction_noted_by_hand_is_shown_wherever_the_article_is_and_can_be_taken_back() -> None:
    by, nurse, now = make.librarian(), make.person(), datetime.now(UTC)
    article_id = make.article(by)
    starts_at = now + timedelta(days=5)
    session_id = make.session(by, make.group(by), starts_at=starts_at, articles=(article_id,), now=now)
    page = opened("librarian/article", by=by, article=article_id)
    field(page, "text_input", "DOI of the notice").set_value("not a DOI")
    page = press(page, "Note it and tell people")
    assert "A DOI begins with 10." in texts(page)
    field(page, "text_input", "DOI of the notice").set_value("10.1234/notice")
    page = press(page, "Note it and tell people")
    retracted = "This article has been retracted"
    assert retracted in texts(page)
    assert retracted in texts(opened("nurse/session", by=nurse, session=session_id))
    assert retracted in texts(opened("librarian/meeting", by=by, session=session_id))
    assert "Article retracted" in texts(opened("librarian/today", by=by))
    page = press(page, "This is a mistake, take it back")
    assert retracted not in texts(page)


def test_whoever_lists_or_chooses_articles_sees_which_were_retracted() -> None:
    by, nurse, now = make.librarian(), make.person(), datetime.now(UTC)
    group_id, topic_id = make.group(by), carry_out(add_topic, actor=by, topic=Topic("Sleep"))
    gone, *kept = (make.article(by, title) for title in ("Gone", "Kept", "Doubted"))
    session_id = make.session(by, group_id, starts_at=now + timedelta(days=5), articles=(gone,), now=now)
    carry_out(book, actor=nurse, session_id=session_id, now=now)
    carry_out(follow_topic, actor=nurse, topic_id=topic_id, now=now)
    carry_out(set_topics, actor=by, article_id=gone, topic_ids=[topic_id], now=now)
    carry_out(say_interest, actor=nurse, article_id=gone, site_id=None, now=now)
    carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=[gone, *kept], now=now)
    carry_out(add_notice, actor=by, article_id=gone, notice=Notice(NoticeKind.RETRACTION), now=now)
    carry_out(add_notice, actor=by, article_id=kept[1], notice=Notice(NoticeKind.CONCERN), now=now)
    for listed, who in (
        ("librarian/articles", by),
        ("librarian/reading_list", by),
        ("librarian/interest", by),
        ("nurse/reading", nurse),
        ("nurse/topics", nurse),
    ):
        assert "Gone Retracted" in texts(opened(listed, by=who, group=group_id)), listed
    page = opened("nurse/next_article", by=nurse, group=group_id)
    assert "as its journal has retracted it: Gone" in texts(page)
    assert field(page, "selectbox", "First choice").options == ["Kept", "Expression of concern: Doubted"]
