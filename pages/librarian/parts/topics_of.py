"""What an article is about: choosing its topics."""

import streamlit as st

from pages.librarian.parts.fields import told_apart
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.widgets import empty
from revalidation.commands.topics import set_topics
from revalidation.domain.people import Actor
from revalidation.queries.topics import topics_of, topics_to_choose


def topics_of_article(me: Actor, article_id: int) -> None:
    """Its topics and the button that keeps them; followers hear of it in their next bulletin."""
    st.header("Topics", anchor=False)
    chosen = look_up(topics_of, actor=me, article_id=article_id)
    names = told_apart(look_up(topics_to_choose, actor=me) | chosen)
    if not names:
        empty("There are no topics yet.")
        st.page_link("pages/librarian/topics.py", label="Set up topics", icon=":material/label:")
        return
    with refusals_shown() as beside:
        with st.form(f"topics-of-{article_id}", border=False):
            picked = st.multiselect(
                "What it is about",
                list(names),
                list(chosen),
                format_func=lambda number: names[number],
                key=fresh(f"topics-of-{article_id}"),
                select_all=False,
                placeholder="Choose topics",
                help="Nurses who follow a topic hear of the article in their next bulletin.",
            )
            beside("topics")
            pressed = st.form_submit_button("Save the topics", key=f"topics-of-{article_id}-save")
        if pressed:
            carry_out(set_topics, actor=me, article_id=article_id, topic_ids=picked, now=now())
            announce("The topics are saved.")
