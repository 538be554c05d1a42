"""The wording of the NMC's forms: what documents may remember from one to the next, as nobody typed it."""

import json
from collections.abc import Iterator
from functools import cache

from revalidation.domain.nmc import NMC_DATA


@cache
def wording() -> frozenset[str]:
    """Every text in `data/nmc`."""
    files = NMC_DATA.rglob("*.json")
    return frozenset(text for file in files for text in _texts(json.loads(file.read_text(encoding="utf-8"))))


def _texts(read: object) -> Iterator[str]:
    if isinstance(read, str):
        yield read
    elif isinstance(read, dict | list):
        for each in read.values() if isinstance(read, dict) else read:
            yield from _texts(each)
