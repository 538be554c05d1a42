"""The bulletins to come: when, to how many, the library's own line in them, and the words of one."""

from itertools import groupby

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import bullets, empty, facts, hint, lead, subheading, table, words
from revalidation.commands.bulletins import set_bulletin_line
from revalidation.domain.bulletins import BULLETIN_WORDS, LINE_LIMIT
from revalidation.domain.letters import Letter
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor
from revalidation.domain.times import local, said_day
from revalidation.messages.letters import worded
from revalidation.messages.wording import Block, Heading, Item, Link
from revalidation.queries.bulletins import bulletin_line, bulletins_to_come, sample_bulletin
from revalidation.settings import settings


def bulletins(me: Actor) -> None:
    """What goes out next, and how it reads."""
    lead(
        "Each nurse who follows a topic gets what is new on it in one message, every week or every month as she "
        "chooses. Without anything new she gets none. You see how many, never who."
    )
    table(
        "The next bulletins",
        ("How often", "Next on", "Nurses who follow something", "With something new so far"),
        [
            (
                BULLETIN_WORDS[each.every],
                said_day(local(each.comes_at).date()),
                str(each.readers),
                str(each.with_news),
            )
            for each in look_up(bulletins_to_come, actor=me, now=now())
        ],
    )
    _line(me)
    st.header("How one reads", anchor=False)
    sample = look_up(sample_bulletin, actor=me)
    if not sample.topics:
        empty("No article has a topic yet. Open an article to choose its topics.")
        st.page_link("pages/librarian/articles.py", label="See the articles", icon=":material/menu_book:")
        return
    lead("An example with the newest articles of all topics. Below it stands a link that stops bulletins in one step.")
    letter = Letter(MessageKind.BULLETIN, key="", name="Name of the nurse", email="", bulletin=sample)
    said = worded(letter, settings().address)
    facts([("Subject", said.subject)])
    for kind, blocks in groupby(said.blocks, key=type):
        _drawn(kind, list(blocks))


def _line(me: Actor) -> None:
    key = fresh("bulletin-line")
    with refusals_shown() as beside:
        with st.form("bulletin_line", border=False):
            typed = st.text_input(
                "The library’s own line (optional)",
                look_up(bulletin_line, actor=me),
                key=key,
                max_chars=LINE_LIMIT,
                help="It stands at the beginning of every bulletin, for example who to ask and when you are open.",
            )
            beside("bulletin_line")
            pressed = st.form_submit_button("Save the line", type="primary", key=f"{key}-save")
        if pressed:
            carry_out(set_bulletin_line, actor=me, line=typed or "")
            announce("The line is saved. It stands in the bulletins that are written from now on.")


def _drawn(kind: type, blocks: list[Block]) -> None:
    """Blocks of one kind, as the e-mail has them one after the other."""
    if kind is Item:
        bullets(block.text for block in blocks if isinstance(block, Item))
        return
    for block in blocks:
        if isinstance(block, Heading):
            subheading(block.text)
        elif isinstance(block, Link):
            hint(f"{block.label}: {block.address}")
        elif isinstance(block, str):
            words(block)
