import re
from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.cpd import declare_reading
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.statements import issue_statement
from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio_refusals import NotAttended
from revalidation.domain.refusals import NotForYourRole
from revalidation.domain.register import Mark
from revalidation.queries.cpd import my_cpd
from revalidation.queries.statements import find_statement, my_statement
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
END = START + timedelta(hours=1)
WRONG = "RG-0000-0000"


def attended(minutes: int = 60) -> tuple[Actor, Actor, int]:
    by, nurse = make.librarian(), make.person("Amina Khan")
    session_id = make.session(by, make.group(by), starts_at=START, articles=(make.article(by),))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    mark(by, nurse, session_id, RegisterEntry(Mark.ATTENDED_PART, minutes) if minutes < 60 else None)
    return by, nurse, session_id


def mark(by: Actor, nurse: Actor, session_id: int, entry: RegisterEntry | None = None) -> None:
    entries = {nurse.person_id: entry or RegisterEntry(Mark.ATTENDED)}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=END)


def issued(nurse: Actor, session_id: int) -> str:
    return carry_out(issue_statement, actor=nurse, session_id=session_id, now=END)


def test_a_statement_has_what_the_register_says_and_the_reading_that_she_declares() -> None:
    _by, nurse, session_id = attended(40)
    (line,), _ = look_up(my_cpd, actor=nurse)
    carry_out(declare_reading, actor=nurse, entry_id=line.id, minutes=90, now=END)
    reference = issued(nurse, session_id)
    statement = look_up(my_statement, actor=nurse, session_id=session_id)
    assert re.fullmatch(r"RG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", reference)
    assert (statement.reference, statement.name, statement.group) == (reference, "Amina Khan", "Evening readers")
    assert (statement.met, statement.reading, statement.minutes, statement.length) == (40, 90, 130, 60)
    assert statement.is_part
    assert statement.citations == ("Bowers L, James K. Talking on the ward. J Wards. 2019. doi:10.1234/wards",)


def test_the_reference_is_made_once_and_is_nobody_elses() -> None:
    by, nurse, session_id = attended()
    reference = issued(nurse, session_id)
    assert issued(nurse, session_id) == reference
    other = make.person("Other")
    second = make.session(by, make.group(by, "Others"), starts_at=START)
    carry_out(book, actor=other, session_id=second, now=NOON)
    mark(by, other, second)
    assert issued(other, second) != reference


def test_a_booking_is_no_attendance() -> None:
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by), starts_at=START)
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    for entry in (None, RegisterEntry(Mark.DID_NOT_ATTEND)):
        if entry:
            mark(by, nurse, session_id, entry)
        with pytest.raises(NotAttended):
            issued(nurse, session_id)
        with pytest.raises(NotAttended):
            look_up(my_statement, actor=nurse, session_id=session_id)


def test_nobody_gets_the_statement_of_somebody_else() -> None:
    by, nurse, session_id = attended()
    issued(nurse, session_id)
    other = make.person("Other")
    with pytest.raises(NotAttended):
        issued(other, session_id)
    with pytest.raises(NotAttended):
        look_up(my_statement, actor=other, session_id=session_id)
    with pytest.raises(NotForYourRole):
        issued(by, session_id)
    assert by.roles == {Role.LIBRARIAN}


def test_a_reference_shows_what_the_register_says_now() -> None:
    by, nurse, session_id = attended()
    reference = issued(nurse, session_id)
    mark(by, nurse, session_id, RegisterEntry(Mark.ATTENDED_PART, 25))
    checked = look_up(find_statement, reference=reference)
    assert checked
    assert checked.statement
    assert checked.statement.met == 25
    for entry in (RegisterEntry(Mark.DID_NOT_ATTEND), RegisterEntry(None)):
        mark(by, nurse, session_id, entry)
        checked = look_up(find_statement, reference=reference)
        assert checked
        assert checked.statement is None
    mark(by, nurse, session_id)
    checked = look_up(find_statement, reference=reference)
    assert checked
    assert checked.statement
    assert look_up(find_statement, reference=WRONG) is None
