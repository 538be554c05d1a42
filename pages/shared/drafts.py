"""What is being typed into an account, and which saved revision it started from."""

import streamlit as st

from revalidation.domain.accounts import Written

FIELDS = ("title", "answer_1", "answer_2", "answer_3", "answer_4", "themes")


def key_of(account_id: int, field: str) -> str:
    """The key of the widget for one field."""
    return f"account-{account_id}-{field}"


def base_revision(account_id: int, stored: Written, revision: int) -> int:
    """The revision that the boxes were filled from; they are filled now if they are not on the screen yet."""
    if key_of(account_id, "title") not in st.session_state:
        start_over(account_id, stored, revision)
    return current_base(account_id)


def current_base(account_id: int) -> int:
    """The revision that what stands in the boxes counts as a change of."""
    return int(st.session_state[_base(account_id)])


def start_over(account_id: int, stored: Written, revision: int) -> None:
    """Fill the boxes with what is stored; what was typed and not saved is gone."""
    values = (stored.title, *stored.answers, list(stored.themes))
    for field, value in zip(FIELDS, values, strict=True):
        st.session_state[key_of(account_id, field)] = value
    rebase(account_id, revision)


def rebase(account_id: int, revision: int) -> None:
    """From now on what is typed counts as a change of this revision."""
    st.session_state[_base(account_id)] = revision


def _base(account_id: int) -> str:
    return f"account-{account_id}-revision"
