"""Files of articles and key-points sheets over a real socket: who gets them, and who reads why not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from revalidation.acting import carry_out
from revalidation.commands.article_files import add_article_file
from revalidation.commands.bookings import book
from revalidation.domain.article_files import Terms
from revalidation.domain.distribution import Basis
from revalidation.domain.people import Actor
from revalidation.web.downloads import downloads
from tests import make
from tests.make import give_out_files
from tests.web.serving import asked, cookie_of, served

PDF = b"%PDF-1.7 the whole article"


@pytest.fixture
def port(database: str) -> Iterator[int]:
    with served(downloads()) as port:
        yield port
    assert database


def kept(by: Actor, article_id: int, terms: Terms) -> str:
    carry_out(give_out_files, gives_out=True)
    what = {"article_id": article_id, "name": "Bowers.pdf", "content": PDF, "terms": terms}
    file_id = carry_out(add_article_file, actor=by, now=datetime.now(UTC), **what)  # type: ignore[arg-type]
    return f"/documents/article-file/{file_id}"


def test_a_file_goes_to_those_who_may_have_it_and_others_read_why_not(port: int) -> None:
    by, booked, other = make.librarian(), make.person("Booked"), make.person("Other")
    article_id = make.article(by)
    session_id = make.session(by, make.group(by), articles=(article_id,))
    carry_out(book, actor=booked, session_id=session_id, now=make.NOON)
    path = kept(by, article_id, Terms(Basis.PERMISSION, "Elsevier, by letter"))
    for actor in (by, booked):
        answer, content = asked(port, path, cookie_of(actor))
        assert (answer.status, content) == (200, PDF)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"
        assert unquote(answer.headers["Content-Disposition"]) == "attachment; filename*=UTF-8''Bowers.pdf"
    answer, content = asked(port, path, cookie_of(other))
    assert answer.status == 403
    assert b"only for people who have booked a session that reads it" in content
    assert asked(port, path)[0].status == 303
    carry_out(give_out_files, gives_out=False)
    answer, content = asked(port, path, cookie_of(by))
    assert (answer.status, PDF in content) == (403, False)
    assert b"The library gives out links only" in content


def test_a_key_points_sheet_goes_to_whoever_is_signed_in(port: int) -> None:
    by, nurse = make.librarian(), make.person()
    path = f"/documents/key-points/{make.article(by)}.pdf"
    for actor in (by, nurse):
        answer, content = asked(port, path, cookie_of(actor))
        assert answer.status == 200
        assert "Key points – Talking on the ward" in unquote(answer.headers["Content-Disposition"])
        assert "What struck you?" in PdfReader(BytesIO(content)).pages[0].extract_text()
    assert asked(port, path)[0].status == 303
    for number in ("0", "4711", "9" * 40):
        for what in ("key-points/{}.pdf", "article-file/{}"):
            assert asked(port, f"/documents/{what.format(number)}", cookie_of(nurse))[0].status == 404
