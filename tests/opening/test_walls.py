"""What code in the process that opens files can do once it is shut off: nothing, where the system allows that.

Each attempt is made in such a process, and succeeds in one that is not shut off, or it would prove nothing.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from revalidation.opening.limits import EVIDENCE
from revalidation.opening.walls import filters_calls, landlock_version
from revalidation.settings import ROOT

PROCESS = """
import os, socket, subprocess, sys, threading
sys.path.append({root!r})
from revalidation.opening.held import held_down
if {shut_off}:
    held_down({order!r})
try:
    {attempt}
except (OSError, RuntimeError) as refused:
    print("refused", refused)
else:
    print("done")
"""
CALLS = {
    "open a TCP socket": "socket.socket()",
    "open a UDP socket": "socket.socket(type=socket.SOCK_DGRAM)",
    "open a local socket": "socket.socket(socket.AF_UNIX)",
    "fork": "os.fork() or os._exit(0)",
    "start a program": "subprocess.run([sys.executable, '-V'], check=True, capture_output=True)",
    "become a program": "os.posix_spawn('/bin/true', ['true'], {{}})",
    "start a thread": "threading.Thread(target=len, args=('',)).start()",
}
FILES = {
    "read a key": "open({key!r}).read()",
    "read our own code": "open({root!r} + '/README.md').read()",
    "read what the app was told": "open(f'/proc/{{os.getppid()}}/environ', 'rb').read()",
    "write a file": "open({key!r}, 'a')",
    "make a file": "open({key!r} + '.new', 'x')",
    "make a folder": "os.mkdir({key!r} + '.d')",
    "remove a file": "os.unlink({key!r})",
    "rename a file": "os.rename({key!r}, {key!r} + '.old')",
    "list a folder": "os.listdir(os.path.dirname({key!r}))",
}
WITH_SIGNALS = 6  # the version of Landlock
SIGNALS = {"send the app a signal": "os.kill(os.getppid(), 0)"}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "packs.key"
    path.write_text("secret")
    return path


def tried(attempt: str, key: Path, *, shut_off: bool) -> str:
    """What becomes of it."""
    root = str(ROOT)
    code = PROCESS.format(
        root=root,
        shut_off=shut_off,
        order=json.dumps(asdict(EVIDENCE)),
        attempt=attempt.format(key=str(key), root=root),
    )
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)  # noqa: S603 (our own code)
    return done.stdout.split()[0]


def must_be_shut_off(attempt: str, key: Path) -> None:
    assert tried(attempt, key, shut_off=True) == "refused"
    assert (key.read_text(), list(key.parent.iterdir())) == ("secret", [key]), "nothing is other than it was"
    assert tried(attempt, key, shut_off=False) == "done"


@pytest.mark.parametrize("attempt", CALLS.values(), ids=CALLS)
def test_it_opens_no_connection_and_starts_nothing(attempt: str, key: Path) -> None:
    if not filters_calls():
        pytest.skip("this system or processor has no filter of calls that we know: connections stay open here")
    must_be_shut_off(attempt, key)


@pytest.mark.parametrize("attempt", FILES.values(), ids=FILES)
def test_it_reads_and_writes_no_file_and_sees_no_folder(attempt: str, key: Path) -> None:
    if not landlock_version():
        pytest.skip("this system has no Landlock: files stay readable here")
    must_be_shut_off(attempt, key)


@pytest.mark.parametrize("attempt", SIGNALS.values(), ids=SIGNALS)
def test_it_reaches_no_other_process(attempt: str, key: Path) -> None:
    if landlock_version() < WITH_SIGNALS:
        pytest.skip("Landlock of this system knows no signals")
    must_be_shut_off(attempt, key)


def test_libraries_and_typefaces_can_still_be_read(key: Path) -> None:
    assert tried("import decimal, PIL.BmpImagePlugin", key, shut_off=True) == "done"
