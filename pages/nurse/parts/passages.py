"""Lending a passage of a finished account to the library once it was looked through, and taking it back."""

from functools import partial

import streamlit as st

from pages.nurse.parts.remarks import remarks_before_lending
from pages.shared.acting import announce, carry_out, confirm_button, fresh, look_up, now, refusals_shown
from pages.shared.widgets import lead, words
from revalidation.commands.passages import lend_passage, withdraw_passage
from revalidation.domain.passages import LIMIT, checked_passage
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_day
from revalidation.queries.passages import MyPassage, my_passages


def lending(me: Actor, account_id: int) -> None:
    """Below a finished account: what the library has of it, or the way to lend it something."""
    lent = [each for each in look_up(my_passages, actor=me, account_id=account_id) if each.withdrawn_at is None]
    with st.expander("Lend the library a passage"):
        if lent:
            for each in lent:
                one(me, each)
            return
        lead(
            "The library has to show that reading changes practice. You can lend it a few sentences of yours. "
            "Librarians read them without your name, and you can take them back at any time."
        )
        with refusals_shown() as beside:
            with st.form("lend", border=False):
                typed = st.text_area(
                    f"The passage, at most {LIMIT:,} characters",
                    key=fresh(f"passage-{account_id}"),
                    help="Leave out everything by which a person or a place could be recognised.",
                )
                beside("passage")
                pressed = st.form_submit_button("Lend this passage")
            if pressed:
                lend_dialog(me, account_id, checked_passage(typed or ""))


@st.dialog("Lend this passage?")
def lend_dialog(me: Actor, account_id: int, passage: str) -> None:
    """Show the words once more, with whatever in them could identify somebody."""
    words(passage)
    remarks_before_lending(passage)
    command = partial(lend_passage, actor=me, account_id=account_id, words=passage, now=now())
    message = "The library can read this passage now, without your name."
    confirm_button("Lend it", command, message=message, key="really_lend")


def all_lent(me: Actor) -> None:
    """Everything that is lent, wherever it came from; nothing is drawn where nothing is."""
    lent = [each for each in look_up(my_passages, actor=me) if each.withdrawn_at is None]
    if lent:
        st.header("What the library has from me", anchor=False)
    for each in lent:
        one(me, each)


def one(me: Actor, passage: MyPassage) -> None:
    """One passage with its button."""
    lead(f"Lent on {said_day(local(passage.lent_at).date())}; librarians read it without your name.")
    words(passage.words)
    with refusals_shown():
        if st.button("Take it back", key=fresh(f"take-back-{passage.id}")):
            carry_out(withdraw_passage, actor=me, passage_id=passage.id, now=now())
            announce("The passage is yours alone again.")
