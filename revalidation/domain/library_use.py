"""Whether somebody used the library before: asked once, of whoever is new here (rule 24)."""

from datetime import datetime, timedelta

QUESTION = "Had you used the library before you came to this app?"
WHY = "The library counts how many people it reaches for the first time. Your answer is only counted."
ASKS_FOR = timedelta(days=30)
LIBRARY_USE_WORDS = {True: "Yes", False: "No"}


def is_time_to_ask(*, joined_at: datetime, answer: bool | None, now: datetime) -> bool:
    """Whether to ask on the first page: only in the first weeks, and never again once it is answered."""
    return answer is None and now < joined_at + ASKS_FOR
