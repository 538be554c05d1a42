"""What is being typed into a form to sign: which saved revision it started from, and what was on the page then."""

from collections.abc import Callable

import streamlit as st


def key_of(form_id: int, field: str) -> str:
    """The key of the widget for one box."""
    return f"form-{form_id}-{field}"


def filled(form_id: int, field: str, stored: object) -> str:
    """The key of a box, which is filled with what is stored unless it is on the screen already."""
    key = key_of(form_id, field)
    st.session_state.setdefault(key, stored)
    return key


def begin(form_id: int, revision: int, seen: str) -> None:
    """Boxes that are not on the screen yet are filled from this revision, beside what is shown now."""
    if key_of(form_id, "signature") not in st.session_state:
        rebase(form_id, revision)
        st.session_state[_seen(form_id)] = seen


def base_of(form_id: int) -> int:
    """The revision that what stands in the boxes counts as a change of."""
    return int(st.session_state[_base(form_id)])


def rebase(form_id: int, revision: int) -> None:
    """From now on what is typed counts as a change of this revision."""
    st.session_state[_base(form_id)] = revision


def start_over(form_id: int) -> None:
    """Empty the boxes, so that they are filled with what is stored; what was typed and not saved is gone."""
    prefix = key_of(form_id, "")
    for key in [each for each in st.session_state if str(each).startswith(prefix)]:
        del st.session_state[key]


def seen_at_first(form_id: int) -> str:
    """The fingerprint of what was shown when the page was opened, or read again."""
    return str(st.session_state[_seen(form_id)])


def read_again(form_id: int, seen: str) -> Callable[[], None]:
    """A callback: what is shown now has been read."""

    def note() -> None:
        st.session_state[_seen(form_id)] = seen

    return note


def _base(form_id: int) -> str:
    return f"revision of form {form_id}"


def _seen(form_id: int) -> str:
    return f"seen of form {form_id}"
