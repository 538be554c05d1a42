"""Choices and numbers that are saved as soon as they are made; what is stored always wins over what stands here.

They keep their key, so that whoever goes by keyboard stays where she is, and a callback tells a choice of hers from
what another window has changed meanwhile.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

from pages.shared.acting import Command, carry_out, signed_in
from pages.shared.widgets import say
from revalidation.domain.people import Actor
from revalidation.domain.refusals import Refusal, SignInNeeded

T = TypeVar("T")
# From who acts and what was chosen to the command that saves it; None if more has to be given first.
Save = Callable[[Actor, Any], Command | None]

_NOTHING = object()
_PROBLEM = "problem of a tap"


def tapped(
    label: str, options: Sequence[T], stored: T | None, *, said: Callable[[T], str], key: str, save: Save
) -> T | None:
    """One choice of a few. What is chosen now may differ from what is stored only while more has to be given."""
    _follow(key, stored)
    chosen: T | None = st.segmented_control(
        label,
        options,
        format_func=said,
        key=key,
        label_visibility="collapsed",
        on_change=_save,
        args=(key, save),
    )
    return chosen


def typed_number(label: str, least: int, most: int, stored: int | None, *, key: str, save: Save) -> None:
    """A whole number, saved when the box is left."""
    _follow(key, stored)
    st.number_input(label, least, most, None, key=key, width=150, on_change=_save, args=(key, save))


def problem_shown(*keys: str) -> None:
    """Why the last choice could not be saved, once: beside its widget, or without keys whichever it was about."""
    about, sentence = st.session_state.get(_PROBLEM, ("", ""))
    if sentence and (about in keys or not keys):
        del st.session_state[_PROBLEM]
        say(sentence, tone="problem")


def _follow(key: str, stored: object) -> None:
    """Let the widget show what is stored, unless a choice waits for more."""
    shown = st.session_state.get(key, _NOTHING)
    if shown in (stored, _NOTHING) or not st.session_state.get(_waiting(key)):
        st.session_state.pop(_waiting(key), None)
        if shown != stored:
            st.session_state[key] = stored


def _save(key: str, save: Save) -> None:
    try:
        actor = signed_in()
        if actor is None:
            raise SignInNeeded
        command = save(actor, st.session_state[key])
        st.session_state[_waiting(key)] = command is None
        if command is not None:
            carry_out(command)
    except Refusal as refusal:
        st.session_state[_PROBLEM] = key, refusal.sentence


def _waiting(key: str) -> str:
    return f"{key} waits"
