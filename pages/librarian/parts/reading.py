"""What a session reads."""

from dataclasses import replace

import streamlit as st

from pages.librarian.parts.fields import article_field
from pages.librarian.parts.sending import sending
from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.citations import citation
from pages.shared.notices import notices_shown
from pages.shared.widgets import hint
from revalidation.commands.sessions import change_session
from revalidation.domain.distribution import said_counts
from revalidation.domain.people import Actor
from revalidation.queries.distribution import reading_counts
from revalidation.queries.sessions import SessionInFull


def reading(me: Actor, session: SessionInFull) -> None:
    """The articles of this session, how many have read them, sending them, and choosing others."""
    counts = look_up(reading_counts, actor=me, session_id=session.line.id)
    for article_id, article in session.articles:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-article-{article_id}"):
            citation(article)
            st.page_link("pages/librarian/article.py", label="Open", query_params={"article": str(article_id)})
        notices_shown([article_id])
        hint(said_counts(counts[article_id]))
    if session.articles:
        sending(me, session)
    with refusals_shown():
        chosen = article_field(me, key=fresh(f"articles-{session.line.id}"), chosen=session.plan.article_ids)
        if st.button("Save the articles", key=fresh("save-articles")):
            changed = replace(session.plan, article_ids=chosen)
            carry_out(change_session, actor=me, session_id=session.line.id, plan=changed, now=now())
            announce("The articles are saved.")
