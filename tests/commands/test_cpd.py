from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, text

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.check_in import check_in
from revalidation.commands.cpd import (
    add_cpd_entry,
    change_cpd_entry,
    declare_reading,
    draft_missing,
    keep_mine,
    remove_cpd_entry,
    use_register,
)
from revalidation.commands.evidence import add_evidence
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import change_session
from revalidation.commands.walk_ins import undo_walk_in, walk_in
from revalidation.domain.cpd import READING, CpdEntry
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio_refusals import NotHours, ParticipatoryAboveHours
from revalidation.domain.refusals import NotForYourRole, NotFound, NotOnTheRegister
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.check_in import check_in_screen
from revalidation.queries.cpd import (
    CpdLine,
    find_cpd_of_session,
    get_cpd_entry,
    lacks_drafts,
    my_cpd,
    reading_to_add,
)
from revalidation.queries.evidence import my_evidence
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
END = START + timedelta(hours=1)
DAY = START.date()
ATTENDED, AWAY, TAKEN_BACK = RegisterEntry(Mark.ATTENDED), RegisterEntry(Mark.DID_NOT_ATTEND), RegisterEntry(None)
TYPED = CpdEntry(DAY, DAY, method="Course attendance", topic="IV therapy", minutes=450, participatory_minutes=450)


def part(minutes: int) -> RegisterEntry:
    return RegisterEntry(Mark.ATTENDED_PART, minutes)


class Meeting:
    """A session that one nurse has booked."""

    def __init__(self, group: str = "Evening readers", nurse: str = "Nurse One") -> None:
        self.by, self.nurse = make.librarian(f"Librarian of {group}"), make.person(nurse)
        group_id, article_id = make.group(self.by, group), make.article(self.by)
        self.session_id = make.session(self.by, group_id, starts_at=START, articles=(article_id,))
        carry_out(book, actor=self.nurse, session_id=self.session_id, now=NOON)

    def mark(self, entry: RegisterEntry, now: datetime = END) -> None:
        entries = {self.nurse.person_id: entry}
        carry_out(mark_register, actor=self.by, session_id=self.session_id, entries=entries, now=now)

    def becomes_about(self, article_id: int) -> None:
        plan = SessionPlan(START, 60, 8, 0, None, "https://meet.example/readers", (article_id,))
        carry_out(change_session, actor=self.by, session_id=self.session_id, plan=plan, now=END)

    @property
    def line(self) -> CpdLine:
        (line,) = log_of(self.nurse)
        return line

    def change(self, **changes: object) -> None:
        entry = replace(self.line.entry, **changes)  # type: ignore[arg-type]
        carry_out(change_cpd_entry, actor=self.nurse, entry_id=self.line.id, entry=entry, now=END)

    def read_for(self, minutes: int) -> None:
        carry_out(declare_reading, actor=self.nurse, entry_id=self.line.id, minutes=minutes, now=END)


def log_of(nurse: Actor) -> list[CpdLine]:
    lines, total = look_up(my_cpd, actor=nurse)
    assert len(lines) == total
    return lines


def figures(line: CpdLine) -> tuple[int, int, int]:
    return line.entry.minutes, line.entry.participatory_minutes, line.entry.reading_minutes


def test_marking_attended_drafts_the_entry_with_both_figures_and_the_citation() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    line = meeting.line
    assert figures(line) == (60, 60, 0)
    assert (line.entry.first_on, line.entry.last_on) == (DAY, DAY)
    assert line.entry.method == "Meeting attendance – reading group"
    assert "Evening readers\nRead and discussed: Bowers L, James K. Talking on the ward." in line.entry.topic
    assert (line.is_draft, line.register_says, line.session_id) == (True, None, meeting.session_id)


def test_part_attendance_counts_the_minutes_marked() -> None:
    meeting = Meeting()
    meeting.mark(part(25))
    assert figures(meeting.line) == (25, 25, 0)


def test_a_walk_in_gets_her_entry_and_loses_it_when_she_was_not_there_after_all() -> None:
    meeting = Meeting()
    ben = make.person("Ben")
    carry_out(walk_in, actor=meeting.by, session_id=meeting.session_id, person_id=ben.person_id, now=START)
    assert [figures(line) for line in log_of(ben)] == [(60, 60, 0)]
    carry_out(undo_walk_in, actor=meeting.by, session_id=meeting.session_id, person_id=ben.person_id, now=START)
    assert log_of(ben) == []


def test_whoever_checks_in_late_has_the_part_that_was_left() -> None:
    meeting = Meeting()
    at = START + timedelta(minutes=20)
    shown = look_up(check_in_screen, actor=meeting.by, session_id=meeting.session_id, now=at).shown
    assert shown
    carry_out(check_in, actor=meeting.nurse, session_id=meeting.session_id, code=shown.code, now=at)
    assert figures(meeting.line) == (40, 40, 0)


