from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from revalidation.acting import carry_out, look_up
from revalidation.commands.cpd import add_cpd_entry
from revalidation.commands.encryption import encrypt_anew, encrypt_files_anew
from revalidation.commands.evidence import add_evidence, link_evidence, remove_evidence
from revalidation.commands.feedback import add_feedback
from revalidation.commands.practice import add_practice_period
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.evidence import MOST_BYTES_IN_ALL, About, AboutKind, MediaType
from revalidation.domain.feedback import Feedback
from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio_refusals import NoRoomLeft, NotAReadableFile
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.refusals import NotForYourRole, NotFound
from revalidation.queries.evidence import (
    bytes_used,
    entries_to_link,
    evidence_about,
    evidence_content,
    get_evidence,
    my_evidence,
)
from revalidation.storage import files
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from tests import make
from tests.conftest import KEY
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

DAY = date(2026, 11, 1)
PDF = b"%PDF-1.7 Quellwater"


def added(nurse: Actor, name: str = "quellwater.pdf", about: About | None = None) -> int:
    return carry_out(add_evidence, actor=nurse, name=name, content=PDF, about=about, now=NOON)


def logged(nurse: Actor) -> dict[AboutKind, About]:
    entry = CpdEntry(DAY, DAY, "Course", "IV therapy", minutes=60)
    feedback = Feedback(DAY, "Students", "Verbal", "Good")
    period = PracticePeriod(DAY, DAY, "Hospital", "school", "education", 60, "", "nurse")
    return {
        AboutKind.CPD: About(AboutKind.CPD, carry_out(add_cpd_entry, actor=nurse, entry=entry, now=NOON)),
        AboutKind.FEEDBACK: About(
            AboutKind.FEEDBACK, carry_out(add_feedback, actor=nurse, feedback=feedback, now=NOON)
        ),
        AboutKind.PRACTICE: About(
            AboutKind.PRACTICE, carry_out(add_practice_period, actor=nurse, period=period, now=NOON)
        ),
    }


def test_a_file_is_kept_and_given_back_as_it_was() -> None:
    nurse = make.person()
    file_id = added(nurse)
    assert look_up(evidence_content, actor=nurse, file_id=file_id) == ("quellwater.pdf", PDF)
    line = look_up(get_evidence, actor=nurse, file_id=file_id)
    assert (line.media_type, line.size, line.about) == (MediaType.PDF, len(PDF), None)
    assert look_up(bytes_used, actor=nurse) == len(PDF)


def test_neither_the_database_nor_the_folder_holds_a_word_of_it(tmp_path: Path) -> None:
    nurse = make.person()
    added(nurse)
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.parent.name == "evidence" for path in found)
    assert not [path.name for path in found if b"uellwater" in path.read_bytes()]


@pytest.mark.parametrize("kind", list(AboutKind))
def test_a_file_may_be_evidence_of_an_entry(kind: AboutKind) -> None:
    nurse = make.person()
    about = logged(nurse)[kind]
    file_id = added(nurse, about=about)
    (line,) = look_up(evidence_about, actor=nurse, about=about)
    assert (line.id, line.about) == (file_id, about)
    assert line.about_words == look_up(entries_to_link, actor=nurse)[about]
    carry_out(link_evidence, actor=nurse, file_id=file_id, about=None)
    assert look_up(evidence_about, actor=nurse, about=about) == []


@pytest.mark.parametrize("kind", list(AboutKind))
def test_a_file_is_never_linked_to_somebody_elses_entry(kind: AboutKind) -> None:
    owner, other = make.person("Owner"), make.person("Other")
    about = logged(owner)[kind]
    with pytest.raises(NotFound):
        added(other, about=about)
    file_id = added(other)
    with pytest.raises(NotFound):
        carry_out(link_evidence, actor=other, file_id=file_id, about=about)
    assert look_up(evidence_about, actor=other, about=about) == []
    assert len(files.stored_names()) == 1


ACTS: dict[str, Callable[[Actor, int], object]] = {
    "read": lambda by, number: look_up(evidence_content, actor=by, file_id=number),
    "see": lambda by, number: look_up(get_evidence, actor=by, file_id=number),
    "link": lambda by, number: carry_out(link_evidence, actor=by, file_id=number, about=None),
    "remove": lambda by, number: carry_out(remove_evidence, actor=by, file_id=number),
}


@pytest.mark.parametrize("act", ACTS)
def test_somebody_elses_file_is_as_good_as_not_there_and_librarians_have_none(act: str) -> None:
    owner, other = make.person("Owner"), make.person("Other")
    file_id = added(owner)
    with pytest.raises(NotFound):
        ACTS[act](other, file_id)
    with pytest.raises(NotForYourRole):
        ACTS[act](make.person("Lib", Role.LIBRARIAN), file_id)
    assert look_up(my_evidence, actor=other) == ([], 0)
    assert look_up(evidence_content, actor=owner, file_id=file_id)[1] == PDF


def test_removing_a_file_removes_it_from_the_folder() -> None:
    nurse = make.person()
    kept, gone = added(nurse), added(nurse)
    carry_out(remove_evidence, actor=nurse, file_id=gone)
    assert [line.id for line in look_up(my_evidence, actor=nurse)[0]] == [kept]
    assert len(files.stored_names()) == 1


def test_what_is_refused_leaves_nothing_behind() -> None:
    nurse, other = make.person("One"), make.person("Two")
    with pytest.raises(NotAReadableFile):
        carry_out(add_evidence, actor=nurse, name="a.pdf", content=b"MZ", now=NOON)
    large = added(nurse)

    def grow(db: Db) -> None:
        db.get_one(EvidenceFileRow, large).size = MOST_BYTES_IN_ALL - len(PDF)

    carry_out(grow)
    added(nurse)
    with pytest.raises(NoRoomLeft):
        added(nurse)
    added(other)  # the room is each person's own
    assert len(files.stored_names()) == 3


def test_after_a_change_of_keys_the_old_key_can_go(monkeypatch: pytest.MonkeyPatch) -> None:
    nurse = make.person()
    first, lost = added(nurse), added(nurse)
    newer = Fernet.generate_key().decode()
    monkeypatch.setenv("REVALIDATION_KEY", f"{newer} {KEY}")
    files.remove(stored_name(lost))
    carry_out(encrypt_anew)
    assert carry_out(encrypt_files_anew) == 1
    monkeypatch.setenv("REVALIDATION_KEY", newer)
    assert look_up(evidence_content, actor=nurse, file_id=first) == ("quellwater.pdf", PDF)
    with pytest.raises(NotFound):
        look_up(evidence_content, actor=nurse, file_id=lost)


def stored_name(file_id: int) -> str:
    return look_up(lambda db: db.get_one(EvidenceFileRow, file_id).stored_as)
