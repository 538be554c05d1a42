"""Somebody described as the only one of a kind somewhere, whom everybody there can name."""

import re
from collections.abc import Iterator

from revalidation.domain.identifying.text import UPPER, Span
from revalidation.domain.identifying.words import PATIENTS

_ROLES = (
    "nurse|midwife|doctor|surgeon|consultant|matron|chaplain|porter|teacher|farmer|vicar|councillor"
    "|police officer|family|couple|practitioner|therapist|pharmacist|psychologist|psychiatrist|dietitian|manager"
)
_ONLY = re.compile(
    rf"\b(?:the|our) (?:only|first|last) (?:[\w-]{{3,16}} ){{0,3}}(?:{PATIENTS}|{_ROLES}) (?:ever )?(?:in|at|on) "
    rf"(?:(?:the|our|this|that) (?:whole |entire )?(?:trust|hospital|county|town|village|region|island"
    rf"|district|city|organisation|health board|valley|school)\b|[{UPPER}][a-z]+)"
)
_FEW = re.compile(
    rf"(?i:\bone of (?:just |only )?(?:two|three|four|five|[2-5]) (?:[a-z]{{3,12}} ){{0,2}}[a-z]{{3,12}} in )"
    rf"[{UPPER}][a-z]+"
)
_SOME_PLACES = re.compile(
    r"(?i)\b(?:the|our) (?:town|village|city|county|trust|hospital|region|school|island)'s"
    r"(?: former| first| only| last| late){1,2} (?:[a-z]{3,14} ){0,3}[a-z]{3,14}(?=[,.;]| who\b|$)"
)
_ME = re.compile(r"\b(?:I am|I'm|I was|me|we are|we were|made me) $")


def only_ones(text: str) -> Iterator[Span]:
    """The only one of a kind in a trust or a town; nobody but the author when it is she."""
    for pattern in (_ONLY, _FEW, _SOME_PLACES):
        for match in pattern.finditer(text):
            if not _ME.search(text, max(0, match.start() - 10), match.start()):
                yield match.span()
