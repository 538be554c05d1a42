"""Topics: the list of them, one to be changed, and the bulletins that go to whoever follows them."""

import streamlit as st

from pages.librarian.parts.bulletins import bulletins
from pages.librarian.parts.topic_fields import add, change, start
from pages.shared.acting import asked_number, look_up, require
from pages.shared.widgets import PAGE_SIZE, empty, key_for, page_number, pager, row
from revalidation.domain.people import Actor, Role
from revalidation.domain.topics import said_articles, said_followers
from revalidation.queries.topics import TopicLine, has_topics, topics

LIST, BULLETINS = "Topics", "Bulletins"


def one(line: TopicLine) -> None:
    """One topic with its button."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-topic-{line.id}"):
        counts = f"{said_articles(line.articles)}, {said_followers(line.followers)}"
        state = "Retired" if line.is_retired else ""
        row("", line.topic.name, counts, state, note=line.topic.description, tone="wait")
        if st.button("Change", key=f"change-{line.id}"):
            st.query_params["topic"] = str(line.id)
            st.rerun()


def listed(me: Actor) -> None:
    """All topics, and the form for one more."""
    if not look_up(has_topics, actor=me):
        start(me)
        return
    search = st.text_input("Words in a topic", key="about", bind="query-params", type="search") or ""
    key = key_for("topics", search)
    lines, total = look_up(topics, actor=me, search=search, limit=PAGE_SIZE, offset=page_number(key) * PAGE_SIZE)
    for line in lines:
        one(line)
    pager(key, total)
    if not lines:
        empty("No topic has these words. Try fewer of them.")
    add(me)


me = require(Role.LIBRARIAN)
asked = asked_number("topic")
if asked is not None:
    change(me, asked)
else:
    st.title("Topics and bulletins")
    view = st.segmented_control(
        "Show",
        [LIST, BULLETINS],
        default=LIST,
        key="show",
        required=True,
        bind="query-params",
        label_visibility="collapsed",
    )
    {LIST: listed, BULLETINS: bulletins}[view or LIST](me)
