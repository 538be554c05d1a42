"""Documents over a real socket: whose they are, and what is said when they can't be made."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from revalidation.acting import carry_out
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.bookings import book
from revalidation.commands.evidence import add_evidence
from revalidation.commands.sign_ins import sign_out_everywhere
from revalidation.domain.accounts import Written
from revalidation.domain.people import Actor, Role
from revalidation.packs.keeping import keep
from revalidation.packs.making import MadePack
from revalidation.web.downloads import downloads
from tests import make
from tests.make import NOON
from tests.web.serving import asked, cookie_of, served

WHOLE = Written("Łukasz’s <b>day</b>", ("What happened", "I learnt", "I changed", "Why"), ("preserve_safety",))
ALL = "/documents/reflective-accounts.pdf"


@pytest.fixture
def port(database: str) -> Iterator[int]:
    with served(downloads()) as port:
        yield port
    assert database


def finished_account(nurse: Actor, written: Written = WHOLE) -> int:
    now = datetime.now(UTC)
    account_id = carry_out(start_account, actor=nurse, session_id=None, now=now)
    carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=0, now=now)
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=now)
    return account_id


def one(account_id: int) -> str:
    return f"/documents/reflective-account/{account_id}.pdf"


def test_a_nurse_gets_her_account_as_a_pdf_that_nobody_caches(port: int) -> None:
    nurse = make.person()
    answer, content = asked(port, one(finished_account(nurse)), cookie_of(nurse))
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert unquote(answer.headers["Content-Disposition"]).startswith("attachment; filename*=UTF-8''Reflective account")
    text = PdfReader(BytesIO(content)).pages[0].extract_text()
    assert "Łukasz’s <b>day</b>" in text
    assert "I changed" in text


def test_all_finished_accounts_come_as_one_file_and_drafts_stay_out(port: int) -> None:
    nurse = make.person()
    for _ in range(2):
        finished_account(nurse)
    carry_out(start_account, actor=nurse, session_id=None, now=datetime.now(UTC))
    answer, content = asked(port, ALL, cookie_of(nurse))
    assert answer.status == 200
    assert len(PdfReader(BytesIO(content)).pages) == 2


def test_without_a_finished_account_one_sentence_says_so(port: int) -> None:
    answer, content = asked(port, ALL, cookie_of(make.person()))
    assert answer.status == 404
    assert b"There is no finished account to download yet." in content


def test_nobody_else_gets_it(port: int) -> None:
    account_id = finished_account(make.person("Author"))
    for other in (make.person("Other"), make.person("Lib", Role.LIBRARIAN)):
        answer, content = asked(port, one(account_id), cookie_of(other))
        assert answer.status in {403, 404}
        assert b"I changed" not in content
        assert b"%PDF" not in content


def test_a_stranger_and_an_ended_sign_in_are_sent_to_the_door(port: int) -> None:
    nurse = make.person()
    path, cookie = one(finished_account(nurse)), cookie_of(nurse)
    carry_out(sign_out_everywhere, actor=nurse, now=datetime.now(UTC))
    for each in ("", cookie, "revalidation=" + "x" * 43):
        answer, content = asked(port, path, each)
        assert answer.status == 303
        assert answer.headers["Location"] == "/"
        assert not content


def test_characters_that_no_face_can_draw_are_named_in_a_sentence(port: int) -> None:
    nurse = make.person()
    unprintable = Written("One", ("𗀀𗀁", "b", "c", "d"), ("preserve_safety",))
    answer, content = asked(port, one(finished_account(nurse, unprintable)), cookie_of(nurse))
    assert answer.status == 422
    assert "𗀀" in content.decode()
    assert b"<script" not in content


@pytest.mark.parametrize("number", ["0", "4711", "2147483648", "9" * 40])
def test_an_account_that_is_not_there_is_said_to_be_so(port: int, number: str) -> None:
    answer, content = asked(port, f"/documents/reflective-account/{number}.pdf", cookie_of(make.person()))
    assert answer.status == 404
    assert b"not here any more" in content


def run_sheet(session_id: int | str) -> str:
    return f"/documents/run-sheet/{session_id}.pdf"


def test_a_librarian_gets_the_run_sheet_of_a_session(port: int) -> None:
    by = make.librarian()
    answer, content = asked(port, run_sheet(make.session(by, make.group(by))), cookie_of(by))
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Run sheet – Evening readers – 2026-12-08.pdf" in unquote(answer.headers["Content-Disposition"])
    assert "Evening readers" in PdfReader(BytesIO(content)).pages[0].extract_text()


def test_nobody_else_gets_a_run_sheet_with_its_names_and_codes(port: int) -> None:
    by = make.librarian()
    path = run_sheet(make.session(by, make.group(by)))
    for cookie, status in (("", 303), (cookie_of(make.person()), 403)):
        answer, content = asked(port, path, cookie)
        assert answer.status == status
        assert b"%PDF" not in content


@pytest.mark.parametrize("number", ["0", "4711", "2147483648", "9" * 40])
def test_a_session_that_is_not_there_has_no_run_sheet(port: int, number: str) -> None:
    answer, content = asked(port, run_sheet(number), cookie_of(make.librarian()))
    assert answer.status == 404
    assert b"This session is not here any more" in content


PDF = b"%PDF-1.7 certificate"


def kept_file(nurse: Actor, name: str = "certificate.pdf", content: bytes = PDF) -> str:
    file_id = carry_out(add_evidence, actor=nurse, name=name, content=content, now=datetime.now(UTC))
    return f"/documents/evidence/{file_id}"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Łukasz’s certificate.pdf", PDF, "application/pdf"),
        ("card.png", b"\x89PNG\r\n\x1a\n<script>", "image/png"),
        ("card.jpg", b"\xff\xd8\xff<script>", "image/jpeg"),
    ],
)
def test_a_nurse_gets_her_own_file_as_it_was_and_never_shown_inline(
    port: int, name: str, content: bytes, kind: str
) -> None:
    nurse = make.person()
    answer, got = asked(port, kept_file(nurse, name, content), cookie_of(nurse))
    assert (answer.status, got) == (200, content)
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-store"
    assert unquote(answer.headers["Content-Disposition"]) == f"attachment; filename*=UTF-8''{name}"


def test_nobody_else_gets_her_file(port: int) -> None:
    path = kept_file(make.person("Owner"))
    for cookie, status in (
        ("", 303),
        (cookie_of(make.person("Other")), 404),
        (cookie_of(make.person("Lib", Role.LIBRARIAN)), 403),
    ):
        answer, content = asked(port, path, cookie)
        assert answer.status == status
        assert PDF not in content


@pytest.mark.parametrize("number", ["0", "4711", "2147483648", "9" * 40])
def test_a_file_that_is_not_there_is_said_to_be_so(port: int, number: str) -> None:
    answer, _ = asked(port, f"/documents/evidence/{number}", cookie_of(make.person()))
    assert answer.status == 404


def test_whoever_attended_gets_a_statement_and_whoever_booked_does_not(port: int) -> None:
    by, nurse, other = make.librarian(), make.person("Amina Khan"), make.person("Ben Other")
    session_id = make.session(by, make.group(by), starts_at=NOON)
    for each in (nurse, other):
        carry_out(book, actor=each, session_id=session_id, now=NOON - timedelta(hours=1))
    make.attended(by, session_id, nurse, now=NOON)
    path = f"/documents/statement/{session_id}.pdf"
    answer, content = asked(port, path, cookie_of(nurse))
    assert answer.status == 200
    name = "Statement of attendance – Evening readers – Amina Khan – 2026-12-01.pdf"
    assert name in unquote(answer.headers["Content-Disposition"])
    text = PdfReader(BytesIO(content)).pages[0].extract_text()
    assert "Amina Khan" in text
    assert "Ben Other" not in text
    again = PdfReader(BytesIO(asked(port, path, cookie_of(nurse))[1])).pages[0].extract_text()
    assert re.findall(r"Reference (RG-\S+)", again) == re.findall(r"Reference (RG-\S+)", text) != []
    for cookie, status in ((cookie_of(other), 404), (cookie_of(by), 403), ("", 303)):
        answer, content = asked(port, path, cookie)
        assert answer.status == status
        assert b"%PDF" not in content


@pytest.mark.parametrize("number", ["0", "4711", "2147483648", "9" * 40])
def test_a_session_that_is_not_there_has_no_statement(port: int, number: str) -> None:
    answer, _ = asked(port, f"/documents/statement/{number}.pdf", cookie_of(make.person()))
    assert answer.status == 404


def test_a_pack_is_given_to_whoever_made_it_and_to_nobody_else(port: int) -> None:
    nurse, other = make.person(), make.person("Other")
    token = keep(nurse, MadePack("Evidence pack.pdf", b"%PDF-1.7", 1, ()), datetime.now(UTC))
    address = f"/documents/evidence-pack/{token}.pdf"
    answer, content = asked(port, address, cookie_of(nurse))
    assert (answer.status, content, answer.headers["Cache-Control"]) == (200, b"%PDF-1.7", "no-store")
    answer, content = asked(port, address, cookie_of(other))
    assert answer.status == 404
    assert b"no longer kept" in content
    assert asked(port, address)[0].status == 303


def test_the_figures_are_for_librarians_in_both_forms(port: int) -> None:
    by, nurse = make.librarian(), make.person()
    for path, name, begins in (
        ("/documents/evaluation/last-12-months.xlsx", "Evaluation – Last 12 months.xlsx", b"PK"),
        ("/documents/evaluation/everything.csv", "Evaluation – Everything.csv", b"\xef\xbb\xbfTable"),
    ):
        answer, content = asked(port, path, cookie_of(by))
        assert content.startswith(begins)
        assert unquote(answer.headers["Content-Disposition"]).endswith(name)
        assert answer.headers["Cache-Control"] == "no-store"
        answer, content = asked(port, path, cookie_of(nurse))
        assert (answer.status, b"for librarians" in content) == (403, True)
        answer, _content = asked(port, path)
        assert answer.status == 303
