"""How far a nurse says she has read an article: one tap, and another one takes it back."""

from functools import partial

import streamlit as st

from pages.shared.acting import Command, look_up, now, require
from pages.shared.tapping import problem_shown, tapped
from pages.shared.widgets import hint
from revalidation.commands.reading import set_reading_state
from revalidation.domain.distribution import LEAST_COUNTED, READING_WORDS, ReadingState
from revalidation.domain.people import Actor, Role
from revalidation.queries.reading import read_article


@st.fragment
def reading_state(article_id: int) -> None:
    """The choice; only this part of the page is drawn again after a tap."""
    me = require(Role.NURSE)
    st.header("How far have you read it?", anchor=False)
    state = look_up(read_article, actor=me, article_id=article_id).state
    key = f"reading-{article_id}"
    tapped(
        "How far have you read it?",
        list(ReadingState),
        state,
        said=lambda each: READING_WORDS[each],
        key=key,
        save=partial(_saving, article_id),
    )
    problem_shown(key)
    hint(
        "Only you say so, and tapping again takes it back. "
        f"The library sees how many have read it, from {LEAST_COUNTED} people on, and never who."
    )


def _saving(article_id: int, me: Actor, chosen: ReadingState | None) -> Command | None:
    return partial(set_reading_state, actor=me, article_id=article_id, reading_state=chosen, now=now())
