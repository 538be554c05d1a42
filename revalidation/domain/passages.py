"""A passage that a nurse lends to the library as evidence of impact (rule 13)."""

from revalidation.domain.refusals import Missing
from revalidation.domain.text import prose

LIMIT = 1_000


def checked_passage(typed: str) -> str:
    """The words as they are lent. Raises Missing or TooLong."""
    words = prose(typed, "a passage", field="passage", limit=LIMIT).strip()
    if not words:
        raise Missing(field="passage", what="the words you want to lend")
    return words
