"""Each fault that `check` looks for is found when it is there, and nothing is found in an orderly house."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, text, update

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.evidence import add_evidence
from revalidation.commands.messages import note_worker
from revalidation.domain.bookings import BookingState
from revalidation.domain.checks import FINDING_WORDS, FindingKind
from revalidation.domain.messages import MessageState
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import PlaceRules
from revalidation.domain.sessions import SessionState
from revalidation.queries.checks import findings
from revalidation.settings import settings
from revalidation.storage import files
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def orderly() -> int:
    """A session with one place taken, one person waiting, and a reminder still to come."""
    by = make.librarian()
    session_id = make.session(by, make.group(by, rules=PlaceRules(reminder_days=(1,))), capacity=1)
    for minute, name in enumerate(("Nurse One", "Nurse Two")):
        carry_out(book, actor=make.person(name), session_id=session_id, now=NOON + timedelta(minutes=minute))
    return session_id


def session(**values: object) -> Callable[[Db], None]:
    return lambda db: db.execute(update(GroupSessionRow).values(**values))  # type: ignore[return-value]


def waiting(**values: object) -> Callable[[Db], None]:
    statement = update(BookingRow).where(BookingRow.state == BookingState.WAITING).values(**values)
    return lambda db: db.execute(statement)  # type: ignore[return-value]


def lose_history(db: Db) -> None:
    db.execute(delete(BookingChangeRow))


def lose_messages(db: Db) -> None:
    db.execute(update(MessageRow).values(state=MessageState.DEAD))


def book_twice(db: Db) -> None:
    db.execute(text("DROP INDEX uq_booking_live"))
    db.execute(update(BookingRow).values(person_id=2))


def lose_a_file(db: Db) -> None:
    add_evidence(db, actor=nurse_one(db), name="a.pdf", content=b"%PDF-1.7", now=NOON)
    for name in files.stored_names():
        files.remove(name)


def leave_a_file(_db: Db) -> None:
    files.keep(b"%PDF-1.7")
    for path in settings().evidence.iterdir():
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))


def nurse_one(db: Db) -> Actor:
    row = db.scalars(select(PersonRow).where(PersonRow.name == "Nurse One")).one()
    return Actor(row.id, row.name, row.email, frozenset({Role.NURSE}))


FAULTS: list[tuple[FindingKind, Callable[[Db], None], timedelta]] = [
    (FindingKind.MISCOUNTED, session(places_taken=0), timedelta(0)),
    (FindingKind.IDLE_PLACE, session(capacity=2), timedelta(0)),
    (FindingKind.LEFT_BEHIND, session(state=SessionState.CANCELLED), timedelta(0)),
    (FindingKind.WITHOUT_HISTORY, lose_history, timedelta(0)),
    (FindingKind.BOOKED_TWICE, book_twice, timedelta(0)),
    (FindingKind.OFFER_OVERDUE, waiting(state=BookingState.OFFERED, offer_ends_at=NOON), timedelta(hours=1)),
    (FindingKind.UNMARKED_REGISTER, lambda _: None, timedelta(days=20)),
    (FindingKind.MISSED_REMINDER, lambda _: None, timedelta(days=6, hours=1)),
    (FindingKind.NOT_DELIVERED, lose_messages, timedelta(0)),
    (FindingKind.FILE_MISSING, lose_a_file, timedelta(0)),
    (FindingKind.FILE_LEFT_OVER, leave_a_file, timedelta(hours=1)),
    (FindingKind.WORKER_SILENT, lambda db: note_worker(db, trouble="", now=NOON), timedelta(hours=1)),
]


def test_an_orderly_house_has_nothing_to_find() -> None:
    orderly()
    assert look_up(findings, now=NOON + timedelta(hours=1)) == []


@pytest.mark.parametrize(("kind", "break_it", "later"), FAULTS, ids=lambda each: getattr(each, "value", ""))
def test_each_fault_is_found(kind: FindingKind, break_it: Callable[[Db], None], later: timedelta) -> None:
    orderly()
    carry_out(break_it)
    found = look_up(findings, now=NOON + later)
    assert kind in {each.kind for each in found}
    assert all("Nurse" not in each.sentence for each in found)


def test_a_file_that_is_just_being_written_is_no_finding() -> None:
    orderly()
    files.keep(b"%PDF-1.7")
    now = datetime.now(UTC)
    found = {each.kind for each in look_up(findings, now=now)}
    assert FindingKind.FILE_LEFT_OVER not in found


def test_every_kind_of_finding_has_its_words() -> None:
    assert set(FINDING_WORDS) == set(FindingKind)
