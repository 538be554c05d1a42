"""A topic's form, retiring it and bringing it back, and the list to start with."""

import streamlit as st

from pages.librarian.parts.rows import back
from pages.shared.acting import announce, carry_out, fresh, look_up, refusals_shown
from pages.shared.widgets import empty, heading, lead
from revalidation.commands.topics import add_starter_topics, add_topic, bring_back_topic, change_topic, retire_topic
from revalidation.domain.people import Actor
from revalidation.domain.topics import Topic, starter_topics
from revalidation.queries.topics import get_topic


def start(me: Actor) -> None:
    """For a library without topics: the list to start with, or a topic of its own."""
    number = len(starter_topics())
    empty(
        "Nurses follow topics and hear in a bulletin what is new on them. "
        f"Start with our list of {number} topics of mental health and community nursing; you can change each of "
        "them. Or add your own, one by one."
    )
    with refusals_shown():
        if st.button(f"Add the {number} topics", type="primary", key="start", icon=":material/library_add:"):
            added = carry_out(add_starter_topics, actor=me)
            announce(f"{added} topics are added.")
    add(me)


def add(me: Actor) -> None:
    """The form for a new topic."""
    st.header("Add a topic", anchor=False)
    _form(me, None, Topic(""))


def change(me: Actor, topic_id: int) -> None:
    """One topic alone."""
    with refusals_shown():
        topic, is_retired = look_up(get_topic, actor=me, topic_id=topic_id)
        heading(topic.name)
        _form(me, topic_id, topic)
        if is_retired:
            lead("It is retired: nobody new can follow it, and it is not offered for articles.")
        else:
            lead(
                "If you retire it, it is not offered any more. What is under it stays there, and whoever follows it "
                "can go on reading it."
            )
        label, command = ("Bring it back", bring_back_topic) if is_retired else ("Retire this topic", retire_topic)
        if st.button(label, key=fresh(f"retire-{topic_id}")):
            carry_out(command, actor=me, topic_id=topic_id)
            announce("The topic is offered again." if is_retired else "The topic is retired.")
    back("topic", "Back to all topics")


def _form(me: Actor, topic_id: int | None, topic: Topic) -> None:
    key = fresh(f"topic-{topic_id or 'new'}")
    with refusals_shown() as beside:
        with st.form(f"topic-{topic_id or 'new'}", border=False):
            name = st.text_input("Name (required)", topic.name, key=f"{key}-name")
            beside("name")
            description = st.text_input("What belongs to it", topic.description, key=f"{key}-description")
            beside("description")
            pressed = st.form_submit_button("Save the topic", type="primary", key=f"{key}-save")
        if pressed:
            typed = Topic(name or "", description or "")
            if topic_id is None:
                carry_out(add_topic, actor=me, topic=typed)
                announce("The topic is added.")
            carry_out(change_topic, actor=me, topic_id=topic_id, topic=typed)
            announce("The topic is changed.")
