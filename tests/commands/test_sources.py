from datetime import date, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import start_account
from revalidation.commands.bookings import book
from revalidation.commands.sources import link_source, unlink_source
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotForYourRole, NotFound
from revalidation.domain.sources import SourceKind
from revalidation.queries.sources import Sources, sources
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.feedback import FeedbackRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def cpd_entry(db: Db, *, person_id: int, topic: str = "Silence", removed: bool = False) -> int:
    row = CpdEntryRow(
        person_id=person_id,
        first_on=date(2026, 12, 1),
        last_on=date(2026, 12, 1),
        method="Reading group",
        topic=topic,
        code_link="",
        standards_link="",
        minutes=60,
        participatory_minutes=60,
        form_version="2022-06",
        created_at=NOON,
        changed_at=NOON,
        removed_at=NOON if removed else None,
    )
    db.add(row)
    db.flush()
    return row.id


def feedback(db: Db, *, person_id: int) -> int:
    row = FeedbackRow(
        person_id=person_id,
        given_on=date(2026, 12, 2),
        source="A patient",
        kind="Verbal",
        content="Kind words",
        form_version="2022-06",
        created_at=NOON,
        changed_at=NOON,
    )
    db.add(row)
    db.flush()
    return row.id


def begun(nurse: Actor, session_id: int | None = None) -> int:
    return carry_out(start_account, actor=nurse, session_id=session_id, now=NOON + timedelta(days=8))


def seen(nurse: Actor, account_id: int) -> Sources:
    return look_up(sources, actor=nurse, account_id=account_id)


def link(nurse: Actor, account_id: int, kind: SourceKind, source_id: int) -> None:
    carry_out(link_source, actor=nurse, account_id=account_id, kind=kind, source_id=source_id)


def test_entries_of_both_logs_can_be_linked_once_and_unlinked() -> None:
    nurse = make.person()
    account_id = begun(nurse)
    entry = carry_out(cpd_entry, person_id=nurse.person_id)
    heard = carry_out(feedback, person_id=nurse.person_id)
    assert [each.said for each in seen(nurse, account_id).others] == [
        "Feedback, Wed 2 Dec 2026: A patient",
        "CPD, Tue 1 Dec 2026: Silence",
    ]
    for _ in range(2):
        link(nurse, account_id, SourceKind.CPD, entry)
        link(nurse, account_id, SourceKind.FEEDBACK, heard)
    found = seen(nurse, account_id)
    assert ([each.id for each in found.linked], found.others) == ([heard, entry], [])
    for _ in range(2):
        carry_out(unlink_source, actor=nurse, account_id=account_id, kind=SourceKind.CPD, source_id=entry)
    assert [each.kind for each in seen(nurse, account_id).linked] == [SourceKind.FEEDBACK]


def test_an_account_begun_from_a_session_shows_what_was_read_there() -> None:
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by), articles=(make.article(by),))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    make.attended(by, session_id, nurse, now=NOON + timedelta(days=8))
    found = seen(nurse, begun(nurse, session_id)).session
    assert found
    assert (found.group, [article.title for article in found.articles]) == ("Evening readers", ["Talking on the ward"])
    assert found.articles[0].prompts == ("What struck you?",)


def test_nothing_of_anybody_else_and_nothing_removed_is_linked() -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    account_id = begun(nurse)
    theirs = carry_out(cpd_entry, person_id=other.person_id)
    removed = carry_out(cpd_entry, person_id=nurse.person_id, removed=True)
    heard = carry_out(feedback, person_id=other.person_id)
    for kind, source_id in (
        (SourceKind.CPD, theirs),
        (SourceKind.CPD, removed),
        (SourceKind.CPD, 4711),
        (SourceKind.FEEDBACK, heard),
    ):
        with pytest.raises(NotFound):
            link(nurse, account_id, kind, source_id)
    assert (seen(nurse, account_id).linked, seen(nurse, account_id).others) == ([], [])


def test_nobody_else_links_or_sees_what_an_account_is_about() -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    account_id = begun(nurse)
    entry, theirs = (carry_out(cpd_entry, person_id=each.person_id) for each in (nurse, other))
    link(nurse, account_id, SourceKind.CPD, entry)
    for act in (link_source, unlink_source):
        with pytest.raises(NotFound):
            carry_out(act, actor=other, account_id=account_id, kind=SourceKind.CPD, source_id=theirs)
    with pytest.raises(NotFound):
        seen(other, account_id)
    with pytest.raises(NotForYourRole):
        seen(make.librarian(), account_id)
    assert [each.id for each in seen(nurse, account_id).linked] == [entry]
