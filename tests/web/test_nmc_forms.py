"""The NMC's logs and signed forms over a real socket: what is on them, and whose they are."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from revalidation.acting import carry_out
from revalidation.commands.cpd import add_cpd_entry
from revalidation.commands.feedback import add_feedback
from revalidation.commands.practice import add_practice_period
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.sign_offs import SignOffKind
from revalidation.web.downloads import downloads
from tests import make
from tests.signing import an_ask, ready_nurse, signed
from tests.signing import asked as asked_to_sign
from tests.web.serving import asked, cookie_of, served

TODAY = datetime.now(UTC).date()
LOGS = ("practice-hours-log", "cpd-log", "feedback-log")
BY_HAND = tuple(f"{kind}-to-sign-by-hand" for kind in SignOffKind)
PERIOD = PracticePeriod(
    TODAY, TODAY, "Moor House", "military", "education", 480, "one long day", "nurse", "Teaching wound care"
)


@pytest.fixture
def port(database: str) -> Iterator[int]:
    with served(downloads()) as port:
        yield port
    assert database


def got(port: int, name: str, actor: Actor) -> str:
    """The text of a document, white space evened out."""
    answer, content = asked(port, f"/documents/{name}.pdf", cookie_of(actor))
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert unquote(answer.headers["Content-Disposition"]).startswith("attachment; ")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_a_nurse_gets_her_logs_as_the_nmc_sets_them_out(port: int) -> None:
    nurse, now = make.person(), datetime.now(UTC)
    carry_out(add_practice_period, actor=nurse, period=PERIOD, now=now)
    entry = CpdEntry(TODAY, TODAY, "Course", "IV therapy", ("preserve_safety",), "", 120, 60)
    carry_out(add_cpd_entry, actor=nurse, entry=entry, now=now)
    piece = Feedback(TODAY, "Student", "Verbal", "Let her take the lead")
    carry_out(add_feedback, actor=nurse, feedback=piece, now=now)
    practice, cpd, feedback = (got(port, name, nurse) for name in LOGS)
    for said in ("Moor House", "Military Education 8 hours one long day Registered Nurse Teaching wound care"):
        assert said in practice
    assert "Course IV therapy Preserve safety 2 1 Total: 2 Total: 1" in cpd
    assert "Student Verbal Let her take the lead" in feedback


@pytest.mark.parametrize("name", LOGS)
def test_without_an_entry_the_log_comes_empty_to_be_filled_in_by_hand(port: int, name: str) -> None:
    assert "Guide to completing" in got(port, name, make.person())


@pytest.mark.parametrize("name", LOGS)
def test_what_ended_before_her_registration_period_is_not_printed(port: int, name: str) -> None:
    nurse, now, before = make.person(), datetime.now(UTC), date(2020, 1, 31)
    make.registered(nurse, renewal_on=date(TODAY.year + 1, 3, 31))
    old = CpdEntry(before, before, "Long ago", "Long ago", minutes=60)
    carry_out(add_cpd_entry, actor=nurse, entry=old, now=now)
    carry_out(add_feedback, actor=nurse, feedback=Feedback(before, "Long ago", "Verbal", "Long ago"), now=now)
    gone = PracticePeriod(before, before, "Long ago", "military", "education", 480, "", "nurse", "Long ago")
    carry_out(add_practice_period, actor=nurse, period=gone, now=now)
    assert "Long ago" not in got(port, name, nurse)


@pytest.mark.parametrize("kind", list(SignOffKind))
def test_a_signed_form_comes_as_it_was_signed_and_to_nobody_else(port: int, kind: SignOffKind) -> None:
    now = datetime.now(UTC)
    nurse, accounts = ready_nurse(now=now)
    made = asked_to_sign(nurse, an_ask(kind, accounts), now=now)
    signed(made.token, kind, now=now)
    text = got(port, f"signed-form/{made.sign_off_id}", nurse)
    assert "(typed as a signature on " in text
    for other in (make.person("Other"), make.person("Lib", Role.LIBRARIAN)):
        answer, content = asked(port, f"/documents/signed-form/{made.sign_off_id}.pdf", cookie_of(other))
        assert answer.status in {403, 404}
        assert b"%PDF" not in content


@pytest.mark.parametrize("name", BY_HAND)
def test_a_form_to_sign_by_hand_has_her_name_and_pin(port: int, name: str) -> None:
    nurse, _ = ready_nurse("Siân Ŵyn", now=datetime.now(UTC))
    text = got(port, name, nurse)
    assert "Name: Siân Ŵyn NMC Pin: 12A1234B" in text
    assert "Signature: Date:" in text


@pytest.mark.parametrize("name", [*LOGS, *BY_HAND])
def test_logs_and_forms_are_for_nurses_who_are_signed_in(port: int, name: str) -> None:
    for cookie, status in (("", 303), (cookie_of(make.librarian()), 403)):
        answer, content = asked(port, f"/documents/{name}.pdf", cookie)
        assert answer.status == status
        assert b"%PDF" not in content
