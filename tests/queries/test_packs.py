from dataclasses import replace
from datetime import date, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.cpd import add_cpd_entry
from revalidation.commands.evidence import add_evidence
from revalidation.commands.feedback import add_feedback
from revalidation.commands.practice import add_practice_period
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.evidence import About, AboutKind
from revalidation.domain.feedback import Feedback
from revalidation.domain.nmc_logs import Log
from revalidation.domain.packs import Choice, PackContent, PackShelf
from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.refusals import NotForYourRole
from revalidation.domain.sign_offs import SignOffKind
from revalidation.queries.packs import NO_PERIOD, pack_content, pack_shelf
from tests import make
from tests.make import NOON
from tests.signing import an_ask, asked, ready_nurse, signed

pytestmark = pytest.mark.usefixtures("database")
IN_PERIOD, BEFORE = date(2026, 3, 12), date(2024, 3, 31)
ENTRY = CpdEntry(IN_PERIOD, IN_PERIOD, "Course", "Spotting sepsis\nin adults", minutes=60)


def shelf_of(nurse: Actor) -> PackShelf:
    return look_up(pack_shelf, actor=nurse, now=NOON)


def content_of(nurse: Actor, choice: Choice) -> PackContent:
    return look_up(pack_content, actor=nurse, choice=choice, now=NOON)


def fill(nurse: Actor, on: date) -> int:
    """A line in each log on that day, and a file about the CPD; its id."""
    entry_id = carry_out(add_cpd_entry, actor=nurse, entry=replace(ENTRY, first_on=on, last_on=on), now=NOON)
    carry_out(add_feedback, actor=nurse, feedback=Feedback(on, "Students", "Verbal", "Good"), now=NOON)
    period = PracticePeriod(on, on, "Moor House", "other", "education", 60, "", "nurse", "Ward")
    carry_out(add_practice_period, actor=nurse, period=period, now=NOON)
    about = About(AboutKind.CPD, entry_id)
    return carry_out(add_evidence, actor=nurse, name="a.pdf", content=b"%PDF-1.7", about=about, now=NOON)


def test_the_shelf_counts_what_falls_into_the_period_and_offers_older_files_unchosen() -> None:
    nurse, accounts = ready_nurse()
    recent, older = fill(nurse, IN_PERIOD), fill(nurse, BEFORE)
    shelf = shelf_of(nurse)
    assert shelf.period
    assert shelf.lines == dict.fromkeys(Log, 1)
    assert [each.id for each in shelf.files] == [older, recent]
    assert shelf.files[1].title == "CPD, 12 Mar 2026, Spotting sepsis: a.pdf"
    assert shelf.everything.files == (recent,)
    assert set(shelf.everything.accounts) == set(accounts)


def test_a_file_about_a_current_post_belongs_to_the_period_and_says_so() -> None:
    nurse, _ = ready_nurse()
    period = PracticePeriod(BEFORE, None, "Moor House", "other", "education", 60, "", "nurse", "Ward")
    period_id = carry_out(add_practice_period, actor=nurse, period=period, now=NOON)
    about = About(AboutKind.PRACTICE, period_id)
    carry_out(add_evidence, actor=nurse, name="a.pdf", content=b"%PDF-1.7", about=about, now=NOON)
    (file,) = shelf_of(nurse).files
    assert (file.title, file.is_in_period) == ("Practice, Current, Moor House: a.pdf", True)
    assert file.attached_as(1) == "01 Practice Current Moor House – a.pdf"


def test_without_a_renewal_date_everything_belongs() -> None:
    nurse = make.person()
    fill(nurse, BEFORE)
    shelf = shelf_of(nurse)
    assert shelf.period is None
    assert shelf.lines == dict.fromkeys(Log, 1)
    assert len(shelf.everything.files) == 1
    assert content_of(nurse, shelf.everything).gaps == (NO_PERIOD,)


def test_only_what_is_chosen_comes_and_the_gap_list_says_what_is_missing() -> None:
    nurse, accounts = ready_nurse()
    fill(nurse, IN_PERIOD)
    content = content_of(nurse, Choice(logs=(Log.CPD,), accounts=(accounts[0],), with_gaps=True))
    assert [entry.topic for entry, _ in content.cpd] == [ENTRY.topic]
    assert (content.practice, content.feedback, content.files, content.signed) == ((), (), (), ())
    assert len(content.accounts) == 1
    assert content.gaps
    assert content.gaps[0].startswith("Practice hours: 1 of 450 hours.")
    assert content.holder.registrations == ("Registered Nurse",)
    assert content_of(nurse, Choice(accounts=(accounts[0],))).gaps is None


def test_a_signed_form_goes_in_as_it_was_signed_without_what_was_shown_to_whoever_signed() -> None:
    nurse, accounts = ready_nurse()
    signed(asked(nurse, an_ask(SignOffKind.DISCUSSION, accounts)).token)
    shelf = shelf_of(nurse)
    assert [each.kind for each in shelf.sign_offs] == [SignOffKind.DISCUSSION]
    ((form, is_untouched),) = content_of(nurse, shelf.everything).signed
    assert is_untouched
    assert form.completed.answer("name")
    assert (form.shown.accounts, form.shown.summary) == ((), None), "those were shown to the partner, not chosen here"


def test_nobody_sees_what_is_somebody_elses() -> None:
    nurse, accounts = ready_nurse()
    file_id = fill(nurse, IN_PERIOD)
    other = make.person("Other")
    assert shelf_of(other).is_empty
    content = content_of(other, Choice(logs=tuple(Log), accounts=tuple(accounts), files=(file_id,), sign_offs=(1,)))
    assert (content.cpd, content.accounts, content.files, content.signed) == ((), (), (), ())
    with pytest.raises(NotForYourRole):
        shelf_of(make.person("Lib", Role.LIBRARIAN, now=NOON - timedelta(days=1)))
