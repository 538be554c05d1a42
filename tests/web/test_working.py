"""The worker inside the app: started and stopped with it, where the settings say so."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out
from revalidation.commands.bookings import book
from revalidation.settings import settings
from revalidation.web.working import lifespan_with_worker
from tests import make
from tests.post_office import open_post_office


def workers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "worker"]


async def served_until(is_done: object) -> int:
    """How many workers ran while the app was up."""
    assert callable(is_done)
    async with lifespan_with_worker(object()):
        for _ in range(300):
            if is_done():
                break
            await asyncio.sleep(0.05)
        return len(workers())


@pytest.mark.usefixtures("database")
def test_the_app_sends_what_waits_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=now + timedelta(days=20), now=now)
    carry_out(book, actor=make.person(), session_id=session_id, now=now)
    with open_post_office() as office:
        monkeypatch.setenv("REVALIDATION_SMTP", f"smtp://127.0.0.1:{office.port}?tls=none")
        monkeypatch.setenv("REVALIDATION_MAIL_FROM", "library@trust.example")
        monkeypatch.setenv("REVALIDATION_WORKER", "inside")
        assert asyncio.run(served_until(lambda: office.mails)) == 1
    for worker in workers():
        worker.join(timeout=30)
    assert workers() == []
    assert len(office.mails) == 1


@pytest.mark.usefixtures("empty_sqlite")
def test_a_worker_apart_leaves_the_app_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_WORKER", "apart")
    assert asyncio.run(served_until(lambda: True)) == 0


@pytest.mark.parametrize(
    ("database", "worker", "expected"),
    [
        ("sqlite:///x.db", "", True),
        ("sqlite:///x.db", "inside", True),
        ("sqlite:///x.db", "apart", False),
        ("postgresql://db/x", "", False),
        ("postgresql://db/x", "inside", True),
        ("postgresql://db/x", "apart", False),
    ],
)
def test_the_setting_decides_and_without_it_the_kind_of_database(
    monkeypatch: pytest.MonkeyPatch, database: str, worker: str, *, expected: bool
) -> None:
    monkeypatch.setenv("REVALIDATION_DATABASE", database)
    monkeypatch.setenv("REVALIDATION_WORKER", worker)
    assert settings().works_inside is expected
