from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, start_account
from revalidation.commands.drafts import save_draft
from revalidation.domain.accounts import Written
from revalidation.domain.drafts import Draft
from revalidation.domain.people import Actor
from revalidation.queries.accounts import get_account
from revalidation.queries.drafts import versions
from tests import make
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def written_over_days(nurse: Actor, *answers: str) -> int:
    """An account with one version a day."""
    now = datetime.now(UTC) - timedelta(days=len(answers))
    account_id = carry_out(start_account, actor=nurse, session_id=None, now=now)
    for number, answer in enumerate(answers):
        written = Written("On silence", (answer, "b", "c", "d"), ("preserve_safety",))
        draft = Draft("a" * 32, number + 1, number, written)
        moment = now + timedelta(days=number)
        carry_out(save_draft, actor=nurse, account_id=account_id, draft=draft, now=moment)
    return account_id


def test_versions_are_listed_with_their_words_and_what_they_changed() -> None:
    nurse = make.person()
    said = texts(opened("nurse/versions", by=nurse, account=written_over_days(nurse, "one two", "one two three")))
    assert "6 words" in said
    assert "1 word added" in said
    assert "The text now" in said


def test_a_version_is_read_and_brought_back() -> None:
    nurse = make.person()
    account_id = written_over_days(nurse, "What I wrote <first>", "What I wrote second")
    first = look_up(versions, actor=nurse, account_id=account_id).lines[1]
    page = opened("nurse/versions", by=nurse, account=account_id, version=first.id)
    assert "What I wrote <first>" in texts(page)
    page = press(page, "Bring this back")
    assert "This version is back" in texts(page)
    assert look_up(get_account, actor=nurse, account_id=account_id).written.answers[0] == "What I wrote <first>"


def test_a_finished_account_has_to_be_opened_first() -> None:
    nurse = make.person()
    account_id = written_over_days(nurse, "one", "two")
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=2, now=datetime.now(UTC))
    first = look_up(versions, actor=nurse, account_id=account_id).lines[1]
    page = press(opened("nurse/versions", by=nurse, account=account_id, version=first.id), "Bring this back")
    assert "This account is finished." in texts(page)


def test_long_histories_come_in_pages() -> None:
    nurse = make.person()
    account_id = written_over_days(nurse, *map(str, range(30)))
    page = opened("nurse/versions", by=nurse, account=account_id)
    assert "31 in all, 25 on a page." in texts(page)


def test_an_empty_history_says_what_will_be_there() -> None:
    nurse = make.person()
    account_id = carry_out(start_account, actor=nurse, session_id=None, now=datetime.now(UTC))
    assert "Nothing has been saved yet." in texts(opened("nurse/versions", by=nurse, account=account_id))


def test_nobody_else_reads_a_version() -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    account_id, own = written_over_days(nurse, "Mine alone", "two"), written_over_days(other, "x", "y")
    first = look_up(versions, actor=nurse, account_id=account_id).lines[1]
    for asked in (account_id, own):
        said = texts(opened("nurse/versions", by=other, account=asked, version=first.id))
        assert "is not here any more, or it is not yours to see" in said
        assert "Mine alone" not in said
