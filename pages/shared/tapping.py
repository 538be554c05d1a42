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
Save = Callable[[Actor, Any], Command | None]
"""From who acts and what was chosen to the command that saves it; None if more has to be given first."""

_NOTHING = object()


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


def problem_shown(key: str) -> None:
    """Why the last choice could not be saved, once."""
    problem = st.session_state.pop(_of(key, "problem"), None)
    if problem:
        say(problem, tone="problem")


def _follow(key: str, stored: object) -> None:
    """Let the widget show what is stored, unless a choice waits for more."""
    shown = st.session_state.get(key, _NOTHING)
    is_waiting = st.session_state.get(_of(key, "waits"), False) and shown is not _NOTHING
    if shown != stored and not is_waiting:
        st.session_state[key] = stored
    if shown == stored or not is_waiting:
        st.session_state.pop(_of(key, "waits"), None)


def _save(key: str, save: Save) -> None:
    try:
        actor = signed_in()
        if actor is None:
            raise SignInNeeded
        command = save(actor, st.session_state[key])
        st.session_state[_of(key, "waits")] = command is None
        if command is not None:
            carry_out(command)
    except Refusal as refusal:
        st.session_state[_of(key, "problem")] = refusal.sentence


def _of(key: str, what: str) -> str:
    return f"{what} of {key}"
