from dataclasses import replace
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.articles import add_article
from revalidation.commands.imports import import_articles
from revalidation.domain.articles import Article
from revalidation.domain.duplicates import Duplicate, DuplicateChoice
from revalidation.domain.imports import Chosen, Outcome
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotADoi, NotForYourRole
from revalidation.queries.articles import articles, get_article
from revalidation.queries.duplicates import duplicates_in_library
from tests import make
from tests.at_once import at_once
from tests.make import NOON
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("database")

ONE = Article("Talking on the ward", authors="Bowers L", journal="J Wards", year=2015, doi="10.1000/wards")
SLEEP = Article("Sleep", year=2020, pmid="1234567")


def imported(by: Actor, *chosen: Chosen) -> Outcome:
    return carry_out(import_articles, actor=by, chosen=chosen, now=NOON)


def titles(by: Actor) -> list[str]:
    return [line.article.title for line in look_up(articles, actor=by, limit=100)[0]]


def test_an_import_adds_all_or_nothing() -> None:
    by = make.librarian()
    with pytest.raises(NotADoi):
        imported(by, Chosen(ONE), Chosen(replace(SLEEP, doi="nothing")))
    assert titles(by) == []
    assert imported(by, Chosen(ONE), Chosen(SLEEP)) == Outcome(2, 0, 0)
    assert titles(by) == ["Sleep", "Talking on the ward"]


def test_pressing_twice_adds_nothing_twice() -> None:
    by = make.librarian()
    imported(by, Chosen(ONE), Chosen(SLEEP))
    assert imported(by, Chosen(ONE), Chosen(SLEEP)) == Outcome(0, 0, 2)
    assert len(titles(by)) == 2


def test_two_librarians_who_import_the_same_at_once_add_it_once() -> None:
    by, other = make.librarian(), make.librarian("Other Librarian")
    outcomes = at_once([partial(imported, each, Chosen(ONE), Chosen(SLEEP)) for each in (by, other)])
    assert sorted(outcome.added for outcome in outcomes if isinstance(outcome, Outcome)) == [0, 2]
    assert len(titles(by)) == 2


@pytest.mark.parametrize(
    ("choice", "outcome", "kept"),
    [
        (DuplicateChoice.LEAVE, Outcome(0, 0, 1), ONE),
        (DuplicateChoice.FILL, Outcome(0, 1, 0), replace(ONE, volume="3")),
        (
            DuplicateChoice.REPLACE,
            Outcome(0, 1, 0),
            replace(ONE, title="Talking in wards", volume="3", doi="10.1000/WARDS"),
        ),
        (DuplicateChoice.BESIDE, Outcome(1, 0, 0), ONE),
    ],
)
def test_of_a_duplicate_becomes_what_was_chosen(choice: DuplicateChoice, outcome: Outcome, kept: Article) -> None:
    by = make.librarian()
    article_id = carry_out(add_article, actor=by, article=replace(ONE, prompts=("Why?",)), now=NOON)
    other = Article("Talking in wards", volume="3", doi="10.1000/WARDS")
    assert imported(by, Chosen(other, choice)) == outcome
    assert look_up(get_article, actor=by, article_id=article_id) == replace(kept, prompts=("Why?",))
    assert len(titles(by)) == 1 + outcome.added


def test_a_record_that_comes_twice_in_one_file_follows_the_first() -> None:
    by = make.librarian()
    again = [Chosen(replace(SLEEP, volume="7"), choice) for choice in DuplicateChoice]
    assert imported(by, Chosen(SLEEP), *again) == Outcome(2, 0, 1)
    lines, total = look_up(articles, actor=by)
    assert [line.article.volume for line in lines] == ["7", "7"]  # the first was filled in
    assert total == 2


def test_what_the_library_has_is_found_by_doi_pmid_or_title() -> None:
    by = make.librarian()
    one, sleep = (carry_out(add_article, actor=by, article=each, now=NOON) for each in (ONE, SLEEP))
    asked = [
        Article("Other", doi="10.1000/WARDS"),
        Article("Other", pmid="1234567"),
        Article("TALKING on the ward.", year=2015, authors="Bowers, Len"),
        Article("Talking on the ward", year=2014),
        Article("New"),
    ]
    found = look_up(duplicates_in_library, actor=by, articles=asked)
    assert {position: duplicate.article_id for position, duplicate in found.items()} == {0: one, 1: sleep, 2: one}
    assert found[1] == Duplicate(sleep, "Sleep")


def test_a_library_that_grows_takes_no_more_statements_and_many_records_fit_into_them(database: str) -> None:
    by = make.librarian()
    many = [Article(f"Article {number}", doi=f"10.1000/{number}", pmid=f"{number + 1}") for number in range(1200)]
    sent = []
    for begin in (0, 600):
        imported(by, *(Chosen(each) for each in many[begin : begin + 600]))
        with counted(database) as statements:
            assert len(look_up(duplicates_in_library, actor=by, articles=many)) == begin + 600
        sent.append(len(statements))
    assert sent[0] == sent[1] < 15


def test_a_large_import_says_how_far_it_is() -> None:
    by, heard = make.librarian(), list[float]()
    chosen = [Chosen(Article(f"Article {number}"), DuplicateChoice.LEAVE) for number in range(600)]
    carry_out(import_articles, actor=by, chosen=chosen, now=NOON, told=heard.append)
    assert heard == sorted(heard)
    assert len(set(heard)) > 6
    assert heard[0] == 0
    assert 0.8 < heard[-1] < 1


def test_only_librarians_import_and_ask_what_the_library_has() -> None:
    nurse = make.person()
    with pytest.raises(NotForYourRole):
        imported(nurse, Chosen(ONE))
    with pytest.raises(NotForYourRole):
        look_up(duplicates_in_library, actor=nurse, articles=[ONE])
