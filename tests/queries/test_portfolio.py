from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.bookings import book
from revalidation.commands.cpd import add_cpd_entry, remove_cpd_entry
from revalidation.commands.feedback import add_feedback
from revalidation.commands.practice import add_practice_period
from revalidation.commands.registrations import save_registration
from revalidation.domain.accounts import Written
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.feedback import Feedback
from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio import Requirement
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.refusals import NotForYourRole
from revalidation.domain.registrations import Registration
from revalidation.domain.sign_offs import SignOffKind
from revalidation.queries.portfolio import Portfolio, find_portfolio
from revalidation.queries.practice import practice_for_paper
from revalidation.storage.database import Db
from revalidation.storage.sign_offs import SignOffRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

RENEWAL = date(2027, 3, 31)
BEGINS, BEFORE, AFTER = date(2024, 4, 1), date(2024, 3, 31), date(2027, 4, 1)
ENTRY = CpdEntry(BEGINS, BEGINS, "Course", "IV therapy", minutes=120, participatory_minutes=60)


def registered(kinds: tuple[str, ...] = ("nurse",)) -> Actor:
    nurse = make.person()
    registration = Registration("12A1234B", kinds, RENEWAL)
    carry_out(save_registration, actor=nurse, registration=registration)
    return nurse


def standing(nurse: Actor, now: datetime = NOON) -> Portfolio:
    found = look_up(find_portfolio, actor=nurse, now=now)
    assert found
    return found


def has(nurse: Actor) -> dict[Requirement, int]:
    return {line.requirement: line.has for line in standing(nurse).lines}


def test_without_a_renewal_date_nothing_is_counted_and_librarians_have_no_portfolio() -> None:
    assert look_up(find_portfolio, actor=make.person(), now=NOON) is None
    with pytest.raises(NotForYourRole):
        look_up(find_portfolio, actor=make.person("Lib", Role.LIBRARIAN), now=NOON)


def test_only_what_falls_into_the_registration_period_counts() -> None:
    nurse = registered()
    for day in (BEFORE, BEGINS, RENEWAL, AFTER):
        carry_out(add_cpd_entry, actor=nurse, entry=replace(ENTRY, first_on=day, last_on=day), now=NOON)
        carry_out(add_feedback, actor=nurse, feedback=Feedback(day, "Students", "Verbal", "Good"), now=NOON)
    found = has(nurse)
    assert (found[Requirement.CPD], found[Requirement.PARTICIPATORY], found[Requirement.FEEDBACK]) == (240, 120, 2)


def test_a_removed_entry_no_longer_counts_and_nobody_elses_ever_does() -> None:
    nurse, other = registered(), make.person("Other")
    entry_id = carry_out(add_cpd_entry, actor=nurse, entry=ENTRY, now=NOON)
    carry_out(add_cpd_entry, actor=other, entry=ENTRY, now=NOON)
    carry_out(remove_cpd_entry, actor=nurse, entry_id=entry_id, now=NOON)
    assert has(nurse)[Requirement.CPD] == 0


def test_of_a_practice_period_the_share_within_counts_for_its_registration() -> None:
    nurse = registered(("nurse", "midwife"))
    whole = PracticePeriod(BEFORE, BEGINS, "Hospital", "school", "education", 1000 * 60, "", "nurse")
    carry_out(add_practice_period, actor=nurse, period=whole, now=NOON)
    line = standing(nurse).line(Requirement.PRACTICE)
    assert (line.has, line.asked, line.missing) == (500 * 60, 900 * 60, 450 * 60)


def test_a_current_post_counts_with_what_of_it_lies_in_the_period_and_stands_first_in_the_log() -> None:
    nurse, today = registered(), NOON.date()
    ended = PracticePeriod(BEGINS, today, "Hospital", "school", "education", 100 * 60, "", "nurse")
    half_of_it_before = BEGINS - (today - BEGINS) - timedelta(days=1)
    post = replace(ended, first_on=half_of_it_before, last_on=None, minutes=1000 * 60)
    for period in (post, ended, replace(post, first_on=AFTER)):
        carry_out(add_practice_period, actor=nurse, period=period, now=NOON)
    assert has(nurse)[Requirement.PRACTICE] == (500 + 100) * 60
    printed = [one.first_on for one, _ in look_up(practice_for_paper, actor=nurse, now=NOON)]
    assert printed == [half_of_it_before, BEGINS]


