"""One article to read: where it is, how far I have got, its key points, and questions to read it with."""

import streamlit as st

from pages.nurse.parts.interest import interest
from pages.nurse.parts.reading_state import reading_state
from pages.nurse.parts.searching import search_link
from pages.shared.acting import asked_number, look_up, now, refusals_shown, require
from pages.shared.citations import citation
from pages.shared.notices import notices_shown
from pages.shared.widgets import bullets, heading, hint, link, row, words
from pages.shared.wording import when
from revalidation.domain.articles import Article
from revalidation.domain.evidence import said_size
from revalidation.domain.library import link_to
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.queries.article_files import article_files
from revalidation.queries.library import library_settings
from revalidation.queries.reading import ReadingSession, read_article


def where_to_read(me: Actor, article_id: int, article: Article) -> None:
    """The link, the files that she may open, and why not the others."""
    address = link_to(article, look_up(library_settings))
    if address:
        link("Read the article", address)
    files = look_up(article_files, actor=me, article_id=article_id, now=now())
    with st.container(horizontal=True, key="downloads"):
        for number, file in enumerate((file for file in files if not file.why_not), start=1):
            label = f"Open the file{f' {number}' if number > 1 else ''} (PDF, {said_size(file.size)})"
            st.link_button(label, f"/documents/article-file/{file.id}", icon=":material/download:")
        st.link_button("Key points on paper (PDF)", f"/documents/key-points/{article_id}.pdf", icon=":material/print:")
    if all(file.why_not for file in files):
        for sentence in dict.fromkeys(file.why_not for file in files):
            hint(sentence)
    if not address and not files:
        hint("There is no link to this one. The library can tell you where to find it.")


def when_read(sessions: tuple[ReadingSession, ...]) -> None:
    """My sessions that read it."""
    if sessions:
        st.header("Your sessions that read it", anchor=False)
    for session in sessions:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-session-{session.id}"):
            row(when(session.starts_at, session.ends_at, now()), session.group, "", "")
            st.page_link("pages/nurse/session.py", label="Details", query_params={"session": str(session.id)})


def to_think_about(article: Article) -> None:
    """Key points and prompts."""
    if article.key_points:
        st.header("Key points", anchor=False)
        words(article.key_points)
    if article.prompts:
        st.header("To think about while you read", anchor=False)
        bullets(article.prompts)


me = require(Role.NURSE)
with refusals_shown():
    wanted = asked_number("article")
    if wanted is None:
        raise NotFound(what="article")
    found = look_up(read_article, actor=me, article_id=wanted)
    heading(found.article.title)
    citation(found.article)
    notices_shown([wanted])
    where_to_read(me, wanted, found.article)
    reading_state(wanted)
    interest(me, wanted)
    to_think_about(found.article)
    search_link(article_id=wanted)
    when_read(found.sessions)
