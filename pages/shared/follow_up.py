"""The answer to a follow-up: asked alike on a nurse's page and behind a link."""

from collections.abc import Callable

import streamlit as st

from pages.shared.widgets import hint
from revalidation.domain.follow_ups import USED_WORDS, Used


def answer_fields(
    beside: Callable[[str], object], *, key: str, used: Used | None = None, words: str = ""
) -> tuple[Used | None, str]:
    """The three answers and the box for her words; refusals appear beside `used` and `words`."""
    choices = list(Used)
    chosen = st.radio(
        "Your answer",
        choices,
        index=None if used is None else choices.index(used),
        format_func=lambda each: USED_WORDS[each],
        key=f"{key}-used",
    )
    beside("used")
    typed = st.text_area(
        "What did you do, or what stood in the way? (if you like)",
        words,
        key=f"{key}-words",
    )
    hint("Only you can read this. The library sees how many people chose which answer.")
    beside("words")
    return chosen, typed or ""
