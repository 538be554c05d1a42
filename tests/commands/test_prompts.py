import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.prompts import add_prompts, reword_prompt
from revalidation.domain.people import Actor
from revalidation.domain.prompts import MOST_PROMPTS
from revalidation.domain.reading_refusals import TooManyPrompts
from revalidation.domain.refusals import NotForYourRole, NotFound
from revalidation.queries.articles import get_article
from revalidation.queries.prompts import prompts, prompts_to_choose_from
from tests import make

pytestmark = pytest.mark.usefixtures("database")
A, B, C = "What struck you?", "What surprised you?", "What next?"


def asked(by: Actor, article_id: int) -> tuple[str, ...]:
    return look_up(get_article, actor=by, article_id=article_id).prompts


def test_prompts_are_added_after_those_that_are_there_and_each_once() -> None:
    by = make.librarian()
    article_id = make.article(by, prompts=(A,))
    carry_out(add_prompts, actor=by, article_id=article_id, texts=[B, A, B, C])
    assert asked(by, article_id) == (A, B, C)


def test_what_other_articles_ask_is_offered_before_the_starter_set() -> None:
    by = make.librarian()
    make.article(by, "One", (A, B))
    make.article(by, "Two", (B,))
    article_id = make.article(by, "Three", (A,))
    first, second, *_ = look_up(prompts_to_choose_from, actor=by, article_id=article_id)
    assert (first.heading, first.prompts, second.heading) == ("Asked of other articles", (B,), "Any article")


def test_a_better_wording_reaches_every_article_and_none_asks_it_twice() -> None:
    by = make.librarian()
    one, two, three = (make.article(by, title, given) for title, given in (("1", (A, B)), ("2", (C, A)), ("3", (C,))))
    assert carry_out(reword_prompt, actor=by, prompt=A, better=C) == 2
    assert (asked(by, one), asked(by, two), asked(by, three)) == ((C, B), (C,), (C,))
    assert [(line.text, line.articles) for line in look_up(prompts, actor=by)[0]] == [(C, 3), (B, 1)]
    assert [line.text for line in look_up(prompts, actor=by, search="SURPRISED")[0]] == [B]


def test_no_article_gets_too_many_and_nothing_is_added_then() -> None:
    by = make.librarian()
    article_id = make.article(by, prompts=(A,))
    with pytest.raises(TooManyPrompts):
        carry_out(add_prompts, actor=by, article_id=article_id, texts=[f"{n}?" for n in range(MOST_PROMPTS)])
    assert asked(by, article_id) == (A,)


def test_only_a_librarian_changes_prompts_and_only_those_that_are_asked() -> None:
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by, prompts=(A,))
    with pytest.raises(NotFound):
        carry_out(reword_prompt, actor=by, prompt=B, better=C)
    with pytest.raises(NotForYourRole):
        carry_out(reword_prompt, actor=nurse, prompt=A, better=C)
    with pytest.raises(NotForYourRole):
        carry_out(add_prompts, actor=nurse, article_id=article_id, texts=[B])
