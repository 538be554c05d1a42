"""The library's articles as files for reference managers, over a real socket."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest

from revalidation.acting import look_up
from revalidation.queries.articles import articles_to_take_along
from revalidation.references.reading import read
from revalidation.web.downloads import downloads
from tests import make
from tests.web.serving import asked, cookie_of, served


@pytest.fixture
def port(empty_sqlite: str) -> Iterator[int]:
    with served(downloads()) as port:
        yield port
    assert empty_sqlite


@pytest.mark.parametrize(("ending", "kind"), [("ris", "research-info-systems"), ("bib", "bibtex")])
def test_a_librarian_takes_the_list_along_as_it_is_narrowed(port: int, ending: str, kind: str) -> None:
    by = make.librarian()
    for title in ("Talking on the ward", "Sleep & shifts – Łódź", "Sleep again"):
        make.article(by, title)
    answer, content = asked(port, f"/documents/articles.{ending}", cookie_of(by))
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert kind in answer.headers["Content-Type"]
    assert unquote(answer.headers["Content-Disposition"]).endswith(f".{ending}")
    everything = look_up(articles_to_take_along, actor=by)
    assert tuple(record.article for record in read(content)) == everything
    _, narrowed = asked(port, f"/documents/articles.{ending}?about=sleep%20%26", cookie_of(by))
    assert [record.article.title for record in read(narrowed) if record.article] == ["Sleep & shifts – Łódź"]


def test_nobody_else_takes_it_along(port: int) -> None:
    make.article(make.librarian(), "Talking on the ward")
    for cookie, status in (("", 303), (cookie_of(make.person()), 403)):
        answer, content = asked(port, "/documents/articles.ris", cookie)
        assert answer.status == status
        assert b"Talking" not in content
