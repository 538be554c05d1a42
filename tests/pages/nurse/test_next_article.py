"""A group's reading list, and its members choosing what comes next."""

from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out
from revalidation.commands.bookings import book
from revalidation.commands.reading_lists import add_to_reading_list, choose_what_to_read
from revalidation.domain.people import Actor
from tests import make
from tests.pages.librarian.filling_in import all_of, field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def a_group() -> tuple[Actor, Actor, int]:
    by, nurse, now = make.librarian(), make.person(), datetime.now(UTC)
    group_id = make.group(by)
    session_id = make.session(by, group_id, starts_at=now + timedelta(days=3), now=now)
    carry_out(book, actor=nurse, session_id=session_id, now=now)
    return by, nurse, group_id


def test_an_empty_list_says_what_it_is_for_and_there_is_nothing_to_choose_from() -> None:
    by, nurse, group_id = a_group()
    assert "Nothing is on this list yet." in texts(opened("librarian/reading_list", by=by, group=group_id))
    assert "nothing to choose from" in texts(opened("nurse/next_article", by=nurse, group=group_id))


def test_a_member_chooses_and_the_librarian_sees_it_without_her_name() -> None:
    by, nurse, group_id = a_group()
    articles = [make.article(by, title) for title in ("On <b>sleep</b>", "On walking")]
    carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=articles, now=datetime.now(UTC))
    assert "What should it read next?" in texts(opened("nurse/home", by=nurse))
    page = press(opened("nurse/next_article", by=nurse, group=group_id), "Keep my choices")
    assert "Please fill in at least your first choice." in texts(page)
    field(page, "selectbox", "First choice").set_value(articles[1])
    field(page, "selectbox", "Second choice").set_value(articles[0])
    page = press(page, "Keep my choices")
    assert "Your choices are kept." in texts(page)
    assert "What should it read next?" not in texts(opened("nurse/home", by=nurse))
    seen = texts(opened("librarian/reading_list", by=by, group=group_id))
    assert "1 person has chosen." in seen
    assert seen.index("On walking") < seen.index("On <b>sleep</b>")
    assert nurse.name not in seen


def test_whoever_does_not_belong_to_the_group_is_told_how_to() -> None:
    _, _, group_id = a_group()
    page = opened("nurse/next_article", by=make.person("Nurse Two"), group=group_id)
    assert "Book one, and you can choose too." in texts(page)


def test_entries_change_from_the_list() -> None:
    by, _, group_id = a_group()
    articles = [make.article(by, title) for title in ("On sleep", "On walking")]
    carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=articles, now=datetime.now(UTC))
    page = opened("librarian/reading_list", by=by, group=group_id)
    page = page.button(key=f"candidate-{articles[0]}").click().run()
    assert "Not to choose from" in texts(page)
    page = page.button(key=f"up-{articles[1]}").click().run()
    assert "It is one place higher." in texts(page)
    page = page.button(key=f"off-{articles[0]}").click().run()
    assert "On sleep" not in texts(page)


def test_a_long_list_comes_in_pages_and_the_first_five_can_be_planned() -> None:
    by, nurse, group_id = a_group()
    now = datetime.now(UTC)
    articles = [make.article(by, f"On sleep, part {number:02}.") for number in range(27)]
    carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=articles, now=now)
    carry_out(choose_what_to_read, actor=nurse, group_id=group_id, chosen=articles[6:7], now=now)
    page = opened("nurse/next_article", by=nurse, group=group_id)
    assert "Your first choice" in texts(page)
    assert texts(page).count("On sleep, part") == 25
    page = opened("librarian/reading_list", by=by, group=group_id)
    ways = [each.label for each in all_of(page, "page_link")]
    assert (ways.count("Plan a session"), ways.count("Open")) == (5, 25)
    assert texts(page).index("On sleep, part 06.") < texts(page).index("On sleep, part 00.")
    page = page.pagination[0].set_value(2).run()
    assert "On sleep, part 26." in texts(page)


def test_one_candidate_alone_asks_for_another() -> None:
    by, _, group_id = a_group()
    carry_out(add_to_reading_list, actor=by, group_id=group_id, article_ids=[make.article(by)], now=datetime.now(UTC))
    assert "One candidate leaves nothing to choose." in texts(opened("librarian/reading_list", by=by, group=group_id))
