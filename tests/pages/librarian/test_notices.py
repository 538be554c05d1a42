"""Noting by hand that an article was retracted."""

from datetime import UTC, datetime, timedelta

import pytest

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
