"""My data on the screen: what was done with it, erasing it, and the follow-up behind a link."""

from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.follow_ups import ask_follow_ups
from revalidation.domain.follow_ups import Used
from revalidation.queries.follow_ups import find_my_follow_up
from revalidation.queries.passages import my_passages
from revalidation.storage.links import link_token
from tests import make
from tests.make import PASSWORD
from tests.pages.looking import opened, press, texts, titles
from tests.whole_nurse import whole_nurse

pytestmark = pytest.mark.usefixtures("empty_sqlite")


def test_erasing_shows_numbers_asks_for_the_password_and_ends_on_a_plain_page() -> None:
    make.librarian("Somebody Else")
    nurse = make.person(password=PASSWORD)
    make.finished_account(nurse)
    page = opened("nurse/erase", nurse)
    assert "1 reflective account, with all versions" in texts(page)
    page.text_input[0].set_value("wrong words here")
    page = press(page, "Erase everything of mine")
    assert "That is not your current password." in texts(page)
    page.text_input[0].set_value(PASSWORD)
    page = press(page, "Erase everything of mine")
    assert titles(page) == ["Everything is deleted"], texts(page)


def test_my_data_lists_what_was_done_in_plain_words() -> None:
    nurse = make.person()
    assert "Signed in (you)" in texts(opened("nurse/my_data", nurse))


def test_a_follow_up_is_answered_behind_its_link_without_showing_a_word() -> None:
    whole = whole_nurse("Mine alone")
    page = opened()
    page.switch_page("pages/guest/follow_up.py")
    page.query_params["token"] = link_token("follow_up", 1)
    carry_out(ask_follow_ups, now=make.NOON + timedelta(days=1))
    page.run()
    if titles(page) == ["Have you used it since?"]:
        pytest.fail(texts(page))
    assert "Mine alone" not in texts(page)
    page.radio[0].set_value(Used.NO)  # no run between: a form keeps its values until it is sent
    press(page, "Send my answer")
    mine = look_up(find_my_follow_up, actor=whole.nurse, session_id=whole.attended)
    assert mine
    assert (mine.used, mine.words) == (Used.NO, "Mine alone")


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("Mrs Patel told us what it was like.", "1 passage could identify somebody"),
        ("We now talk at every bedside.", "The check found nothing that could identify somebody."),
    ],
)
def test_a_passage_is_looked_through_before_it_is_lent(passage: str, said: str) -> None:
    nurse = make.person()
    account_id = make.finished_account(nurse)
    page = opened("nurse/account", nurse, account=account_id)
    page.text_area[0].set_value(passage)
    page = press(page, "Lend this passage")
    assert said in texts(page)
    assert ("“Mrs Patel”" in texts(page)) == ("Patel" in passage)
    assert look_up(my_passages, actor=nurse) == []
    page.button(key="really_lend").click().run()
    assert "The library can read this passage now" in texts(page)
    assert [each.words for each in look_up(my_passages, actor=nurse)] == [passage]


def test_no_words_are_no_passage() -> None:
    nurse = make.person()
    page = opened("nurse/account", nurse, account=make.finished_account(nurse))
    assert "Please fill in the words you want to lend." in texts(press(page, "Lend this passage"))
