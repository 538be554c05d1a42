"""Her bulletin: how often it comes, when the next one does, and what it would hold."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import bullets, empty, lead, subheading
from revalidation.commands.bulletins import choose_bulletin
from revalidation.domain.bulletins import BULLETIN_WORDS, WHEN_WORDS, Bulletin, BulletinEvery
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_day
from revalidation.queries.bulletins import my_bulletin
from revalidation.queries.topics import topics_followed
from revalidation.references.citing import cited

NONE = "No bulletin"


def bulletin(me: Actor) -> None:
    """The choice, and the next one as things are now."""
    mine = look_up(my_bulletin, actor=me, now=now())
    lead("A bulletin is one e-mail with what is new on the topics you follow. Without anything new none is sent.")
    choices: dict[str, BulletinEvery | None] = {word: every for every, word in BULLETIN_WORDS.items()} | {NONE: None}
    current = BULLETIN_WORDS[mine.every] if mine.every else NONE
    chosen = st.segmented_control(
        "How often it comes", list(choices), default=current, key=fresh("bulletin-every"), required=True
    )
    with refusals_shown():
        if chosen and chosen != current:
            every = choices[chosen]
            carry_out(choose_bulletin, actor=me, every=every)
            announce(f"Your bulletin comes {WHEN_WORDS[every]}." if every else "You will get no bulletin any more.")
    if mine.every is None:
        empty("You get no bulletin. What is new on your topics is listed on this page all the same.")
        return
    if not look_up(topics_followed, actor=me):
        empty("You follow no topic yet, so none is sent. Choose topics first.")
        return
    st.header("Your next bulletin", anchor=False)
    lead(f"It comes on {said_day(local(mine.comes_at).date())}, if there is something new.")
    if not mine.bulletin.topics:
        empty("Nothing is new so far. Articles count from when you began to follow their topic.")
    _preview(mine.bulletin)


def _preview(held: Bulletin) -> None:
    for each in held.topics:
        subheading(each.topic)
        bullets(cited(new.article, held.style) for new in each.articles)
