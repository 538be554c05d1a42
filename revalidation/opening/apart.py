"""A process of its own for one foreign file: it knows no keys and no settings, and is ended when it takes too much."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from json import dumps
from pathlib import Path
from threading import BoundedSemaphore, Timer

from revalidation.domain.opening_refusals import OpeningBusy
from revalidation.opening.frames import Frame, read_frames
from revalidation.opening.limits import Limits

# So many at once in one app process, which bounds the memory of all; whoever checks packs can't keep nurses waiting.
AT_ONCE = {"picturing": 2, "reading": 1}
PATIENCE = 30  # seconds
_ROOT = Path(__file__).resolve().parents[2]
_RUN = "import sys; sys.path.append(sys.argv[1]); from revalidation.opening.{task} import main; main(sys.argv[2])"
_rooms = {task: BoundedSemaphore(number) for task, number in AT_ONCE.items()}


def frames_of(task: str, content: bytes, limits: Limits, **asked: str) -> Generator[Frame]:
    """What a task says of this file, as it says it; nothing more once it has failed or been ended.

    Raises OpeningBusy, and BrokenFrameError where it gives back what no task of ours would.
    """
    with _room(task), _started(task, limits, asked) as process:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 (they are pipes)
        with suppress(BrokenPipeError):  # it has refused before reading everything
            process.stdin.write(content)
            process.stdin.close()
        yield from read_frames(process.stdout, limits.given_back)


@contextmanager
def _room(task: str) -> Iterator[None]:
    if not _rooms[task].acquire(timeout=PATIENCE):
        raise OpeningBusy
    try:
        yield
    finally:
        _rooms[task].release()


@contextmanager
def _started(task: str, limits: Limits, asked: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The process, isolated from the environment; it is gone at the end, whatever happens."""
    order = dumps({**asdict(limits), **asked})
    process = subprocess.Popen(  # noqa: S603 (our own code, no shell)
        [sys.executable, "-I", "-c", _RUN.format(task=task), str(_ROOT), order],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Windows starts no Python without the place of its own libraries.
        env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
        close_fds=True,
    )
    timer = Timer(limits.wall, process.kill)
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                pipe.close()  # type: ignore[union-attr]  # they are pipes
        process.wait()
