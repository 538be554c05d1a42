"""Asking for a literature search, and reading the answer."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.search_requests import answer_search, ask_for_search
from revalidation.domain.search_requests import SearchQuestion
from revalidation.queries.search_requests import my_searches, searches
from tests import make
from tests.pages.librarian.filling_in import field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def typed(page: AppTest, label: str, text: str) -> AppTest:
    field(page, "text_area", label).set_value(text)
    return page


def test_an_empty_page_says_what_it_is_for() -> None:
    assert "You have not asked for a search yet." in texts(opened("nurse/my_searches", by=make.person()))


def test_a_question_is_asked_answered_and_read() -> None:
    by, nurse = make.librarian(), make.person()
    page = press(opened("nurse/my_searches", by=nurse, new=1), "Ask the library")
    assert "Please fill in the question." in texts(page)
    page = typed(page, "Your question, at most 2,000 characters (required)", "Does <b>a walk</b> help?")
    page = press(page, "Ask the library")
    assert "The library has your question." in texts(page)
    ((line,), _) = look_up(my_searches, actor=nurse)
    assert "1 to take" in texts(opened("librarian/today", by=by))
    page = press(opened("librarian/searches", by=by, search=line.id), "Take this search")
    assert "Does <b>a walk</b> help?" in texts(page)
    page = press(typed(page, "What you found", "Two reviews say so."), "Send the answer")
    assert "The answer is on its way." in texts(page)
    assert "Two reviews say so." in texts(opened("nurse/my_searches", by=nurse, search=line.id))


def test_who_asks_from_an_article_or_a_session_sees_what_the_question_is_about() -> None:
    by, nurse, now = make.librarian(), make.person(), datetime.now(UTC)
    article_id = make.article(by, "On <b>sleep</b>")
    session_id = make.session(by, make.group(by), starts_at=now + timedelta(days=3), now=now)
    for about, said in (({"article": article_id}, "On <b>sleep</b>"), ({"session": session_id}, "Evening readers, ")):
        assert said in texts(opened("nurse/my_searches", by=nurse, new=1, **about))
    assert "is not here any more" in texts(opened("nurse/my_searches", by=nurse, new=1, article=article_id + 1))


def test_a_request_is_withdrawn() -> None:
    nurse, question = make.person(), SearchQuestion("Does it help?")
    request = carry_out(ask_for_search, actor=nurse, question=question, now=datetime.now(UTC))
    page = press(opened("nurse/my_searches", by=nurse, search=request), "Withdraw this request")
    page = press(page, "Withdraw it")
    assert "The request is withdrawn." in texts(page)
    assert "Withdrawn" in texts(opened("nurse/my_searches", by=nurse))


def test_an_answer_can_be_changed() -> None:
    by, nurse = make.librarian(), make.person()
    now = datetime.now(UTC)
    request = carry_out(ask_for_search, actor=nurse, question=SearchQuestion("Does it help?"), now=now)
    carry_out(answer_search, actor=by, search_request_id=request, answer="No.", article_ids=(), now=now)
    page = opened("librarian/searches", by=by, search=request)
    page = press(typed(page, "What you found", "Yes, a little."), "Send the answer")
    assert "Yes, a little." in texts(page)
    assert [line.id for line in look_up(searches, actor=by, is_open=False)[0]] == [request]
