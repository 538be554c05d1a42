"""The two fields for a new password."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from revalidation.domain.passwords import LEAST_LENGTH


def new_password(
    beside: Callable[[str], DeltaGenerator],
    *,
    label: str = "Password",
    key: str = "password",
    key_again: str = "again",
) -> tuple[str, str]:
    """The password and its repetition as typed; refusals appear beside `password` and `again`."""
    asked = f"{label}, at least {LEAST_LENGTH} characters"
    password = st.text_input(asked, key=key, type="password", autocomplete="new-password")
    beside("password")
    again = st.text_input("The same password again", key=key_again, type="password", autocomplete="new-password")
    beside("again")
    return password or "", again or ""
