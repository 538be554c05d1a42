"""Why a place is given back: asked alike on the page and behind a link."""

import streamlit as st

from revalidation.domain.bookings import REASON_WORDS, CancelReason


def reason_field(*, key: str) -> CancelReason | None:
    """The choice; not to say is a choice as well."""
    return st.selectbox(
        "Why? This helps the library to find better times.",
        list(CancelReason),
        index=None,
        format_func=lambda reason: REASON_WORDS[reason],
        placeholder="Prefer not to say",
        key=key,
    )
