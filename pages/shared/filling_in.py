"""A form that starts from something looked up instead of what is stored, for as long as it is on the screen."""

from dataclasses import dataclass

import streamlit as st

from revalidation.domain.articles import Article

_KEY = "filled in"


@dataclass(slots=True)
class _FilledIn:
    """What a form starts from; its boxes get keys of their own, since what stands in others can't be changed."""

    form: str
    article: Article
    times: int
    is_drawn: bool = False


def start_from(form: str, article: Article) -> None:
    """Let the form start from this in the next run."""
    before: _FilledIn | None = st.session_state.get(_KEY)
    st.session_state[_KEY] = _FilledIn(form, article, (before.times if before else 0) + 1)


def started_from(form: str, key: str, stored: Article) -> tuple[str, Article]:
    """The key of the form's boxes and what they start from: whoever has left the page finds what is stored."""
    filled: _FilledIn | None = st.session_state.get(_KEY)
    if filled is None or filled.form != form:
        return key, stored
    own = f"{key}-{filled.times}"
    if filled.is_drawn and not any(str(each).startswith(f"{own}-") for each in st.session_state):
        return key, stored
    filled.is_drawn = True
    return own, filled.article
