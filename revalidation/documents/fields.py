"""What several documents draw alike: text as it can be printed, QR codes, and rows that stay together."""

from collections.abc import Iterator
from dataclasses import replace

import segno

from revalidation.documents.drawing import figure
from revalidation.documents.faces import printable, unprintable
from revalidation.documents.pages import PADDING, WIDTH, Pattern, Row
from revalidation.documents.structure import Element

_QUIET = 4.0  # round a QR code; with the padding of its box, nothing is near it that is dark


def printed(text: str) -> str:
    """The text as it can be printed; one letter that no face has must not cost anybody the whole document."""
    clean = printable(text)
    for character in unprintable(clean):
        clean = clean.replace(character, "□")
    return clean


def held(rows: Iterator[Row]) -> list[Row]:
    """Rows that are never parted, since a picture stands beside them."""
    found = list(rows)
    return [*(replace(row, holds_next=True) for row in found[:-1]), *found[-1:]]


def qr_code(part: Element, address: str, *, side: float) -> Pattern:
    """An address to scan, at the right edge of a bordered box."""
    modules = tuple(tuple(row) for row in segno.make(address, micro=False).matrix)
    owner = figure(part, f"QR code of {address}")
    return Pattern(owner, WIDTH - 2 * PADDING - side - _QUIET, _QUIET, side, modules)