def test_somebody_absent_has_no_entry_and_a_refused_register_leaves_none() -> None:
    meeting = Meeting()
    meeting.mark(AWAY)
    assert log_of(meeting.nurse) == []
    entries = {meeting.nurse.person_id: ATTENDED, make.person("Stranger").person_id: ATTENDED}
    with pytest.raises(NotOnTheRegister):
        carry_out(mark_register, actor=meeting.by, session_id=meeting.session_id, entries=entries, now=END)
    assert log_of(meeting.nurse) == []


@pytest.mark.parametrize("correction", [AWAY, TAKEN_BACK])
def test_correcting_the_register_corrects_the_untouched_draft(correction: RegisterEntry) -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    meeting.mark(part(40))
    assert figures(meeting.line) == (40, 40, 0)
    meeting.mark(correction)
    assert log_of(meeting.nurse) == []
    meeting.mark(ATTENDED)
    assert figures(meeting.line) == (60, 60, 0)


def test_an_article_that_is_added_after_the_register_reaches_the_untouched_draft() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    carry_out(declare_reading, actor=meeting.nurse, entry_id=meeting.line.id, minutes=30, now=END)
    added = make.article(meeting.by, "Handover at the bedside")
    meeting.becomes_about(added)
    entry = meeting.line.entry
    assert "Handover at the bedside" in entry.topic
    assert "Talking on the ward" not in entry.topic
    assert (entry.minutes, entry.participatory_minutes, entry.reading_minutes) == (90, 60, 30)
    assert meeting.line.is_draft


def test_an_article_that_is_added_afterwards_leaves_alone_what_she_has_edited_or_removed() -> None:
    edited, removed = Meeting(), Meeting("Other readers", "Nurse Two")
    for meeting in (edited, removed):
        meeting.mark(ATTENDED)
    edited.change(topic="In my own words")
    carry_out(remove_cpd_entry, actor=removed.nurse, entry_id=removed.line.id, now=END)
    for meeting in (edited, removed):
        meeting.becomes_about(make.article(meeting.by, "Handover at the bedside"))
    assert edited.line.entry.topic == "In my own words"
    assert log_of(removed.nurse) == []


def test_reading_is_declared_by_the_nurse_and_is_not_participatory() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    meeting.read_for(90)
    assert figures(meeting.line) == (150, 60, 90)
    assert meeting.line.entry.method == f"Meeting attendance – reading group; {READING}"
    assert meeting.line.is_draft
    meeting.mark(part(40))
    assert figures(meeting.line) == (130, 40, 90)
    meeting.mark(AWAY)
    assert figures(meeting.line) == (90, 0, 90)
    assert meeting.line.entry.method == READING
    meeting.read_for(0)
    assert log_of(meeting.nurse) == []


def test_more_reading_than_anybody_does_is_refused() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    with pytest.raises(NotHours):
        meeting.read_for(24 * 60 + 1)


def test_what_the_nurse_has_edited_is_hers_and_only_flagged() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    meeting.change(topic="What I learnt about talking")
    assert (meeting.line.is_draft, meeting.line.register_says) == (False, None)
    meeting.mark(part(40))
    assert figures(meeting.line) == (60, 60, 0)
    assert meeting.line.register_says == 40
    assert meeting.line.entry.topic == "What I learnt about talking"
    meeting.mark(ATTENDED)
    assert meeting.line.register_says is None


def test_she_may_take_the_minutes_of_the_register_over() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    meeting.read_for(30)
    meeting.change(topic="Mine")
    meeting.mark(part(40))
    carry_out(use_register, actor=meeting.nurse, entry_id=meeting.line.id, now=END)
    assert figures(meeting.line) == (70, 40, 30)
    assert meeting.line.register_says is None


@pytest.mark.parametrize("correction", [part(40), AWAY, TAKEN_BACK])
def test_she_may_keep_hers_until_the_register_says_something_new(correction: RegisterEntry) -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    meeting.change(topic="Mine")
    meeting.mark(correction)
    carry_out(keep_mine, actor=meeting.nurse, entry_id=meeting.line.id)
    assert (figures(meeting.line), meeting.line.register_says) == ((60, 60, 0), None)
    meeting.mark(part(20))
    assert meeting.line.register_says == 20


def test_saving_a_draft_as_it_is_leaves_it_a_draft() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    meeting.change()
    assert meeting.line.is_draft


def test_an_entry_that_she_removed_does_not_come_back_and_none_of_its_words_stay() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    entry_id = meeting.line.id
    about = About(AboutKind.CPD, entry_id)
    carry_out(add_evidence, actor=meeting.nurse, name="a.pdf", content=b"%PDF-1.7", about=about, now=END)
    carry_out(remove_cpd_entry, actor=meeting.nurse, entry_id=entry_id, now=END)
    assert log_of(meeting.nurse) == []
    assert look_up(find_cpd_of_session, actor=meeting.nurse, session_id=meeting.session_id) is None
    with pytest.raises(NotFound):
        carry_out(remove_cpd_entry, actor=meeting.nurse, entry_id=entry_id, now=END)
    for entry in (part(40), AWAY, ATTENDED):
        meeting.mark(entry)
    assert carry_out(draft_missing, actor=meeting.nurse, now=END) == 0
    assert log_of(meeting.nurse) == []
    (file,), _ = look_up(my_evidence, actor=meeting.nurse)
    assert file.about is None
    kept = look_up(lambda db: db.scalars(select(CpdEntryRow)).one())
    assert kept.method + kept.topic + kept.code_link + kept.standards_link == ""


