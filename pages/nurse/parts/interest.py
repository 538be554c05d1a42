"""“Would make a good session”: saying so of an article, with where she would come, and taking it back."""

from functools import partial

import streamlit as st

from pages.shared.acting import announce, carry_out, confirm_button, fresh, look_up, now, refusals_shown
from pages.shared.widgets import hint, lead
from revalidation.commands.interests import say_interest, take_interest_back
from revalidation.domain.people import Actor
from revalidation.queries.interests import MyInterest, my_interests
from revalidation.queries.sites import sites

_ONLINE = 0


def interest(me: Actor, article_id: int) -> None:
    """What she has said of one article, and the button to say it or to take it back."""
    said = look_up(my_interests, actor=me, article_ids=(article_id,)).get(article_id)
    if said is not None:
        hint(f"You would come to a session about it: {said.where}.")
    interest_button(me, article_id, said)


def interest_button(me: Actor, article_id: int, said: MyInterest | None) -> None:
    """The button alone, for a list that has looked up what she said of each of its articles."""
    if said is None:
        if st.button("Would make a good session", key=fresh(f"interest-{article_id}"), icon=":material/groups:"):
            _say(me, article_id)
        return
    with refusals_shown():
        if st.button("Take it back", key=fresh(f"interest-back-{article_id}")):
            carry_out(take_interest_back, actor=me, article_id=article_id)
            announce("That is taken back.")


@st.dialog("Would make a good session")
def _say(me: Actor, article_id: int) -> None:
    """Where she would come, and what follows from it."""
    lead(
        "Where would you come to talk about this article? The library sees how many people said so, not who. "
        "If it becomes a session there, you are asked first."
    )
    names = {_ONLINE: "Online"} | {line.id: line.site.name for line in look_up(sites)}
    site_id = st.selectbox("Where", list(names), format_func=lambda number: names[number], key="interest-where")
    command = partial(say_interest, actor=me, article_id=article_id, site_id=site_id or None, now=now())
    said = "Thank you. The library sees one more who would come."
    # A press made while another place was still chosen belongs to a button that is gone.
    confirm_button("I would come", command, message=said, key=f"say-interest-{site_id}")
