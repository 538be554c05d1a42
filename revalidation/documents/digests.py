"""The digest of a page: of all that is drawn on it. opening/reading.py makes the same of a file that is checked."""

from collections.abc import Mapping
from hashlib import sha256


def page_digest(drawn: bytes, pictures: Mapping[str, bytes]) -> str:
    """What is drawn, its pictures by their names, and that nothing is laid over it."""
    digest = sha256(drawn)
    for name in sorted(pictures):
        digest.update(f"/{name}".encode() + sha256(pictures[name]).digest())
    digest.update(b"0")
    return digest.hexdigest()
