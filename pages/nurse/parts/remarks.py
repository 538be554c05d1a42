"""What might identify somebody, listed before a document leaves; it never keeps one from being made."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.widgets import bullets, lead, say
from revalidation.domain.accounts import Written
from revalidation.domain.remarks import remarks_on, said_passage
from revalidation.recognising.names import names_in


def remarks_before_download(accounts: Sequence[Written]) -> None:
    """The passages of each account with the reason; nothing where there is none."""
    found = [(written, remarks) for written in accounts if (remarks := remarks_on(written, names_in=names_in))]
    number = sum(len(remarks) for _, remarks in found)
    if not number:
        return
    say(f"Before you share this: {_counted(number)} could identify somebody. You decide; nothing is held back.")
    with st.expander("Which passages, and why"):
        for written, remarks in found:
            if len(accounts) > 1:
                lead(written.title)
            bullets(f"“{said_passage(written, remark)}”: {remark.sentence}" for remark in remarks)


def remarks_before_lending(passage: str) -> None:
    """What was found in words that are about to be lent, also where that is nothing."""
    written = Written(answers=(passage, "", "", ""))
    remarks = remarks_on(written, ("answer_1",), names_in=names_in)
    if not remarks:
        lead(
            "The check found nothing that could identify somebody. It can overlook something, so please read it again."
        )
        return
    say(f"Before you lend this: {_counted(len(remarks))} could identify somebody. You decide; nothing is held back.")
    bullets(f"“{said_passage(written, remark)}”: {remark.sentence}" for remark in remarks)


def _counted(passages: int) -> str:
    return "1 passage" if passages == 1 else f"{passages} passages"
