"""One article, or a new one: its citation, where to read it, and the prompts."""

import streamlit as st

from pages.librarian.parts.article_files import files_of_article
from pages.librarian.parts.article_form import article_form
from pages.librarian.parts.notices import notices, noting
from pages.librarian.parts.prompts import more_prompts
from pages.librarian.parts.rows import session_row
from pages.librarian.parts.sent import sent_people
from pages.librarian.parts.topics_of import topics_of_article
from pages.shared.acting import asked_number, look_up, now, refusals_shown, require
from pages.shared.citations import citation_and_link
from pages.shared.widgets import heading, lead
from revalidation.domain.articles import Article
from revalidation.domain.filters import Filters
from revalidation.domain.people import Actor, Role
from revalidation.queries.articles import get_article
from revalidation.queries.sessions import schedule

SHOWN = 5


def where_read(me: Actor, article_id: int) -> None:
    """Sessions that read it: the coming ones, then the past."""
    found = Filters(article_id=article_id)
    lines = [
        line
        for is_past in (False, True)
        for line in look_up(schedule, actor=me, now=now(), is_past=is_past, filters=found, limit=SHOWN)[0]
    ]
    if lines:
        st.header("Sessions that read it", anchor=False)
    for line in lines:
        session_row(line, with_article=False)


me = require(Role.LIBRARIAN)
with refusals_shown():
    wanted = asked_number("article")
    article = look_up(get_article, actor=me, article_id=wanted) if wanted is not None else Article(title="")
    if wanted is None:
        st.title("New article")
        lead("Only the title is needed. The rest makes the citation that goes into people's evidence.")
        article_form(me, None, article)
    else:
        heading(article.title)
        citation_and_link(article)
        st.link_button("Key points on paper (PDF)", f"/documents/key-points/{wanted}.pdf", icon=":material/print:")
        notices(me, wanted)
        article_form(me, wanted, article)
        more_prompts(me, wanted)
        noting(me, wanted)
        files_of_article(me, wanted)
        topics_of_article(me, wanted)
        where_read(me, wanted)
        sent_people(me, wanted)
