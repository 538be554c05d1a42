"""What might identify somebody, listed before a document leaves; it never keeps one from being made."""

from collections.abc import Sequence

import streamlit as st

from pages.shared.widgets import bullets, lead, say
from revalidation.domain.own_words import OwnWords
from revalidation.domain.remarks import remarks_in, said_passage
from revalidation.recognising.names import names_in


def remarks_before_download(pieces: Sequence[OwnWords], *, on_its_page: bool = False) -> None:
    """The passages of each account and line of a log with the reason; nothing where there is none.

    On the page of one of them, it need not be said which.
    """
    found = [(piece, remarks) for piece in pieces if (remarks := remarks_in(piece.texts, names_in=names_in))]
    number = sum(len(remarks) for _, remarks in found)
    if not number:
        return
    say(f"Before you share this: {_counted(number)} could identify somebody. You decide; nothing is held back.")
    with st.expander("Which passages, and why"):
        for piece, remarks in found:
            if not on_its_page:
                lead(piece.where)
            bullets(f"“{said_passage(piece.texts, remark)}”: {remark.sentence}" for remark in remarks)


def said_with_remarks(said: str, piece: OwnWords) -> str:
    """What is said once a line of a log is saved, and that it is worth another look, if it is."""
    number = len(remarks_in(piece.texts, names_in=names_in))
    return f"{said} In it, {_counted(number)} could identify somebody: open it to see where." if number else said


def remarks_before_lending(passage: str) -> None:
    """What was found in words that are about to be lent, also where that is nothing."""
    texts = {"passage": passage}
    remarks = remarks_in(texts, names_in=names_in)
    if not remarks:
        lead(
            "The check found nothing that could identify somebody. It can overlook something, so please read it again."
        )
        return
    say(f"Before you lend this: {_counted(len(remarks))} could identify somebody. You decide; nothing is held back.")
    bullets(f"“{said_passage(texts, remark)}”: {remark.sentence}" for remark in remarks)


def _counted(passages: int) -> str:
    return "1 passage" if passages == 1 else f"{passages} passages"
