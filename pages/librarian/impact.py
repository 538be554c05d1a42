"""What came of reading: how many have used it since, and passages that nurses lend."""

import streamlit as st

from pages.shared.acting import look_up, require
from pages.shared.widgets import PAGE_SIZE, empty, hint, key_for, lead, page_number, pager, row, words
from revalidation.domain.follow_ups import QUESTION
from revalidation.domain.people import Actor, Role
from revalidation.domain.small_numbers import LEAST_SHOWN
from revalidation.queries.follow_ups import FollowUpLine, follow_up_counts
from revalidation.queries.passages import lent_passages

PASSAGES = "passages"


def answers(me: Actor) -> None:
    """How many were asked and what they said, by group and site."""
    st.header(QUESTION, anchor=False)
    lead(
        "Asked some weeks after a session, of whoever attended. What they write stays theirs. Small numbers are "
        "not shown, so that nobody can be recognised. People who have left are still counted, “not yet” then as “no”."
    )
    lines = look_up(follow_up_counts, actor=me)
    for line in lines:
        one(line)
    if not lines:
        empty("Nobody has been asked yet. After how many days people are asked, you choose in the settings.")
        settings = {"show": "Settings"}
        st.page_link("pages/librarian/people.py", label="Settings", query_params=settings, icon=":material/settings:")


def one(line: FollowUpLine) -> None:
    """One group at one site."""
    counts = line.counts
    said = f"Fewer than {LEAST_SHOWN} answers"
    note = ""
    if counts.shown:
        said = f"{counts.answered} answered"
        yes, not_yet, no = counts.shown.values()
        note = f"Used it: {yes} · Not yet: {not_yet} · No: {no}"
    with st.container(horizontal=True, key=f"row-answers-{key_for(line.site, line.group)}"):
        row(line.site, line.group, f"{counts.asked} asked", said, note=note)


def passages(me: Actor) -> None:
    """What nurses have lent, as long as they lend it."""
    st.header("Lent passages", anchor=False)
    lead("Nurses lend these as evidence of what changed. No name goes with them, and they can be taken back any day.")
    found, total = look_up(lent_passages, actor=me, limit=PAGE_SIZE, offset=page_number(PASSAGES) * PAGE_SIZE)
    for passage in found:
        with st.container(key=f"record-passage-{passage.id}"):
            words(passage.words)
            hint(f"After {passage.group}" if passage.group else "Not about a session")
    if not found:
        empty("Nothing is lent at the moment. A nurse can lend a passage below an account that she has finished.")
    pager(PASSAGES, total)


me = require(Role.LIBRARIAN)
st.title("What reading has changed")
answers(me)
passages(me)
