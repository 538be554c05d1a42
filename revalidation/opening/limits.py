"""How much one foreign file may cost: what the process that opens it keeps to, and what it may give back."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory in bytes, time in seconds, pages and pixels of the file, and the bytes that are taken back from it."""

    memory: int = 512 * MEGABYTE
    cpu: int = 30
    wall: int = 60
    pages: int = 100
    pixels: int = 80_000_000
    given_back: int = 64 * MEGABYTE


EVIDENCE = Limits()
