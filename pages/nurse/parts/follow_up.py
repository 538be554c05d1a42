"""Follow-ups: what waits for an answer, answering, and adding the answer to the account of the session."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.follow_up import answer_fields
from pages.shared.widgets import lead, row, words
from revalidation.commands.additions import add_to_account
from revalidation.commands.follow_ups import answer_follow_up
from revalidation.domain.follow_ups import QUESTION, addition
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_day
from revalidation.queries.additions import find_account_to_add_to
from revalidation.queries.follow_ups import MyFollowUp, find_my_follow_up, my_open_follow_ups


def follow_ups_to_answer(me: Actor, *, limit: int) -> int:
    """The questions that wait for an answer, each with its button; how many are shown."""
    waiting = look_up(my_open_follow_ups, actor=me, limit=limit) if limit > 0 else []
    for each in waiting:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-follow-up-{each.session_id}"):
            row(said_day(local(each.starts_at).date()), each.group, QUESTION, "Two minutes", tone="wait")
            st.page_link("pages/nurse/session.py", label="Answer", query_params={"session": str(each.session_id)})
    return len(waiting)


def follow_up(me: Actor, session_id: int) -> None:
    """The question about this session, once it was asked; answered again, the answer changes."""
    asked = look_up(find_my_follow_up, actor=me, session_id=session_id)
    if asked is None:
        return
    st.header(QUESTION, anchor=False)
    if asked.answered_at is not None:
        lead(f"You answered on {said_day(local(asked.answered_at).date())}. You can change it.")
    key = fresh(f"follow-up-{session_id}")
    with refusals_shown() as beside:
        with st.form("follow_up", border=False):
            used, typed = answer_fields(beside, key=key, used=asked.used, words=asked.words)
            pressed = st.form_submit_button("Keep my answer", type="primary")
        if pressed:
            carry_out(answer_follow_up, actor=me, session_id=session_id, used=used, words=typed, now=now())
            announce("Your answer is kept.")
    if asked.words.strip():
        adding(me, asked)


def adding(me: Actor, asked: MyFollowUp) -> None:
    """Her words as a dated addition to question 3, which she sees before it is added."""
    account = look_up(find_account_to_add_to, actor=me, session_id=asked.session_id)
    if account is None:
        return
    title = account.title or "your account without a title"
    if asked.added_to_id == account.id:
        lead(f"Your words were added to question 3 of “{title}”.")
        return
    with st.expander("Add this to my reflective account"):
        lead(f"This would stand below what you wrote under question 3 of “{title}”:")
        words(addition(said_day(local(now()).date()), asked.words))
        lead("A finished account stays finished. Where it was signed, the signed version stays as it was.")
        with refusals_shown():
            if st.button("Add it to question 3", type="primary", key=fresh(f"add-{asked.session_id}")):
                carry_out(
                    add_to_account,
                    actor=me,
                    session_id=asked.session_id,
                    words=asked.words,
                    revision=account.revision,
                    now=now(),
                )
                announce("It is added to question 3.")
