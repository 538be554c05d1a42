"""Somebody described as the only one of a kind somewhere, whom everybody there can name."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying_text import UPPER, Span
from revalidation.domain.identifying_words import PATIENTS

_ROLES = (
    "nurse|midwife|doctor|surgeon|consultant|matron|chaplain|porter|teacher|farmer|vicar|councillor"
    "|police officer|family|couple|practitioner|therapist|pharmacist"
)
_ONLY = re.compile(
    rf"\b(?:the|our) (?:only|first|last) (?:[\w-]{{3,16}} ){{1,3}}(?:{PATIENTS}|{_ROLES}) (?:ever )?(?:in|at|on) "
    rf"(?:(?:the|our|this|that) (?:whole |entire )?(?:trust|hospital|county|town|village|region|island"
    rf"|district|city|organisation|health board|valley|school)\b|[{UPPER}][a-z]+)"
)
_ME = re.compile(r"\b(?:I am|I'm|I was|me|we are|we were|made me) $")


def only_ones(text: str) -> Iterator[Span]:
    """The only one of a kind in a trust or a town; nobody but the author when it is she."""
    return (
        match.span()
        for match in _ONLY.finditer(text)
        if not _ME.search(text, max(0, match.start() - 10), match.start())
    )
