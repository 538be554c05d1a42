"""The page that checks a statement of attendance: it shows what stands on that statement, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out
from revalidation.commands.bookings import book
from revalidation.commands.installation import set_up
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.statements import issue_statement
from revalidation.domain.people import Actor, Role
from revalidation.domain.register import Mark
from tests import make
from tests.make import PASSWORD
from tests.pages.looking import FRONT_DOOR, opened, press, texts

pytestmark = pytest.mark.usefixtures("database")
NOBODY = "There is no statement of attendance with this reference here."


def attended() -> tuple[Actor, int, Actor, str]:
    now = datetime.now(UTC)
    roles = frozenset({Role.LIBRARIAN})
    person_id = carry_out(
        set_up, name="Lib Rarian", email="lib@trust.example", password=PASSWORD, again=PASSWORD, roles=roles, now=now
    )
    by = Actor(person_id=person_id, name="Lib Rarian", email="lib@trust.example", roles=roles)
    nurse, other = make.person("Amina Khan"), make.person("Ben Other")
    session_id = make.session(by, make.group(by), starts_at=now, articles=(make.article(by),))
    for each in (nurse, other):
        carry_out(book, actor=each, session_id=session_id, now=now - timedelta(hours=1))
    make.attended(by, session_id, nurse, other, now=now)
    return by, session_id, nurse, carry_out(issue_statement, actor=nurse, session_id=session_id, now=now)


def page(reference: str = "") -> AppTest:
    app = AppTest.from_file(FRONT_DOOR, default_timeout=30)
    app.run()
    if reference:
        app.query_params["reference"] = reference
    app.switch_page("pages/guest/statement.py")
    return app.run()


def asked(app: AppTest, reference: str) -> AppTest:
    app.text_input(key="reference").set_value(reference)
    return press(app, "Check it")


def test_a_stranger_with_the_reference_sees_that_statement_and_nothing_else() -> None:
    *_, reference = attended()
    said = texts(page(reference))
    for part in ("The register says so.", reference, "Amina Khan", "Evening readers", "Talking on the ward", "1 hour"):
        assert part in said
    for part in ("Ben Other", "amina.khan@trust.example", "meet.example", "What struck you?"):
        assert part not in said


def test_the_reference_may_be_typed_and_is_read_however_it_is() -> None:
    *_, reference = attended()
    app = page()
    assert "Amina Khan" not in texts(app)
    assert "Amina Khan" in texts(asked(app, f" {reference.lower().replace('-', ' ')} "))


def test_a_reference_that_does_not_exist_or_is_none_gets_one_sentence() -> None:
    attended()
    app = page()
    assert NOBODY in texts(asked(app, "RG-0000-0000"))
    assert "A reference has two letters and eight characters" in texts(asked(app, "hello"))
    assert app.text_input(key="reference").value == "hello"


def test_after_a_correction_the_page_says_that_it_no_longer_holds() -> None:
    by, session_id, nurse, reference = attended()
    entries = {nurse.person_id: RegisterEntry(Mark.DID_NOT_ATTEND)}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=datetime.now(UTC))
    said = texts(page(reference))
    assert "This statement no longer holds" in said
    assert "Amina Khan" not in said


def test_whoever_is_signed_in_can_check_as_well() -> None:
    *_, nurse, reference = attended()
    assert "The register says so." in texts(opened("guest/statement", by=nurse, reference=reference))
