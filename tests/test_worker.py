"""The worker with a real mail server: what it does in a round, and that nothing is lost or said twice under stress."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.distribution import send_for_session
from revalidation.commands.messages import try_again
from revalidation.domain.bookings import BookingState
from revalidation.domain.messages import LEASE, MessageKind, MessageState
from revalidation.domain.people import Actor
from revalidation.domain.places import PlaceRules
from revalidation.queries.messages import messages_in, outbox
from revalidation.settings import ROOT
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.people import PersonRow
from revalidation.worker import keep_working, work_once
from tests import make
from tests.make import NOON
from tests.post_office import PostOffice, open_post_office

pytestmark = pytest.mark.usefixtures("database")

MINUTE = timedelta(minutes=1)
MANY, KILLS, SPEED = 600, 8, 40


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with open_post_office() as opened:
        monkeypatch.setenv("REVALIDATION_SMTP", f"smtp://127.0.0.1:{opened.port}?tls=none")
        monkeypatch.setenv("REVALIDATION_MAIL_FROM", "The library <library@trust.example>")
        monkeypatch.setenv("REVALIDATION_ADDRESS", "https://groups.trust.example")
        yield opened


def worked(minutes: int = 0) -> str:
    return work_once(threading.Event(), clock=lambda: NOON + minutes * MINUTE)


def booked() -> tuple[Actor, Actor, int]:
    """Somebody with a place, of which nobody is reminded."""
    by, nurse = make.librarian(), make.person()
    group_id = make.group(by, rules=PlaceRules(reminder_days=()))
    session_id = make.session(by, group_id, starts_at=NOON + timedelta(days=10))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    return by, nurse, session_id


def test_what_a_session_reads_goes_to_whoever_gets_a_place_later_and_leads_to_its_page(office: PostOffice) -> None:
    by, nurse = make.librarian(), make.person()
    article_id = make.article(by)
    group_id = make.group(by, rules=PlaceRules(reminder_days=()))
    session_id = make.session(by, group_id, starts_at=NOON + timedelta(days=10), articles=(article_id,))
    carry_out(book, actor=make.person("First"), session_id=session_id, now=NOON)
    carry_out(send_for_session, actor=by, session_id=session_id, with_waiting=False, now=NOON)
    assert worked() == ""
    carry_out(book, actor=nurse, session_id=session_id, now=NOON + MINUTE)
    assert worked(2) == ""
    reading = [mail for mail in office.mails if mail["Subject"].startswith("To read")]
    assert [mail["To"].addresses[0].addr_spec for mail in reading] == ["first@trust.example", nurse.email]
    said = reading[1].get_payload(0).get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert f"https://groups.trust.example/read?article={article_id}" in said
    assert worked(3) == ""
    assert len(office.mails) == 4


def test_a_booking_is_confirmed_by_e_mail_with_a_calendar_entry(office: PostOffice) -> None:
    _by, nurse, _session_id = booked()
    assert worked() == ""
    (mail,) = office.mails
    assert mail["To"].addresses[0].addr_spec == nurse.email
    assert "BEGIN:VEVENT" in mail.get_payload(2).get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert worked(1) == ""
    assert len(office.mails) == 1


def test_what_no_longer_applies_is_not_sent_and_only_the_newest_calendar_entry_goes_out(office: PostOffice) -> None:
    _by, nurse, session_id = booked()
    carry_out(cancel_booking, actor=nurse, session_id=session_id, now=NOON + MINUTE)
    worked(2)
    (mail,) = office.mails
    assert mail["Subject"].startswith("Your booking is cancelled")


def test_without_a_mail_server_messages_wait(monkeypatch: pytest.MonkeyPatch, office: PostOffice) -> None:
    by, _nurse, _session_id = booked()
    monkeypatch.delenv("REVALIDATION_SMTP")
    assert worked() == ""
    assert office.handed == []
    box = look_up(outbox, actor=by)
    assert (box.waiting, box.dead, box.seen_at, box.trouble) == (1, 0, NOON, "")


def test_a_mail_server_that_is_down_costs_no_try_and_the_trouble_is_seen(
    monkeypatch: pytest.MonkeyPatch, office: PostOffice
) -> None:
    by, _nurse, _session_id = booked()
    right = os.environ["REVALIDATION_SMTP"]
    monkeypatch.setenv("REVALIDATION_SMTP", "smtp://127.0.0.1:9?tls=none")
    for minutes in (0, 1, 2):
        assert worked(minutes) == "The mail server does not answer"
    box = look_up(outbox, actor=by)
    assert (box.waiting, box.trouble_since, box.seen_at) == (1, NOON, NOON + 2 * MINUTE)
    monkeypatch.setenv("REVALIDATION_SMTP", right)
    assert worked(3) == ""
    assert len(office.mails) == 1
    assert look_up(outbox, actor=by).trouble_since is None


def test_a_sender_that_is_refused_costs_no_try_either(office: PostOffice) -> None:
    by, _nurse, _session_id = booked()
    office.refuses_sender = "550 5.7.1 who are you"
    assert worked() == "The mail server refuses our address (550)"
    ((line,), _total) = look_up(messages_in, actor=by, state=MessageState.WAITING)
    assert (line.tries, line.trouble) == (0, "")
    office.refuses_sender = ""
    worked(1)
    assert len(office.mails) == 1


def test_a_refusal_for_the_moment_is_tried_again_after_a_while_and_in_the_end_is_dead(office: PostOffice) -> None:
    by, nurse, _session_id = booked()
    office.refuses[nurse.email] = ["451 later"] * 12
    worked(0)
    worked(0)
    assert len(office.handed) == 1
    worked(1)
    assert len(office.handed) == 2
    for day in range(1, 10):
        worked(day * 24 * 60)
    assert len(office.handed) == 11
    worked(10 * 24 * 60 - 1)  # the session has not begun yet
    ((line,), total) = look_up(messages_in, actor=by, state=MessageState.DEAD)
    assert (total, line.tries, line.name) == (1, 12, nurse.name)
    assert line.trouble == "The mail server refuses the message (451)"
    carry_out(try_again, actor=by, message_id=line.id, now=NOON + 10 * 24 * 60 * MINUTE)
    worked(10 * 24 * 60 + 1)
    assert len(office.mails) == 1


def test_a_message_that_cannot_be_written_keeps_no_other_from_being_sent(office: PostOffice) -> None:
    by, _nurse, session_id = booked()
    odd = replace(make.person("Odd Address"), email="a..b@trust.example")

    def spoil(db: Db) -> None:
        db.get_one(PersonRow, odd.person_id).email = odd.email

    carry_out(spoil)
    carry_out(book, actor=odd, session_id=session_id, now=NOON - MINUTE)
    worked(0)
    assert len(office.mails) == 1
    ((line,), _total) = look_up(messages_in, actor=by, state=MessageState.WAITING)
    assert (line.email, line.tries) == (odd.email, 1)
    assert line.trouble.startswith("It could not be written (")
    assert "@" not in line.trouble


def test_nothing_ends_the_worker_but_the_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "secret@name.db"
    folder.mkdir()
    monkeypatch.setenv("REVALIDATION_DATABASE", f"sqlite:///{folder}")
    stop = threading.Event()
    thread = threading.Thread(target=keep_working, args=(stop,), kwargs={"pause": 0.01})
    thread.start()
    time.sleep(0.3)
    assert thread.is_alive()
    stop.set()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert caplog.records
    assert "secret" not in caplog.text


def add_many(db: Db, *, session_ids: list[int]) -> None:
    """Many people with a place each, and the messages that say so."""
    people = [
        PersonRow(email=f"nurse.{number}@trust.example", name=f"Nurse {number}", created_at=NOON)
        for number in range(MANY)
    ]
    db.add_all(people)
    db.flush()
    bookings = [
        BookingRow(
            session_id=session_ids[number % len(session_ids)],
            person_id=person.id,
            state=BookingState.CONFIRMED,
            queued_at=NOON,
            changed_at=NOON,
            sequence=1,
        )
        for number, person in enumerate(people)
    ]
    db.add_all(bookings)
    db.flush()
    db.add_all(
        MessageRow(
            key=f"booked-{booking.id}",
            kind=MessageKind.BOOKED,
            person_id=booking.person_id,
            session_id=booking.session_id,
            booking_id=booking.id,
            sequence=0,
            due_at=NOON,
            created_at=NOON,
        )
        for booking in bookings
    )


def count_waiting(db: Db) -> int:
    return db.scalar(select(func.count()).where(MessageRow.state == MessageState.WAITING)) or 0


def start_worker(epoch: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.hurried_worker", str(epoch), NOON.isoformat(), str(SPEED)]
    return subprocess.Popen(command, cwd=ROOT)  # noqa: S603 (our own worker)


def overlapping(office: PostOffice) -> list[str]:
    """Messages that were handed over a second time before the first had ended."""
    spans = defaultdict(list)
    for each in office.handed:
        spans[each.identity].append((each.began, each.ended))
    found = []
    for identity, times in spans.items():
        times.sort()
        found += [identity for (_, ended), (began, _) in pairwise(times) if began < ended]
    return found


def killed_while_working(epoch: float) -> tuple[int, int]:
    """Two workers, one of which is killed and replaced again and again; how often, and how many messages are left."""
    rng = random.Random(7)  # noqa: S311 (the same every time is the point)
    workers = [start_worker(epoch), start_worker(epoch)]
    killed = 0
    try:
        given_up_at = time.monotonic() + 90
        while (left := look_up(count_waiting)) and time.monotonic() < given_up_at:
            time.sleep(rng.uniform(0.7, 1.5))
            if killed < KILLS and look_up(count_waiting) > MANY // 20:
                chosen = rng.randrange(2)
                workers[chosen].send_signal(signal.SIGKILL)
                workers[chosen].wait()
                workers[chosen] = start_worker(epoch)
                killed += 1
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    return killed, left


def test_workers_that_are_killed_lose_nothing_and_never_send_one_message_together(office: PostOffice) -> None:
    by = make.librarian()
    group_id = make.group(by)
    start = NOON + timedelta(days=20)
    session_ids = [make.session(by, group_id, starts_at=start, capacity=MANY // 2) for _ in range(2)]
    carry_out(add_many, session_ids=session_ids)
    addresses = [f"nurse.{number}@trust.example" for number in range(MANY)]
    moments, never = addresses[::10], addresses[5::50]
    office.refuses = {each: ["451 later"] for each in moments} | {each: ["550 no such user"] * 99 for each in never}
    office.slowness = 0.01
    assert LEASE.total_seconds() / SPEED > 5  # no worker on a busy machine is slower than that

    killed, left = killed_while_working(time.time())

    assert (killed >= KILLS // 2, left) == (True, 0)
    taken = office.taken()
    assert {each.to for each in taken} == set(addresses) - set(never)
    assert len({(each.to, each.identity) for each in office.handed}) == MANY  # a second copy has the same Message-ID
    twice = sum(count - 1 for count in Counter(each.identity for each in taken).values())
    assert twice < MANY * 0.02
    assert overlapping(office) == []
    assert [each.answer[:3] for each in office.handed if each.to in never] == ["550"] * len(never)
    lines, total = look_up(messages_in, actor=by, state=MessageState.DEAD, limit=100)
    assert (total, {line.email for line in lines}) == (len(never), set(never))
    assert {line.trouble for line in lines} == {"The mail server refuses the message (550)"}
    assert look_up(outbox, actor=by).dead == len(never)
