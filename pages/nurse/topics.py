"""Topics: what is new on those that she follows, following others, and her bulletin."""

import streamlit as st

from pages.nurse.parts.bulletin import bulletin
from pages.nurse.parts.interest import interest_button
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, key_for, lead, page_number, pager, row
from pages.shared.wording import said_by_line
from revalidation.commands.topics import follow_topic, unfollow_topic
from revalidation.domain.notices import NoticeKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.text import said_some
from revalidation.domain.topics import said_articles
from revalidation.queries.interests import MyInterest, my_interests
from revalidation.queries.notices import gravest_notices
from revalidation.queries.topics import MyTopic, TopicalArticle, my_topics, newest_of_my_topics, topics_followed

NEW, CHOOSE, BULLETIN = "New for you", "Choose topics", "Your bulletin"


def one_article(me: Actor, line: TopicalArticle, said: MyInterest | None, notice: NoticeKind | None) -> None:
    """One article with where to read it, and whether it would make a session."""
    article = line.article
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-article-{line.id}"):
        state = f"You would come: {said.where}" if said else ""
        topics = ", ".join(line.topics)
        row("", article.title, topics, state, note=said_by_line(article), tone="done", notice=notice)
        st.page_link("pages/nurse/article.py", label="Open", query_params={"article": str(line.id)})
        interest_button(me, line.id, said)


def new(me: Actor) -> None:
    """The newest articles of her topics."""
    offset = page_number("new_page") * PAGE_SIZE
    lines, total = look_up(newest_of_my_topics, actor=me, limit=PAGE_SIZE, offset=offset)
    shown = [line.id for line in lines]
    said = look_up(my_interests, actor=me, article_ids=shown)
    noticed = look_up(gravest_notices, article_ids=shown)
    for line in lines:
        one_article(me, line, said.get(line.id), noticed.get(line.id))
    pager("new_page", total)
    if not lines:
        empty(
            "There is no article on your topics yet. You will hear of the first one in your bulletin."
            if followed
            else "You follow no topic yet. Choose a few, and new articles about them are listed here."
        )


def one_topic(me: Actor, line: MyTopic) -> None:
    """One topic with its button."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-topic-{line.id}"):
        state = "You follow it" if line.is_followed else ""
        row("", line.topic.name, said_articles(line.articles), state, note=line.topic.description, tone="done")
        label = "Unfollow" if line.is_followed else "Follow"
        with refusals_shown():
            if st.button(label, key=fresh(f"follow-{line.id}")):
                if line.is_followed:
                    carry_out(unfollow_topic, actor=me, topic_id=line.id)
                    announce(f"You do not follow {line.topic.name} any more.")
                carry_out(follow_topic, actor=me, topic_id=line.id, now=now())
                announce(f"You follow {line.topic.name}.")


def choose(me: Actor) -> None:
    """All topics, with a search."""
    if followed:
        lead(f"You follow {said_some(list(followed.values()))}.")
    room = st.empty()
    search = room.text_input("Words in a topic", key="about", bind="query-params", type="search") or ""
    key = key_for("topics", search)
    lines, total = look_up(my_topics, actor=me, search=search, limit=PAGE_SIZE, offset=page_number(key) * PAGE_SIZE)
    for line in lines:
        one_topic(me, line)
    pager(key, total)
    if not lines and search:
        empty("No topic has these words. Try fewer of them.")
    elif not lines:
        room.empty()
        empty("The library has not set up any topics yet. Once it has, you choose here what you want to hear about.")


me = require(Role.NURSE)
st.title("Topics")
followed = look_up(topics_followed, actor=me)
view = st.segmented_control(
    "Show",
    [NEW, CHOOSE, BULLETIN],
    default=NEW if followed else CHOOSE,
    key="show",
    required=True,
    bind="query-params",
    label_visibility="collapsed",
)
{NEW: new, CHOOSE: choose, BULLETIN: bulletin}[view or NEW](me)
