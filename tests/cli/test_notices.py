"""`python -m revalidation notices`, with the catalogues played by a real server."""

from collections.abc import Iterator

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.cli.notices import check
from revalidation.commands.articles import add_article
from revalidation.domain.articles import Article
from revalidation.domain.notices import NoticeKind
from revalidation.domain.people import Actor
from revalidation.queries.notices import notices_of
from tests import make
from tests.make import NOON
from tests.reference_services import TALKING, Answer, Played, always, as_json, playing

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def played() -> Iterator[Played]:
    with playing() as one:
        yield one


def retracted(_played: Played, path: str) -> Answer | None:
    if not path.startswith("/crossref"):
        return None
    updates = [{"DOI": "10.5555/notice", "type": "retraction"}]
    return as_json({"message": TALKING | {"updated-by": updates}})


def article(by: Actor, doi: str) -> int:
    return carry_out(add_article, actor=by, article=Article("Talking", doi=doi), now=NOON)


def test_articles_are_checked_and_then_left_for_a_week(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    article_id = article(make.librarian(), str(TALKING["DOI"]))
    played.illness = retracted
    assert check(played.catalogues(), days=7, most=10) == 0
    said = capsys.readouterr().out
    assert "1 of 1 articles to check." in said
    assert "Done: 1 new notices, 0 articles could not be checked." in said
    assert [line.notice.kind for line in look_up(notices_of, article_ids=[article_id])[article_id]] == [
        NoticeKind.RETRACTION
    ]
    assert check(played.catalogues(), days=7, most=10) == 0
    assert "Every article has been checked lately." in capsys.readouterr().out


def test_when_the_services_are_down_the_rest_is_left_for_the_next_time(
    played: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    by = make.librarian()
    for number in range(9):
        article(by, f"10.5555/{number}")
    played.illness = always(500)
    assert check(played.catalogues(), days=7, most=100) == 5
    said = capsys.readouterr().out
    assert "The other 4 are left for the next time." in said
    played.illness = None
    assert check(played.catalogues(), days=7, most=100) == 0
