from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea, TextInput

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, save_account, start_account
from revalidation.commands.bookings import book
from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.nmc import reflective_accounts_form_in_force
from revalidation.domain.people import Actor
from revalidation.queries.accounts import get_account, my_accounts
from tests import make
from tests.pages.looking import opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")
WHOLE = Written("One", ("What happened", "What I learnt", "What I changed", "Why"), ("preserve_safety",))


def started(nurse: Actor) -> int:
    return carry_out(start_account, actor=nurse, session_id=None, now=datetime.now(UTC))


def box(app: AppTest, account_id: int, field: str) -> TextInput | TextArea:
    key = f"account-{account_id}-{field}"
    return app.text_input(key=key) if field == "title" else app.text_area(key=key)


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
    assert tuple(each.label for each in page.text_area) == form.questions


def test_an_account_begins_from_an_attended_session_with_a_factual_line() -> None:
    nurse = make.person()
    session_id = attended_session(nurse)
    page = opened("nurse/account", by=nurse, session=session_id)
    (line,) = look_up(my_accounts, actor=nurse)
    assert line.title == "Talking on the ward"
    first = box(page, line.id, "answer_1").value or ""
    assert "“Evening readers” (reading group, 1 hour)" in first
    assert "Bowers L, James K. Talking on the ward. J Wards. 2019." in first
    opened("nurse/account", by=nurse, session=session_id)
    assert len(look_up(my_accounts, actor=nurse)) == 1


def test_what_is_typed_is_saved_when_the_field_is_left() -> None:
    nurse = make.person()
    account_id = started(nurse)
    page = opened("nurse/account", by=nurse, account=account_id)
    box(page, account_id, "answer_2").set_value("That silence  is an answer.\n\n- and a list").run()
    assert "Saved" in texts(page)
    kept = look_up(get_account, actor=nurse, account_id=account_id)
    assert kept.written.answers[1] == "That silence  is an answer.\n\n- and a list"
    again = opened("nurse/account", by=nurse, account=account_id)
    assert box(again, account_id, "answer_2").value == "That silence  is an answer.\n\n- and a list"


def test_nothing_is_saved_when_nothing_changed() -> None:
    nurse = make.person()
    account_id = started(nurse)
    opened("nurse/account", by=nurse, account=account_id).run()
    assert look_up(get_account, actor=nurse, account_id=account_id).revision == 0


def test_two_windows_do_not_overwrite_each_other_unseen() -> None:
    nurse = make.person()
    account_id = started(nurse)
    one, two = (opened("nurse/account", by=nurse, account=account_id) for _ in range(2))
    box(one, account_id, "answer_1").set_value("From the ward").run()
    box(two, account_id, "answer_1").set_value("From home").run()
    assert "was changed in another window" in texts(two)
    assert box(two, account_id, "answer_1").value == "From home"
    assert look_up(get_account, actor=nurse, account_id=account_id).written.answers[0] == "From the ward"
    press(two, "Keep what is in these boxes")
    assert look_up(get_account, actor=nurse, account_id=account_id).written.answers[0] == "From home"


def test_the_newer_version_can_be_shown_instead() -> None:
    nurse = make.person()
    account_id = started(nurse)
    one, two = (opened("nurse/account", by=nurse, account=account_id) for _ in range(2))
    box(one, account_id, "answer_1").set_value("From the ward").run()
    box(two, account_id, "answer_1").set_value("From home").run()
    press(two, "Show the newer version")
    assert box(two, account_id, "answer_1").value == "From the ward"
    assert "another window" not in texts(two)


def test_finishing_says_what_is_missing_and_keeps_what_was_typed() -> None:
    nurse = make.person()
    account_id = started(nurse)
    page = opened("nurse/account", by=nurse, account=account_id)
    box(page, account_id, "title").set_value("One").run()
    press(page, "Finish this account")
    assert "this account needs an answer to question 1" in texts(page)
    assert box(page, account_id, "title").value == "One"


def test_a_whole_account_is_finished_and_counts_towards_five() -> None:
    nurse = make.person()
    account_id = started(nurse)
    carry_out(save_account, actor=nurse, account_id=account_id, written=WHOLE, revision=0, now=datetime.now(UTC))
    page = press(opened("nurse/account", by=nurse, account=account_id), "Finish this account")
    assert "This account is finished" in texts(page)
    assert "What I changed" in texts(page)
    assert "1 of 5 finished" in texts(opened("nurse/accounts", by=nurse))
    press(page, "Change it")
    assert look_up(get_account, actor=nurse, account_id=account_id).state is AccountState.DRAFT


def test_an_answer_that_is_too_long_is_refused_and_stays_in_the_box() -> None:
    nurse = make.person()
    account_id = started(nurse)
    page = opened("nurse/account", by=nurse, account=account_id)
    box(page, account_id, "answer_3").set_value("x" * 20_001).run()
    assert "at most 20,000 characters" in texts(page)
    assert box(page, account_id, "answer_3").value == "x" * 20_001


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
