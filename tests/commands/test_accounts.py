from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import delete_account, finish_account, reopen_account, save_account, start_account
from revalidation.commands.bookings import book
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.people import Actor
from revalidation.domain.refusals import (
    AlreadyFinished,
    ChangedElsewhere,
    NotFinishedYet,
    NotForYourRole,
    NotFound,
    TooLong,
)
from revalidation.domain.register import Mark
from revalidation.queries.accounts import (
    AccountInFull,
    accounts_for_paper,
    get_account,
    my_accounts,
    sessions_to_write_about,
)
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = datetime(2026, 12, 11, 12, 30, tzinfo=UTC)
END = START + timedelta(hours=1)
WHOLE = Written(
    title="On time", answers=("- one\n- two", "b", "c", "d"), themes=("preserve_safety", "prioritise_people")
)


def attended(mark: RegisterEntry | None = None) -> tuple[Actor, Actor, int]:
    """A nurse, a librarian, and a session which the nurse attended."""
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by), starts_at=START, articles=(make.article(by), make.article(by, "Two")))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    entries = {nurse.person_id: mark or RegisterEntry(Mark.ATTENDED)}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=END)
    return nurse, by, session_id


def started(nurse: Actor, session_id: int | None = None) -> int:
    return carry_out(start_account, actor=nurse, session_id=session_id, now=END)


def save(nurse: Actor, account_id: int, written: Written, revision: int, now: datetime = END) -> int:
    return carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=revision, now=now)


def finish(nurse: Actor, account_id: int, revision: int = 1) -> None:
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=revision, now=END)


def seen(nurse: Actor, account_id: int) -> AccountInFull:
    return look_up(get_account, actor=nurse, account_id=account_id)


def test_an_account_starts_from_nothing_on_the_form_in_force() -> None:
    nurse = make.person()
    account = seen(nurse, started(nurse))
    assert (account.written, account.state, account.revision) == (Written(), AccountState.DRAFT, 0)
    assert account.form_version == "2022-06"


def test_an_account_of_an_attended_session_opens_with_its_facts() -> None:
    nurse, _, session_id = attended()
    written = seen(nurse, started(nurse, session_id)).written
    citation = "Bowers L, James K. {}. J Wards. 2019. doi:10.1234/wards"
    assert written == Written(
        title="Talking on the ward",
        answers=(
            (
                "In December 2026 I took part in “Evening readers” (reading group, 1 hour). We read and discussed: "
                f"{citation.format('Talking on the ward')} {citation.format('Two')}\n\n"
            ),
            "",
            "",
            "",
        ),
    )


def test_part_attendance_counts_its_own_minutes() -> None:
    nurse, _, session_id = attended(RegisterEntry(Mark.ATTENDED_PART, 25))
    assert "(reading group, 25 minutes)" in seen(nurse, started(nurse, session_id)).written.answers[0]


def test_a_session_gives_one_account_however_often_it_is_asked_for() -> None:
    nurse, _, session_id = attended()
    account_id = started(nurse, session_id)
    save(nurse, account_id, WHOLE, 0)
    assert started(nurse, session_id) == account_id
    assert seen(nurse, account_id).written == WHOLE


def test_a_session_gives_one_account_to_two_windows_at_once() -> None:
    nurse, _, session_id = attended()
    outcomes = at_once([partial(started, nurse, session_id)] * 5)
    assert len(set(map(repr, outcomes))) == 1
    assert len(look_up(my_accounts, actor=nurse)) == 1


def test_a_session_that_she_did_not_attend_gives_no_account() -> None:
    nurse, _, session_id = attended(RegisterEntry(Mark.DID_NOT_ATTEND))
    other = make.person("Nurse Two")
    for actor, asked in ((nurse, session_id), (other, session_id), (nurse, 4711)):
        with pytest.raises(NotFound):
            started(actor, asked)
    assert look_up(my_accounts, actor=nurse) == []


def test_what_is_saved_comes_back_as_typed() -> None:
    nurse = make.person()
    account_id = started(nurse)
    assert save(nurse, account_id, WHOLE, 0) == 1
    assert save(nurse, account_id, WHOLE, 1) == 2
    account = seen(nurse, account_id)
    assert (account.written, account.revision, account.saved_at) == (WHOLE, 2, END)


def test_an_older_revision_is_refused_and_nothing_is_lost() -> None:
    nurse = make.person()
    account_id = started(nurse)
    save(nurse, account_id, WHOLE, 0)
    for stale in (0, 2):
        with pytest.raises(ChangedElsewhere, match="at 13:30"):
            save(nurse, account_id, Written(title="Other"), stale)
    assert seen(nurse, account_id).written == WHOLE


