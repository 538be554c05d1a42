from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.bookings import book
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.domain.accounts import AccountState, ReflectiveAccount, Written
from revalidation.domain.people import Actor
from revalidation.domain.register import Mark
from revalidation.queries.accounts import accounts_for_paper, my_accounts, sessions_to_write_about
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def account(nurse: Actor, title: str, *, saved: int, finished: int | None = None) -> int:
    """An account that was saved, and perhaps finished, so many minutes after noon."""
    written = Written(title=title, answers=("one two", "three", "four\nfive", "six"), themes=("preserve_safety",))
    account_id = carry_out(start_account, actor=nurse, session_id=None, now=NOON)
    moment = NOON + timedelta(minutes=saved)
    carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=0, now=moment)
    if finished is not None:
        carry_out(
            finish_account, actor=nurse, account_id=account_id, revision=1, now=NOON + timedelta(minutes=finished)
        )
    return account_id


def test_drafts_come_before_finished_accounts_and_the_last_saved_first() -> None:
    nurse = make.person()
    account(nurse, "Finished early", saved=1, finished=9)
    account(nurse, "Draft early", saved=2)
    account(nurse, "Finished late", saved=3, finished=4)
    account(nurse, "Draft late", saved=5)
    lines = look_up(my_accounts, actor=nurse)
    assert [line.title for line in lines] == ["Draft late", "Draft early", "Finished late", "Finished early"]
    assert [line.state for line in lines] == [AccountState.DRAFT] * 2 + [AccountState.FINISHED] * 2
    assert {line.words for line in lines} == {6}


def test_all_finished_accounts_go_onto_paper_in_the_order_they_were_finished() -> None:
    nurse = make.person()
    account(nurse, "Second", saved=1, finished=9)
    account(nurse, "Draft", saved=2)
    account(nurse, "First", saved=3, finished=4)
    account(make.person("Nurse Two"), "Not hers", saved=1, finished=1)
    assert look_up(accounts_for_paper, actor=nurse)[0] == ReflectiveAccount(
        title="First",
        answers=("one two", "three", "four\nfive", "six"),
        themes=("preserve_safety",),
        form_version="2022-06",
        finished_at=NOON + timedelta(minutes=4),
    )
    assert [one.title for one in look_up(accounts_for_paper, actor=nurse)] == ["First", "Second"]


def test_chosen_accounts_go_onto_paper_whatever_their_state_drafts_last() -> None:
    nurse = make.person()
    draft = account(nurse, "Draft", saved=1)
    late = account(nurse, "Second", saved=2, finished=9)
    early = account(nurse, "First", saved=3, finished=4)
    account(nurse, "Not chosen", saved=4, finished=5)
    chosen = look_up(accounts_for_paper, actor=nurse, account_ids=[draft, late, early, 4711])
    assert [one.title for one in chosen] == ["First", "Second", "Draft"]
    assert look_up(accounts_for_paper, actor=nurse, account_ids=[]) == []


def test_attended_sessions_without_an_account_can_be_written_about_newest_first() -> None:
    by, nurse, other = make.librarian(), make.person(), make.person("Nurse Two")
    group_id = make.group(by)
    marks = (Mark.ATTENDED, Mark.ATTENDED_PART, Mark.DID_NOT_ATTEND, Mark.ATTENDED, None)
    made = [make.session(by, group_id, starts_at=NOON + timedelta(days=number + 1)) for number in range(len(marks))]
    end = NOON + timedelta(days=30)
    for session_id, mark in zip(made, marks, strict=True):
        for each in (nurse, other):
            carry_out(book, actor=each, session_id=session_id, now=NOON)
        entries = {nurse.person_id: RegisterEntry(mark, 10)}
        carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=end)
    carry_out(start_account, actor=nurse, session_id=made[3], now=end)
    make.attended(by, made[1], other, now=end)
    carry_out(start_account, actor=other, session_id=made[1], now=end)
    assert [line.session_id for line in look_up(sessions_to_write_about, actor=nurse)] == [made[1], made[0]]
    assert [line.session_id for line in look_up(sessions_to_write_about, actor=nurse, limit=1)] == [made[1]]
    assert look_up(sessions_to_write_about, actor=other) == []
