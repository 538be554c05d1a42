"""Taking up reading prompts, and improving their wording."""

import pytest

from tests import make
from tests.pages.librarian.filling_in import field
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def test_prompts_of_the_set_are_taken_up_and_reworded_everywhere() -> None:
    by = make.librarian()
    assert "No article has a reading prompt yet." in texts(opened("librarian/prompts", by=by))
    article_id = make.article(by, prompts=())
    page = opened("librarian/article", by=by, article=article_id)
    assert "Please choose at least one prompt." in texts(press(page, "Add them to the article"))
    field(page, "multiselect", "Any article").set_value(["What surprised you, and what had you expected instead?"])
    page = press(page, "Add them to the article")
    assert "The article has more prompts." in texts(page)
    page = opened("librarian/prompts", by=by)
    assert "Asked of 1 article" in texts(page)
    field(page, "text_area", "Better wording").set_value("What <i>surprised</i> you?")
    page = press(page, "Change it in 1 article")
    assert "The prompt is reworded in 1 article." in texts(page)
    assert "What <i>surprised</i> you?" in texts(page)
