"""What the process that opens a file says to the app: frames of one line of JSON and the bytes that it announces."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import IO, Any

Frame = tuple[dict[str, Any], bytes]

LONGEST_LINE = 64 * 1024


class Reason(StrEnum):
    """Why a file is not opened."""

    LOCKED = "locked"
    DAMAGED = "damaged"
    LONG = "long"
    LARGE = "large"
    DEMANDING = "demanding"


class BrokenFrameError(Exception):
    """What came back is no frame, or is more than was allowed."""


class NotOpenedError(Exception):
    """The file is refused: the reason, and the figure that belongs to it."""


def write_frame(out: IO[bytes], facts: dict[str, Any], content: bytes = b"") -> None:
    """Say it at once."""
    out.write(json.dumps({**facts, "bytes": len(content)}).encode("ascii") + b"\n" + content)
    out.flush()


def read_frames(given: IO[bytes], most_bytes: int) -> Iterator[Frame]:
    """All frames until the other side stops. Raises BrokenFrameError: the other side may have been taken over."""
    left = most_bytes
    while line := given.readline(LONGEST_LINE):
        left -= len(line)
        try:
            facts = json.loads(line)
            length = facts.pop("bytes")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise BrokenFrameError from None
        if not isinstance(length, int) or not 0 <= length <= left:
            raise BrokenFrameError
        content = given.read(length)
        if len(content) < length:
            raise BrokenFrameError
        left -= length
        yield facts, content
