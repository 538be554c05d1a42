"""What a session reads."""

from dataclasses import replace

import streamlit as st

from pages.librarian.parts.fields import article_field
from pages.shared.acting import announce, carry_out, fresh, now, refusals_shown
from pages.shared.notices import notices_shown
from pages.shared.widgets import words
from revalidation.commands.sessions import change_session
from revalidation.domain.articles import citation
from revalidation.domain.people import Actor
from revalidation.queries.sessions import SessionInFull


def reading(me: Actor, session: SessionInFull) -> None:
    """The articles of this session, and choosing others."""
    for article_id, article in session.articles:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-article-{article_id}"):
            words(citation(article))
            st.page_link("pages/librarian/article.py", label="Open", query_params={"article": str(article_id)})
        notices_shown([article_id])
    with refusals_shown():
        with st.form(f"reading-{session.line.id}", border=False):
            chosen = article_field(me, key=fresh(f"articles-{session.line.id}"), chosen=session.plan.article_ids)
            pressed = st.form_submit_button("Save the articles", key="save_articles")
        if pressed:
            changed = replace(session.plan, article_ids=chosen)
            carry_out(change_session, actor=me, session_id=session.line.id, plan=changed, now=now())
            announce("The articles are saved.")