def test_finished_accounts_count_and_drafts_do_not() -> None:
    nurse = registered()
    whole = Written("One", ("a", "b", "c", "d"), ("preserve_safety",))
    for _ in range(2):
        account_id = carry_out(start_account, actor=nurse, session_id=None, now=NOON)
        carry_out(save_account, actor=nurse, account_id=account_id, written=whole, revision=0, now=NOON)
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=NOON)
    assert has(nurse)[Requirement.ACCOUNTS] == 1


def signed(nurse: Actor, kind: SignOffKind, at: datetime | None) -> None:
    def sign(db: Db) -> None:
        db.add(
            SignOffRow(
                person_id=nurse.person_id,
                kind=kind,
                name="Partner",
                email="partner@trust.example",
                token_digest=f"{kind}{at}",
                form_version="2022-06",
                created_at=NOON,
                expires_at=NOON,
                completed="{}",
                signed_at=at,
                shown="{}" if at else None,
                shown_digest="x" if at else None,
            )
        )

    carry_out(sign)


@pytest.mark.parametrize(
    ("kind", "at", "counts"),
    [
        (SignOffKind.DISCUSSION, None, 0),
        (SignOffKind.DISCUSSION, datetime(2024, 3, 31, 12, tzinfo=UTC), 0),
        (SignOffKind.DISCUSSION, datetime(2024, 4, 1, 12, tzinfo=UTC), 1),
        (SignOffKind.CONFIRMATION, datetime(2026, 3, 30, 12, tzinfo=UTC), 0),
        (SignOffKind.CONFIRMATION, datetime(2026, 3, 31, 12, tzinfo=UTC), 1),
    ],
)
def test_a_signed_form_counts_within_its_time(kind: SignOffKind, at: datetime | None, counts: int) -> None:
    nurse = registered()
    signed(nurse, kind, at)
    requirement = Requirement.DISCUSSION if kind is SignOffKind.DISCUSSION else Requirement.CONFIRMATION
    assert has(nurse)[requirement] == counts


def test_the_next_sessions_that_would_reach_it_are_shown_and_no_more() -> None:
    nurse, by = registered(), make.librarian()
    carry_out(add_cpd_entry, actor=nurse, entry=replace(ENTRY, minutes=1020, participatory_minutes=1020), now=NOON)
    group_id = make.group(by)
    sessions = [make.session(by, group_id, starts_at=NOON + timedelta(days=day), minutes=60) for day in range(2, 8)]
    found = standing(nurse)
    assert found.line(Requirement.PARTICIPATORY).missing == 180
    assert [line.id for line in found.sessions] == sessions[:3]
    carry_out(book, actor=nurse, session_id=sessions[0], now=NOON)
    found = standing(nurse)
    assert (found.booked, [line.id for line in found.sessions]) == (60, sessions[1:3])


def test_full_sessions_and_those_after_the_application_date_do_not_help() -> None:
    nurse, by, other = registered(), make.librarian(), make.person("Other")
    group_id = make.group(by)
    full = make.session(by, group_id, starts_at=NOON + timedelta(days=2), capacity=1)
    carry_out(book, actor=other, session_id=full, now=NOON)
    in_time = make.session(by, group_id, starts_at=datetime(2027, 3, 1, 12, tzinfo=UTC))
    make.session(by, group_id, starts_at=datetime(2027, 3, 2, 12, tzinfo=UTC))
    assert [line.id for line in standing(nurse).sessions] == [in_time]


def test_with_enough_participatory_hours_no_session_is_asked_for() -> None:
    nurse, by = registered(), make.librarian()
    carry_out(add_cpd_entry, actor=nurse, entry=replace(ENTRY, minutes=2100, participatory_minutes=1200), now=NOON)
    make.session(by, make.group(by))
    assert standing(nurse).sessions == ()
