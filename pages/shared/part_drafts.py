"""What is being typed into a form to sign: which saved revision it started from, and what was on the page then."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st


@dataclass(slots=True)
class Part:
    """What stands in the boxes counts as a change of this revision, beside what was shown when it was read.

    One object in the state of the tab: Streamlit may stop a script wherever it touches that state, and must not between
    a save and its being remembered.
    """

    revision: int
    seen: str


def key_of(form_id: int, field: str) -> str:
    """The key of the widget for one box."""
    return f"form-{form_id}-{field}"


def filled(form_id: int, field: str, stored: object) -> str:
    """The key of a box, which is filled with what is stored unless it is on the screen already."""
    key = key_of(form_id, field)
    st.session_state.setdefault(key, stored)
    return key


def begin(form_id: int, revision: int, seen: str) -> Part:
    """Boxes that are not on the screen yet are filled from this revision, beside what is shown now."""
    if key_of(form_id, "signature") not in st.session_state:
        st.session_state[_part(form_id)] = Part(revision, seen)
    part: Part = st.session_state[_part(form_id)]
    return part


def start_over(form_id: int) -> None:
    """Empty the boxes, so that they are filled with what is stored; what was typed and not saved is gone."""
    prefix = key_of(form_id, "")
    for key in [each for each in st.session_state if str(each).startswith(prefix)]:
        del st.session_state[key]


def read_again(part: Part, seen: str) -> Callable[[], None]:
    """A callback: what is shown now has been read."""

    def note() -> None:
        part.seen = seen

    return note


def _part(form_id: int) -> str:
    return f"part of form {form_id}"
