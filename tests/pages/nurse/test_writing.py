import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.bookings import book
from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.nmc import reflective_accounts_form_in_force
from revalidation.domain.people import Actor
from revalidation.queries.accounts import get_account, my_accounts
from tests import make
from tests.commands.test_sources import cpd_entry
from tests.pages.looking import opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")
WHOLE = Written("One", ("What happened", "What I learnt", "What I changed", "Why"), ("preserve_safety",))


def started(nurse: Actor) -> int:
    return carry_out(start_account, actor=nurse, session_id=None, now=datetime.now(UTC))


def sheet(page: AppTest) -> dict[str, Any]:
    """What the page gives the component that is written in."""
    (part,) = page.get("bidi_component")
    given: dict[str, Any] = json.loads(part.proto.json)
    return given


def attended_session(nurse: Actor) -> int:
    by, then = make.librarian(), datetime.now(UTC) - timedelta(days=2)
    session_id = make.session(by, make.group(by), starts_at=then, articles=(make.article(by),))
    carry_out(book, actor=nurse, session_id=session_id, now=then - timedelta(hours=5))
    make.attended(by, session_id, nurse, now=then + timedelta(hours=2))
    return session_id


def test_the_four_questions_stand_above_the_boxes_word_for_word() -> None:
    nurse = make.person()
    page = opened("nurse/account", by=nurse, account=started(nurse))
    form = reflective_accounts_form_in_force(datetime.now(UTC).date())
    assert tuple(sheet(page)["questions"]) == form.questions


def test_an_account_begins_from_an_attended_session_with_a_factual_line() -> None:
    nurse = make.person()
    session_id = attended_session(nurse)
    page = opened("nurse/account", by=nurse, session=session_id)
    (line,) = look_up(my_accounts, actor=nurse)
    assert line.title == "Talking on the ward"
    first = sheet(page)["written"]["answers"][0]
    assert "“Evening readers” (reading group, 1 hour)" in first
    assert "Bowers L, James K. Talking on the ward. J Wards. 2019." in first
    opened("nurse/account", by=nurse, session=session_id)
    assert len(look_up(my_accounts, actor=nurse)) == 1


def test_nothing_is_saved_when_nothing_changed() -> None:
    nurse = make.person()
    account_id = started(nurse)
    opened("nurse/account", by=nurse, account=account_id).run()
    assert look_up(get_account, actor=nurse, account_id=account_id).revision == 0


def test_a_finished_account_is_shown_counts_towards_five_and_can_be_changed() -> None:
    nurse = make.person()
    account_id = started(nurse)
    carry_out(save_account, actor=nurse, account_id=account_id, written=WHOLE, revision=0, now=datetime.now(UTC))
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=datetime.now(UTC))
    page = opened("nurse/account", by=nurse, account=account_id)
    assert "What I changed" in texts(page)
    assert "1 of 5 finished" in texts(opened("nurse/accounts", by=nurse))
    press(page, "Change it")
    assert look_up(get_account, actor=nurse, account_id=account_id).state is AccountState.DRAFT
    assert sheet(page)["written"]["title"] == "One"


def test_what_an_account_is_about_is_linked_and_unlinked() -> None:
    nurse = make.person()
    account_id = carry_out(start_account, actor=nurse, session_id=attended_session(nurse), now=datetime.now(UTC))
    carry_out(cpd_entry, person_id=nurse.person_id, topic="Listening *well*")
    page = opened("nurse/account", by=nurse, account=account_id)
    assert "What struck you?" in texts(page)
    page.selectbox[0].select_index(0)
    page = press(page, "Link it")
    assert "Listening *well*" in texts(page)
    page = press(page, "Unlink")
    assert "It stays in your portfolio." in texts(page)


def test_what_could_identify_somebody_is_listed_before_a_document_leaves() -> None:
    nurse = make.person()
    for title, answer in (("One", "I met Mrs Patel."), ("Two", "I waited.")):
        account_id = started(nurse)
        written = Written(title, (answer, "b", "c", "d"), ("preserve_safety",))
        carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=0, now=datetime.now(UTC))
        carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=datetime.now(UTC))
        said = texts(opened("nurse/account", by=nurse, account=account_id))
        assert ("“Mrs Patel”:" in said) == ("1 passage could identify somebody" in said) == (title == "One")
    assert "“Mrs Patel”:" in texts(opened("nurse/accounts", by=nurse))


def test_deleting_asks_once() -> None:
    nurse = make.person()
    account_id = started(nurse)
    page = press(opened("nurse/account", by=nurse, account=account_id), "Delete")
    assert "gone for good" in texts(page)
    assert look_up(my_accounts, actor=nurse)
    page.button(key="really_delete").click().run()
    assert not look_up(my_accounts, actor=nurse)


def test_nobody_else_opens_an_account() -> None:
    author, other = make.person("Author"), make.person("Other")
    account_id = started(author)
    carry_out(save_account, actor=author, account_id=account_id, written=WHOLE, revision=0, now=datetime.now(UTC))
    carry_out(finish_account, actor=author, account_id=account_id, revision=1, now=datetime.now(UTC))
    page = texts(opened("nurse/account", by=other, account=account_id))
    assert "This reflective account is not here any more, or it is not yours to see." in page
    assert "What I changed" not in page


def test_answers_show_as_they_were_typed() -> None:
    nurse = make.person()
    account_id = started(nurse)
    nasty = "![x](https://elsewhere.example/x.png) <img src=x onerror=alert(1)> $x$ :material/home:"
    written = Written(nasty, (nasty, nasty, nasty, nasty), ("preserve_safety",))
    carry_out(save_account, actor=nurse, account_id=account_id, written=written, revision=0, now=datetime.now(UTC))
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=datetime.now(UTC))
    page = opened("nurse/account", by=nurse, account=account_id)
    assert texts(page).count(nasty) == 5
    assert titles(page) == ["Reflective account"]
    assert nasty in texts(opened("nurse/accounts", by=nurse))


def test_registration_details_are_kept_and_give_the_dates_that_follow() -> None:
    nurse = make.person()
    page = opened("nurse/details", by=nurse)
    page.text_input[0].set_value(" 12a1234b ")
    page.date_input[0].set_value(datetime(2027, 3, 9, tzinfo=UTC).date())
    press(page, "Save")
    said = texts(page)
    assert "Your registration details are saved" in said
    assert page.text_input[0].value == "12A1234B"
    assert "Wed 31 Mar 2027" in said
    assert "Mon 1 Mar 2027" in said
    assert "Thu 31 Dec 2026" in said


def test_an_unlikely_pin_is_kept_with_a_remark() -> None:
    page = opened("nurse/details", by=make.person())
    page.text_input[0].set_value("12345")
    press(page, "Save")
    assert "Please check your Pin" in texts(page)
    assert page.text_input[0].value == "12345"
