"""`python -m revalidation worker`: one round for cron, or working until it is told to stop."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from revalidation.acting import carry_out
from revalidation.commands.bookings import book
from revalidation.settings import ROOT
from tests import make
from tests.post_office import PostOffice, open_post_office

pytestmark = pytest.mark.usefixtures("database")


def one_message() -> None:
    now = datetime.now(UTC)
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=now + timedelta(days=20), now=now)
    carry_out(book, actor=make.person(), session_id=session_id, now=now)


def start(office: PostOffice | None, *typed: str) -> subprocess.Popen[str]:
    settings = {"PYTHONUTF8": "1"}
    if office:
        settings["REVALIDATION_SMTP"] = f"smtp://127.0.0.1:{office.port}?tls=none"
        settings["REVALIDATION_MAIL_FROM"] = "library@trust.example"
    return subprocess.Popen(  # noqa: S603 (our own command line)
        [sys.executable, "-m", "revalidation", "worker", *typed],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def test_once_sends_what_waits_and_ends() -> None:
    one_message()
    with open_post_office() as office:
        said, _ = start(office, "--once").communicate(timeout=60)
    assert said == "Done.\n"
    assert len(office.mails) == 1


def test_once_without_a_mail_server_says_that_messages_wait() -> None:
    worker = start(None, "--once")
    said, _ = worker.communicate(timeout=60)
    assert "Messages wait: REVALIDATION_SMTP and REVALIDATION_MAIL_FROM are not both set." in said
    assert worker.returncode == 0


def test_it_works_until_it_is_told_to_stop() -> None:
    one_message()
    with open_post_office() as office:
        worker = start(office)
        assert worker.stdout
        assert worker.stdout.readline() == "Working; stop it with Ctrl+C.\n"
        for _ in range(600):
            if office.mails:
                break
            with pytest.raises(subprocess.TimeoutExpired):
                worker.wait(timeout=0.1)
        worker.terminate()
        said, _ = worker.communicate(timeout=60)
    assert len(office.mails) == 1
    if os.name == "posix":  # elsewhere nothing can be told to end, only ended
        assert (said, worker.returncode) == ("Stopped.\n", 0)
