"""What the command line says, and how it stops."""

import io
import sys
from typing import NoReturn

REFUSED = 2


def say(sentence: str) -> None:
    """Print a line at once, even into a pipe."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def stop(sentence: str) -> NoReturn:
    """Say why nothing was done, and leave with the exit code for that."""
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(REFUSED)


def print_any_name() -> None:
    """Let a terminal without our characters show `?` in their place, instead of failing on somebody's name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
