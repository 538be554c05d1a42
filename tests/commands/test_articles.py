from dataclasses import replace

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.articles import add_article, change_article
from revalidation.commands.notices import add_notice
from revalidation.domain.articles import Article
from revalidation.domain.notices import Notice, NoticeKind
from revalidation.domain.refusals import Missing, NotADoi, NotALink, NotForYourRole, NotFound, Refusal
from revalidation.queries.articles import articles, articles_to_choose, get_article
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

ARTICLE = Article(
    title="Talking on the ward",
    authors="Bowers L; James K",
    journal="J Wards",
    year=2015,
    volume="52",
    issue="9",
    pages="1412-22",
    doi="10.1234/wards",
    link="https://library.example/wards",
    key_points="One\n\nTwo",
    prompts=("Why?", "What now?", "Who else?"),
)


def test_an_article_comes_back_as_it_was_typed_with_its_prompts_in_order() -> None:
    by = make.librarian()
    article_id = carry_out(add_article, actor=by, article=ARTICLE, now=NOON)
    assert look_up(get_article, actor=by, article_id=article_id) == ARTICLE


@pytest.mark.parametrize("prompts", [("Who else?", "Why?"), (), ("New",), ("Why?",) * 3])
def test_a_changed_article_has_only_its_new_prompts(prompts: tuple[str, ...]) -> None:
    by = make.librarian()
    article_id = carry_out(add_article, actor=by, article=ARTICLE, now=NOON)
    changed = replace(ARTICLE, title="Silence on the ward", year=None, prompts=prompts)
    carry_out(change_article, actor=by, article_id=article_id, article=changed)
    assert look_up(get_article, actor=by, article_id=article_id) == changed


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (replace(ARTICLE, title=" "), Missing),
        (replace(ARTICLE, doi="wards"), NotADoi),
        (replace(ARTICLE, link="javascript:x"), NotALink),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(wrong: Article, refusal: type[Refusal]) -> None:
    by = make.librarian()
    article_id = carry_out(add_article, actor=by, article=ARTICLE, now=NOON)
    with pytest.raises(refusal):
        carry_out(add_article, actor=by, article=wrong, now=NOON)
    with pytest.raises(refusal):
        carry_out(change_article, actor=by, article_id=article_id, article=wrong)
    assert look_up(articles, actor=by)[1] == 1
    assert look_up(get_article, actor=by, article_id=article_id) == ARTICLE


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["Alpha", "Beta 100%", "Gamma"]),
        ("  ", ["Alpha", "Beta 100%", "Gamma"]),
        ("BETA", ["Beta 100%"]),
        ("%", ["Beta 100%"]),
        ("_", []),
        ("smith", ["Gamma"]),
        ("lancet", ["Alpha"]),
        ("lancet  ALPHA", ["Alpha"]),
        ("lancet gamma", []),
        ("al\x00pha", ["Alpha"]),
    ],
)
def test_articles_are_found_by_title_authors_and_journal(search: str, found: list[str]) -> None:
    by = make.librarian()
    for article in (
        Article(title="Gamma", authors="Smith A"),
        Article(title="Alpha", journal="Lancet", prompts=("Why?",)),
        Article(title="Beta 100%"),
    ):
        carry_out(add_article, actor=by, article=article, now=NOON)
    lines, total = look_up(articles, actor=by, search=search)
    assert [line.article.title for line in lines] == found
    assert total == len(found)


def test_the_list_counts_sessions_and_prompts_and_comes_in_pages() -> None:
    by = make.librarian()
    group_id = make.group(by)
    first, second, third = (make.article(by, title) for title in ("Alpha", "Beta", "Gamma"))
    for chosen in ((first,), (first, second)):
        make.session(by, group_id, articles=chosen)
    lines, total = look_up(articles, actor=by, limit=2)
    assert [(line.id, line.sessions, line.prompts) for line in lines] == [(first, 2, 1), (second, 1, 1)]
    rest, again = look_up(articles, actor=by, limit=2, offset=2)
    assert [(line.id, line.sessions) for line in rest] == [(third, 0)]
    assert (total, again) == (3, 3)
    assert look_up(articles, actor=by, limit=2, offset=4) == ([], 3)


def test_a_choice_offers_a_few_that_fit_or_came_last_and_keeps_what_was_chosen() -> None:
    by = make.librarian()
    first, second, third, fourth = (make.article(by, title) for title in ("Sleep", "Alpha", "Sleep", "Beta"))
    carry_out(add_notice, actor=by, article_id=second, notice=Notice(NoticeKind.RETRACTION), now=NOON)

    def offered(search: str = "", *chosen: int, limit: int = 2) -> list[int]:
        found = look_up(articles_to_choose, actor=by, search=search, chosen=chosen, limit=limit)
        return [each.id for each in found.offered]

    assert offered() == [fourth, third]
    assert offered("", 999, first, third) == [first, third, fourth]
    assert offered("wards a", limit=9) == [second, fourth, first, third]
    assert offered("alpha", fourth) == [fourth, second]
    found = look_up(articles_to_choose, actor=by, search="sleep", chosen=[second], limit=1)
    assert (found.fitting, found.in_all) == (2, 4)
    assert [(each.notice, each.has_namesake) for each in found.offered] == [
        (NoticeKind.RETRACTION, False),
        (None, True),
    ]


def test_only_librarians_keep_and_list_articles_that_are_there() -> None:
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by)
    with pytest.raises(NotForYourRole):
        carry_out(add_article, actor=nurse, article=ARTICLE, now=NOON)
    with pytest.raises(NotForYourRole):
        carry_out(change_article, actor=nurse, article_id=article_id, article=ARTICLE)
    for query in (articles, articles_to_choose):
        with pytest.raises(NotForYourRole):
            look_up(query, actor=nurse, limit=5)
    with pytest.raises(NotForYourRole):
        look_up(get_article, actor=nurse, article_id=article_id)
    with pytest.raises(NotFound):
        look_up(get_article, actor=by, article_id=4711)
    with pytest.raises(NotFound):
        carry_out(change_article, actor=by, article_id=4711, article=ARTICLE)
