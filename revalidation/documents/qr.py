"""QR codes."""

import segno

from revalidation.documents.layout import Pattern
from revalidation.documents.structure import Element, figure

# Any of the eight can be scanned; trying out which is best takes six times as long.
_MASK = 2
QUIET = 4.0  # round a QR code; with the padding of its box, nothing is near it that is dark


def qr_code(part: Element, says: str, *, side: float, alternative: str) -> Pattern:
    """A text to scan."""
    modules = tuple(tuple(row) for row in segno.make(says, micro=False, mask=_MASK).matrix)
    return Pattern(figure(part, alternative), QUIET, side, modules)
