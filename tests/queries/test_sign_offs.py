"""What a confirmer sees of a portfolio, what a letter says, what a librarian sees of it, and what is in the bytes."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.encryption import encrypt_anew
from revalidation.commands.messages import claim_message, note_sent
from revalidation.commands.sign_offs import send_new_link, withdraw_link
from revalidation.commands.signing import save_part
from revalidation.domain.letters import Letter
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.people import Actor
from revalidation.domain.sign_offs import LIFE, SignOffKind
from revalidation.domain.signed_forms import Summary
from revalidation.messages.letters import worded
from revalidation.queries.letters import find_letter
from revalidation.queries.messages import messages_in
from revalidation.queries.sign_offs import find_linked_form, get_signed, my_sign_offs
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.messages import MessageRow
from revalidation.storage.practice import PracticePeriodRow
from tests import make
from tests.conftest import KEY
from tests.make import NOON
from tests.signing import TITLES, an_ask, asked, opened, ready_nurse, signed, whole
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("database")
D, C = SignOffKind.DISCUSSION, SignOffKind.CONFIRMATION
DAY = date(2026, 5, 4)
WHEN = {"form_version": "2022-06", "created_at": NOON, "changed_at": NOON}


def record(db: Db, *, nurse: Actor, day: date, topic: str, is_removed: bool = False) -> None:
    """A line in each log."""
    who = {"person_id": nurse.person_id, **WHEN}
    words = {"method": "Reading group", "topic": topic, "code_link": "", "standards_link": ""}
    removed_at = NOON if is_removed else None
    minutes = {"minutes": 150, "participatory_minutes": 60}
    db.add(CpdEntryRow(**who, first_on=day, last_on=day, **words, **minutes, removed_at=removed_at))
    if is_removed:
        return
    db.add(FeedbackRow(**who, given_on=day, source="A patient", kind="Verbal", content="never shown"))
    kept = {"setting": "ward", "scope": "adult", "registration": "nurse", "description": "never shown"}
    practice = {"organisation": topic, "minutes": 450 * 60, "hours_text": "Full time"}
    db.add(PracticePeriodRow(**who, first_on=day, last_on=day, **kept, **practice))


def summary_of(nurse: Actor) -> Summary:
    found = opened(asked(nurse, an_ask(C)).token, C).shown.summary
    assert found
    return found


def test_a_confirmer_sees_what_is_recorded_of_this_period_and_of_nobody_else() -> None:
    nurse, _ = ready_nurse()
    other = make.person("Other")
    for topic, day in (("On silence", DAY), ("On speaking", DAY + timedelta(days=1)), ("Long ago", date(2024, 3, 31))):
        carry_out(record, nurse=nurse, day=day, topic=topic)
    carry_out(record, nurse=nurse, day=DAY, topic="Removed", is_removed=True)
    carry_out(record, nurse=other, day=DAY, topic="Not hers")
    found = summary_of(nurse)
    assert [one.topic for one in found.cpd] == ["On silence", "On speaking"]
    assert (found.cpd_minutes, found.participatory_minutes, found.practice_minutes) == (300, 120, 54_000)
    assert (len(found.feedback), len(found.practice), len(found.accounts)) == (2, 2, 5)
    assert (found.practice_hours_needed, found.cpd_hours_needed, found.participatory_hours_needed) == (450, 35, 20)
    assert found.registrations == ("Registered Nurse",)
    assert "never shown" not in repr(found)


def test_what_a_confirmer_sees_holds_no_text_of_an_account_that_was_not_chosen() -> None:
    nurse, ids = ready_nurse()
    shown = opened(asked(nurse, an_ask(C, ids[:1])).token, C).shown
    assert [account.title for account in shown.accounts] == ["One"]
    assert "What happened: Two" not in repr(shown)


def test_ten_times_the_lines_take_the_same_number_of_statements(database: str) -> None:
    nurse, ids = ready_nurse()
    token = asked(nurse, an_ask(C, ids)).token
    numbers = []
    for _ in range(2):
        with counted(database) as sent:
            look_up(find_linked_form, token=token, kind=C, now=NOON)
            look_up(my_sign_offs, actor=nurse, now=NOON)
        numbers.append(len(sent))
        for number in range(20):
            carry_out(record, nurse=nurse, day=DAY, topic=f"Topic {number}")
    assert numbers[0] == numbers[1] > 0


def ids_of(db: Db, *, kind: MessageKind) -> list[int]:
    return list(db.scalars(select(MessageRow.id).where(MessageRow.kind == kind).order_by(MessageRow.id)))


def letters(kind: MessageKind) -> list[Letter | None]:
    return [look_up(find_letter, message_id=each, now=NOON) for each in look_up(ids_of, kind=kind)]


def test_only_the_newest_link_of_a_form_goes_out_and_none_once_it_is_withdrawn() -> None:
    nurse, ids = ready_nurse()
    ask = asked(nurse, an_ask(D, ids))
    anew = carry_out(send_new_link, actor=nurse, sign_off_id=ask.sign_off_id, now=NOON)
    first, second = letters(MessageKind.SIGN_OFF_INVITATION)
    assert first is None
    assert second
    assert (second.sign_off_token, second.email) == (anew.token, "pat@trust.example")
    assert f"https://app.example/discussion?token={anew.token}" in repr(worded(second, "https://app.example"))
    carry_out(withdraw_link, actor=nurse, sign_off_id=ask.sign_off_id, now=NOON)
    assert letters(MessageKind.SIGN_OFF_INVITATION) == [None, None]


def test_letters_hold_no_word_of_what_was_written_and_no_pin() -> None:
    nurse, ids = ready_nurse()
    signed(asked(nurse, an_ask(D, ids)).token)
    (letter,) = letters(MessageKind.SIGNED)
    assert letter
    assert letter.email == nurse.email
    said = repr(worded(letter, "https://app.example"))
    assert "https://app.example/sign_offs" in said
    for never in (*TITLES[1:], "What happened", "12A1234B", "13A1234B", "We talked"):
        assert never not in said


def test_the_secret_of_a_link_is_kept_until_its_message_has_gone() -> None:
    nurse, ids = ready_nurse()
    asked(nurse, an_ask(D, ids))
    claimed = carry_out(claim_message, now=NOON)
    assert claimed
    carry_out(note_sent, claimed=claimed, now=NOON)
    assert look_up(lambda db: db.scalars(select(MessageRow.secret)).all()) == [None]
    assert look_up(my_sign_offs, actor=nurse, now=NOON)[0].mail is MessageState.SENT


def test_a_librarian_reads_neither_whom_a_nurse_has_asked_nor_which_nurse_it_was() -> None:
    nurse, ids = ready_nurse()
    token = asked(nurse, an_ask(D, ids)).token
    signed(token)
    lines, total = look_up(messages_in, actor=make.librarian(), state=MessageState.WAITING)
    assert total == 2
    assert [(line.name, line.email) for line in lines] == [("", "")] * 2
    assert not any(secret in repr(lines) for secret in (token, "Pat", "pat@", nurse.name, nurse.email))


def test_a_signature_outlives_a_change_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    nurse, ids = ready_nurse()
    ask = asked(nurse, an_ask(D, ids))
    signed(ask.token)
    new = Fernet.generate_key().decode()
    monkeypatch.setenv("REVALIDATION_KEY", f"{new} {KEY}")
    carry_out(encrypt_anew)
    monkeypatch.setenv("REVALIDATION_KEY", new)
    assert look_up(get_signed, actor=nurse, sign_off_id=ask.sign_off_id).is_untouched


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_of_a_form_is_in_the_bytes_of_the_database(tmp_path: Path) -> None:
    nurse, ids = ready_nurse()
    ask = asked(nurse, an_ask(D, ids))
    draft = whole(summary="Quellwater draft", address="Quellwater address")
    carry_out(save_part, token=ask.token, kind=D, completed=draft, revision=0, now=NOON)
    second = asked(nurse, an_ask(C, ids))
    signed(second.token, C, changes={"address": "Quellwater street"})
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file()).lower()
    for secret in ("quellwater", "pat partner", "pat@trust", "con firmer", "con@trust", "13a1234b", ask.token.lower()):
        assert secret.encode() not in everything, secret
    assert look_up(find_linked_form, token=ask.token, kind=D, now=NOON + LIFE) is None
