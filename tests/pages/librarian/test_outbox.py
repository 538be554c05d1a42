"""What a librarian sees of messages: those that could not be delivered, those that wait, and why."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out
from revalidation.commands.bookings import book
from revalidation.commands.messages import claim_message, note_refused, note_sent, note_worker
from revalidation.domain.people import Actor
from revalidation.domain.sign_offs import SignOffKind
from tests import make
from tests.pages.looking import opened, press, texts
from tests.signing import an_ask, asked, ready_nurse, signed

pytestmark = pytest.mark.usefixtures("database")


def now() -> datetime:
    return datetime.now(UTC)


def written(nurses: int = 1) -> tuple[Actor, int]:
    """As many messages that say that somebody has a place."""
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=40, starts_at=now() + timedelta(days=5), now=now())
    for number in range(nurses):
        carry_out(book, actor=make.person(f"Nurse {number:02}"), session_id=session_id, now=now())
    return by, session_id


def refused(*, is_for_good: bool) -> None:
    claimed = carry_out(claim_message, now=now())
    assert claimed
    trouble = "The mail server refuses the recipient (550)"
    carry_out(note_refused, claimed=claimed, trouble=trouble, is_for_good=is_for_good, now=now())


def mail_is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_SMTP", "smtp://mail.example")
    monkeypatch.setenv("REVALIDATION_MAIL_FROM", "library@trust.example")


def test_without_a_mail_server_the_page_says_who_sets_it_up() -> None:
    by, _ = written()
    page = opened("librarian/outbox", by)
    assert "No mail server is set up yet, so messages wait here." in texts(page)
    assert "0 not delivered, 1 waiting." in texts(page)
    assert "Booking confirmed" in texts(page)


def test_what_could_not_be_delivered_is_named_with_the_reason_and_can_be_tried_again() -> None:
    by, _ = written()
    refused(is_for_good=True)
    page = opened("librarian/outbox", by)
    for said in ("Booking confirmed", "Nurse 00", "nurse.00@trust.example", "refuses the recipient (550)"):
        assert said in texts(page)
    assert "1 not delivered" in texts(opened("librarian/today", by))
    page = press(page, "Try again")
    assert "It waits again" in texts(page)
    assert "0 not delivered, 1 waiting." in texts(page)


def test_many_that_failed_are_tried_again_with_one_press() -> None:
    by, _ = written(nurses=2)
    for _ in range(2):
        refused(is_for_good=True)
    page = press(opened("librarian/outbox", by), "Try all again")
    assert "2 messages wait again." in texts(page)
    assert "0 not delivered, 2 waiting." in texts(page)


@pytest.mark.parametrize(
    ("minutes", "trouble", "says"),
    [
        (None, "", "Nothing has sent messages yet."),
        (11, "", "the worker is not running"),
        (1, "The mail server does not answer", "The mail server does not answer."),
    ],
)
def test_a_worker_or_mail_server_that_stands_still_is_said(
    monkeypatch: pytest.MonkeyPatch, minutes: int | None, trouble: str, says: str
) -> None:
    mail_is_set_up(monkeypatch)
    by, _ = written()
    if minutes:
        carry_out(note_worker, trouble=trouble, now=now() - timedelta(minutes=minutes))
    assert says in texts(opened("librarian/outbox", by))
    assert says in texts(opened("librarian/today", by))


def test_when_all_is_well_today_says_nothing_of_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    mail_is_set_up(monkeypatch)
    by, _ = written()
    carry_out(note_worker, trouble="", now=now())
    assert "Messages" not in texts(opened("librarian/today", by))


def test_many_messages_come_in_pages_and_by_their_state() -> None:
    by, _ = written(nurses=30)
    claimed = carry_out(claim_message, now=now())
    assert claimed
    carry_out(note_sent, claimed=claimed, now=now())
    refused(is_for_good=False)
    page = opened("librarian/outbox", by)
    page.segmented_control(key="show").set_value("Waiting").run()
    assert texts(page).count("Booking confirmed") == 25
    assert "29 in all, 25 on a page." in texts(page)
    page.segmented_control(key="show").set_value("Sent").run()
    assert "Sent at" in texts(page)


def test_a_nurse_cannot_open_it() -> None:
    assert "This page is for librarians." in texts(opened("librarian/outbox", make.person()))


def test_the_messages_about_one_session_are_a_part_of_its_page() -> None:
    by, session_id = written(nurses=2)
    refused(is_for_good=True)

    def part(by: object, session_id: int) -> None:
        from pages.librarian.parts.messages import session_messages  # noqa: PLC0415 (AppTest runs this by itself)

        session_messages(by, session_id)  # type: ignore[arg-type]

    page = AppTest.from_function(part, kwargs={"by": by, "session_id": session_id}, default_timeout=30).run()
    assert texts(page).count("Booking confirmed") == 2
    assert "Evening readers" not in texts(page)
    page.button[0].click().run()
    assert "Not delivered" not in texts(page)
    other = AppTest.from_function(part, kwargs={"by": by, "session_id": session_id + 1}, default_timeout=30).run()
    assert "Nobody has been written to about this session yet." in texts(other)


def test_whom_a_nurse_has_asked_to_sign_stays_her_own_affair() -> None:
    nurse, ids = ready_nurse(now=now())
    signed(asked(nurse, an_ask(SignOffKind.DISCUSSION, ids), now=now()).token, now=now())
    page = opened("librarian/outbox", make.librarian())
    page.segmented_control(key="show").set_value("Waiting").run()
    said = texts(page)
    assert "Somebody a nurse has asked" in said
    assert not any(secret in said for secret in ("Pat", "pat@trust.example", nurse.name, nurse.email))