def test_of_two_windows_that_save_at_once_one_is_told() -> None:
    nurse = make.person()
    account_id = started(nurse)
    outcomes = at_once([partial(save, nurse, account_id, Written(title=str(number)), 0) for number in range(5)])
    assert outcomes.count(1) == 1
    assert sum(isinstance(outcome, ChangedElsewhere) for outcome in outcomes) == 4
    assert seen(nurse, account_id).written.title == str(outcomes.index(1))


def test_an_answer_that_is_too_long_is_refused_beside_its_field_and_the_rest_stays() -> None:
    nurse = make.person()
    account_id = started(nurse)
    save(nurse, account_id, WHOLE, 0)
    with pytest.raises(TooLong) as refused:
        save(nurse, account_id, Written(answers=("a", "b", "c" * 20_001, "d")), 1)
    assert refused.value.field == "answer_3"
    assert (seen(nurse, account_id).written, seen(nurse, account_id).revision) == (WHOLE, 1)


def test_an_account_is_finished_once_it_has_everything() -> None:
    nurse = make.person()
    account_id = started(nurse)
    with pytest.raises(NotFinishedYet) as refused:
        finish(nurse, account_id, revision=0)
    assert refused.value.field == "title"
    assert seen(nurse, account_id).state is AccountState.DRAFT
    save(nurse, account_id, WHOLE, 0)
    finish(nurse, account_id)
    assert seen(nurse, account_id).state is AccountState.FINISHED
    (line,) = look_up(my_accounts, actor=nurse)
    assert (line.finished_at, line.words) == (END, 7)


def test_a_finished_account_is_not_written_on_until_it_is_opened_again() -> None:
    nurse = make.person()
    account_id = started(nurse)
    save(nurse, account_id, WHOLE, 0)
    finish(nurse, account_id)
    with pytest.raises(AlreadyFinished):
        save(nurse, account_id, Written(), 1)
    assert seen(nurse, account_id).written == WHOLE
    carry_out(reopen_account, actor=nurse, account_id=account_id)
    save(nurse, account_id, Written(title="Half"), 1)
    assert seen(nurse, account_id).state is AccountState.DRAFT
    assert look_up(accounts_for_paper, actor=nurse) == []


def test_a_deleted_account_is_gone_and_its_session_can_be_written_about_again() -> None:
    nurse, _, session_id = attended()
    account_id = started(nurse, session_id)
    carry_out(delete_account, actor=nurse, account_id=account_id, now=END)
    with pytest.raises(NotFound):
        seen(nurse, account_id)
    assert [line.session_id for line in look_up(sessions_to_write_about, actor=nurse)] == [session_id]


ACTS: list[Callable[[Actor, int], object]] = [
    seen,
    finish,
    lambda actor, account_id: save(actor, account_id, Written(title="Not mine"), 1),
    lambda actor, account_id: carry_out(reopen_account, actor=actor, account_id=account_id),
    lambda actor, account_id: carry_out(delete_account, actor=actor, account_id=account_id, now=END),
]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_but_its_author_can_do_anything_with_an_account(act: Callable[[Actor, int], object]) -> None:
    nurse, by, _ = attended()
    account_id = started(nurse)
    save(nurse, account_id, WHOLE, 0)
    finish(nurse, account_id)
    before = seen(nurse, account_id)
    with pytest.raises(NotFound):
        act(make.person("Nurse Two"), account_id)
    with pytest.raises(NotFound):
        act(nurse, 4711)
    with pytest.raises(NotForYourRole):
        act(by, account_id)
    assert seen(nurse, account_id) == before


def test_nobody_but_its_author_sees_that_an_account_is_there() -> None:
    nurse, by, _ = attended()
    account_id = started(nurse)
    save(nurse, account_id, WHOLE, 0)
    finish(nurse, account_id)
    other = make.person("Nurse Two")
    assert look_up(my_accounts, actor=other) == []
    assert look_up(accounts_for_paper, actor=other) == []
    assert look_up(accounts_for_paper, actor=other, account_ids=[account_id]) == []
    assert look_up(sessions_to_write_about, actor=other) == []
    for query in (my_accounts, accounts_for_paper, sessions_to_write_about):
        with pytest.raises(NotForYourRole):
            look_up(query, actor=by)
    with pytest.raises(NotForYourRole):
        started(by)


@pytest.mark.usefixtures("database")
def test_finishing_counts_only_what_this_window_has_seen() -> None:
    nurse = make.person()
    account_id = carry_out(start_account, actor=nurse, session_id=None, now=NOON)
    save(nurse, account_id, WHOLE, 0)
    with pytest.raises(ChangedElsewhere):
        carry_out(finish_account, actor=nurse, account_id=account_id, revision=0, now=END)
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=END)