def test_marks_from_before_get_their_drafts_once() -> None:
    meeting = Meeting()
    meeting.mark(part(40))
    carry_out(lambda db: db.execute(delete(CpdEntryRow)))
    assert look_up(lacks_drafts, actor=meeting.nurse)
    assert carry_out(draft_missing, actor=meeting.nurse, now=END) == 1
    assert figures(meeting.line) == (40, 40, 0)
    assert not look_up(lacks_drafts, actor=meeting.nurse)
    assert carry_out(draft_missing, actor=meeting.nurse, now=END) == 0


def test_an_entry_typed_by_hand_is_kept_changed_and_removed() -> None:
    nurse = make.person()
    entry_id = carry_out(add_cpd_entry, actor=nurse, entry=TYPED, now=NOON)
    changed = replace(TYPED, code_link=("preserve_safety",), standards_link="Improving safety", minutes=480)
    carry_out(change_cpd_entry, actor=nurse, entry_id=entry_id, entry=changed, now=NOON)
    assert look_up(get_cpd_entry, actor=nurse, entry_id=entry_id).entry == changed
    wrong = replace(TYPED, participatory_minutes=451)
    with pytest.raises(ParticipatoryAboveHours):
        carry_out(change_cpd_entry, actor=nurse, entry_id=entry_id, entry=wrong, now=NOON)
    carry_out(remove_cpd_entry, actor=nurse, entry_id=entry_id, now=NOON)
    assert log_of(nurse) == []
    assert look_up(lambda db: db.scalars(select(CpdEntryRow)).all()) == []


ACTS: dict[str, Callable[[Actor, int], object]] = {
    "read": lambda nurse, number: look_up(get_cpd_entry, actor=nurse, entry_id=number),
    "change": lambda nurse, number: carry_out(change_cpd_entry, actor=nurse, entry_id=number, entry=TYPED, now=NOON),
    "declare": lambda nurse, number: carry_out(declare_reading, actor=nurse, entry_id=number, minutes=5, now=NOON),
    "use": lambda nurse, number: carry_out(use_register, actor=nurse, entry_id=number, now=NOON),
    "keep": lambda nurse, number: carry_out(keep_mine, actor=nurse, entry_id=number),
    "remove": lambda nurse, number: carry_out(remove_cpd_entry, actor=nurse, entry_id=number, now=NOON),
}


@pytest.mark.parametrize("act", ACTS)
def test_somebody_elses_entry_is_as_good_as_not_there_and_librarians_have_none(act: str) -> None:
    owner, other = make.person("Owner"), make.person("Other")
    entry_id = carry_out(add_cpd_entry, actor=owner, entry=TYPED, now=NOON)
    with pytest.raises(NotFound):
        ACTS[act](other, entry_id)
    with pytest.raises(NotForYourRole):
        ACTS[act](make.person("Lib", Role.LIBRARIAN), entry_id)
    assert [line.entry for line in log_of(owner)] == [TYPED]
    assert log_of(other) == []


def test_the_most_recent_entry_comes_first_and_a_page_is_a_page() -> None:
    nurse = make.person()
    for number in range(30):
        day = date(2026, 1, 1) + timedelta(days=number)
        carry_out(add_cpd_entry, actor=nurse, entry=replace(TYPED, first_on=day, last_on=day), now=NOON)
    lines, total = look_up(my_cpd, actor=nurse, limit=25, offset=25)
    assert total == 30
    assert [line.entry.last_on.day for line in lines] == [5, 4, 3, 2, 1]


def test_the_newest_draft_without_reading_time_is_asked_for_but_not_for_ever() -> None:
    meeting = Meeting()
    meeting.mark(ATTENDED)
    found = look_up(reading_to_add, actor=meeting.nurse, now=END)
    assert found
    assert (found.topic, found.on) == ("Evening readers", DAY)
    assert look_up(reading_to_add, actor=meeting.nurse, now=END + timedelta(days=32)) is None
    meeting.read_for(30)
    assert look_up(reading_to_add, actor=meeting.nurse, now=END) is None


def test_nothing_that_she_writes_is_seen_by_whoever_reads_the_table() -> None:
    nurse = make.person()
    entry = replace(TYPED, method="Quellwater", topic="Quellwater", standards_link="Quellwater")
    carry_out(add_cpd_entry, actor=nurse, entry=entry, now=datetime(2026, 12, 1, tzinfo=UTC))

    def raw(db: Db) -> list[bytes]:
        return [bytes(each) for each in db.execute(text("SELECT method, topic, standards_link FROM cpd_entry")).one()]

    assert all(b"uellwater" not in value for value in look_up(raw))
