from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.distribution import send_article
from revalidation.domain.distribution import ReadingState
from revalidation.domain.people import Actor
from revalidation.queries.reading import read_article
from tests import make
from tests.pages.looking import links, opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")


def sent(by: Actor, nurse: Actor, *titles: str) -> list[int]:
    ids = [make.article(by, title) for title in titles]
    for article_id in ids:
        people, now = [nurse.person_id], datetime.now(UTC)
        carry_out(send_article, actor=by, article_id=article_id, person_ids=people, now=now)
    return ids


def state_of(nurse: Actor, article_id: int) -> ReadingState | None:
    return look_up(read_article, actor=nurse, article_id=article_id).state


def test_without_anything_to_read_the_page_says_where_it_comes_from() -> None:
    page = opened("nurse/reading", by=make.person())
    assert "Once you have booked a session, what it reads is here" in texts(page)
    assert titles(press(page, "Find a session")) == ["Groups and sessions"]


def test_what_i_read_next_stands_above_what_i_was_sent() -> None:
    by, nurse = make.librarian(), make.person()
    sent(by, nurse, "Sent by itself")
    at = datetime.now(UTC) + timedelta(days=3)
    session_id = make.session(
        by, make.group(by), starts_at=at - timedelta(hours=5), articles=(make.article(by, "For the session"),)
    )
    carry_out(book, actor=nurse, session_id=session_id, now=datetime.now(UTC))
    full = make.session(by, make.group(by, "Others"), starts_at=at, capacity=1, articles=(make.article(by, "Wanted"),))
    for each in (make.person("First"), nurse):
        carry_out(book, actor=each, session_id=full, now=datetime.now(UTC))
    page = opened("nurse/reading", by=nurse)
    assert [each.value for each in page.header] == ["For your next sessions", "Sent to you"]
    said = texts(page)
    assert said.index("For the session") < said.index("Evening readers") < said.index("Sent by itself")
    assert said.count("Bowers L, et al. J Wards, 2019") == 3
    assert "Others, where you wait for a place" in said
    assert "Evening readers, where" not in said
    assert "in 2 days" in said or "in 3 days" in said
    assert said.count("Not opened") == 3


def test_forty_articles_are_read_in_pages() -> None:
    by, nurse = make.librarian(), make.person()
    sent(by, nurse, *(f"Article {number}" for number in range(40)))
    page = opened("nurse/reading", by=nurse)
    assert texts(page).count("Not opened") == 25
    assert "40 in all, 25 on a page." in texts(page)


def test_an_article_has_its_link_its_key_points_sheet_and_its_prompts() -> None:
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by, "On <b>wards</b>")
    page = opened("nurse/article", by=nurse, article=article_id)
    assert "On <b>wards</b>" in texts(page)
    assert "https://doi.org/10.1234/wards" in links(page)
    assert "What struck you?" in texts(page)
    assert f"/documents/key-points/{article_id}.pdf" in [
        str(getattr(each.proto, "url", "")) for each in page.get("link_button")
    ]
    assert "not here" in texts(opened("nurse/article", by=nurse, article=99))


def test_one_tap_says_how_far_and_another_takes_it_back() -> None:
    by, nurse = make.librarian(), make.person()
    (article_id,) = sent(by, nurse, "Sent by itself")
    page = opened("nurse/article", by=nurse, article=article_id)
    page.segmented_control(key=f"reading-{article_id}").set_value(ReadingState.READ).run()
    assert state_of(nurse, article_id) is ReadingState.READ
    assert "Read" in texts(opened("nurse/reading", by=nurse))
    page.segmented_control(key=f"reading-{article_id}").set_value(None).run()
    assert state_of(nurse, article_id) is None
