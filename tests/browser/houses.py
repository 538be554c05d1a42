"""The real app on a database of its own, and what it is filled with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from revalidation.acting import carry_out
from revalidation.commands.installation import set_up
from revalidation.commands.sign_ins import open_sign_in, swap_ticket
from revalidation.domain.people import Actor, Role
from revalidation.domain.sign_ins import Limits
from revalidation.storage.database import engine
from revalidation.storage.migrating import migrate
from tests import make
from tests.conftest import KEY, use
from tests.visiting import ROOT, free_port, serving, streamlit_run

TRACEBACK = "Traceback (most recent call last)"

_logs: list[Path] = []  # of the servers that run now


@contextmanager
def serving_app(database: str, data: Path, *, key: str = "") -> Iterator[str]:
    """Start the app as README.md says; gives its address. A traceback that it wrote fails the test at the end."""
    port = free_port()
    log = data.with_name(f"{data.name}.log")  # beside the folder, which may be the app's to make
    environment = {
        "REVALIDATION_DATABASE": database,
        "REVALIDATION_DATA": str(data),
        "REVALIDATION_KEY": key,
        "REVALIDATION_KEY_FILE": "",
        "REVALIDATION_ADDRESS": "",
        "STREAMLIT_LOGGER_ENABLE_RICH": "false",  # else a traceback stands in a box of its own and is not found
    }
    _logs.append(log)
    try:
        with serving(streamlit_run(ROOT / "streamlit_app.py", port), port, environment, log=log):
            yield f"http://127.0.0.1:{port}"
        complaints = log.read_text(errors="replace")
        assert TRACEBACK not in complaints, complaints
    finally:
        _logs.remove(log)


def complaints_of_servers(lines: int = 40) -> str:
    """The last lines of what the servers that run now have complained of."""
    return "\n".join("\n".join(log.read_text(errors="replace").splitlines()[-lines:]) for log in _logs if log.exists())


@contextmanager
def filling(folder: Path) -> Iterator[str]:
    """While this is open, commands of this process go to a new database in `folder`; gives its address."""
    url = f"sqlite:///{folder / 'filled.db'}"
    migrate(url)
    with pytest.MonkeyPatch.context() as patch:
        use(url, folder, patch)
        yield url
    engine(url).dispose()


@contextmanager
def serving_filled(url: str, folder: Path) -> Iterator[str]:
    """Start the app on a database that was filled; gives its address."""
    with serving_app(url, folder, key=KEY) as address:
        yield address


def first_librarian(now: datetime) -> Actor:
    """Whoever set the installation up."""
    name, email, roles = "First Librarian", "first@trust.example", frozenset({Role.LIBRARIAN})
    how = {"password": make.PASSWORD, "again": make.PASSWORD}
    person_id = carry_out(set_up, name=name, email=email, roles=roles, now=now, **how)
    return Actor(person_id=person_id, name=name, email=email, roles=roles)


def token_of(actor: Actor) -> str:
    """What stands in the cookie of somebody who has just signed in."""
    now = datetime.now(UTC)
    ticket = carry_out(open_sign_in, person_id=actor.person_id, limits=Limits(), now=now)
    entered = carry_out(swap_ticket, ticket=ticket, now=now)
    assert entered
    return entered.token
