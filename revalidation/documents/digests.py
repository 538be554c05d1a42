"""Digests of what a document shows. opening/reading.py makes the same of a file that is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Digests:
    """What a file shows: the digest of each page in order, and of each typeface as it is embedded."""

    pages: tuple[str, ...]
    typefaces: tuple[str, ...]


def page_digest(drawn: bytes, pictures: Mapping[str, bytes], *, links: int) -> str:
    """What is drawn, its pictures by their names, and that nothing is laid over it but so many links."""
    digest = sha256(drawn)
    for name in sorted(pictures):
        digest.update(f"/{name}".encode() + sha256(pictures[name]).digest())
    digest.update(b"%d" % links)
    return digest.hexdigest()
