"""One article, or a new one: its citation, where to read it, and the prompts."""

from contextlib import suppress

import streamlit as st

from pages.librarian.parts.article_fields import article_fields
from pages.librarian.parts.article_files import files_of_article
from pages.librarian.parts.filling_in import fill_in, filling_in, must_be_new
from pages.librarian.parts.notices import notices, noting
from pages.librarian.parts.prompts import more_prompts
from pages.librarian.parts.rows import session_row
from pages.librarian.parts.sent import sent_people
from pages.librarian.parts.topics_of import topics_of_article
from pages.shared.acting import (
    announce,
    announce_on,
    asked_number,
    carry_out,
    fresh,
    look_up,
    now,
    refusals_shown,
    require,
)
from pages.shared.citations import citation, citation_and_link
from pages.shared.widgets import heading, lead
from revalidation.commands.articles import add_article, change_article
from revalidation.domain.articles import Article
from revalidation.domain.filters import Filters
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import Refusal
from revalidation.queries.articles import get_article
from revalidation.queries.sessions import schedule

SHOWN = 5


def form(me: Actor, article_id: int | None, article: Article) -> None:
    """Everything about it at once; not a Streamlit form, as those know nothing of another kind before they are sent."""
    name, is_new = f"article-{article_id or 'new'}", article_id is None
    with refusals_shown() as beside:
        filling = filling_in(beside, form=name, key=fresh(name), article=article, is_new=is_new)
        typed = article_fields(beside, key=filling.key, article=filling.article)
        is_beside = is_new and st.checkbox("Add it even if the library has it already", key=f"{filling.key}-beside")
        beside("there_already")
        pressed = st.button("Save the article", type="primary", key=f"{filling.key}-save")
        if filling.is_pressed:
            fill_in(me, filling, typed)
        if pressed and is_new and not is_beside:
            must_be_new(me, typed)
        if pressed:
            keep(me, article_id, typed)
    if typed != article:
        preview(typed)


def preview(typed: Article) -> None:
    """How it will be cited; below the button, which would else move away from under the hand."""
    with suppress(Refusal):  # said when it is saved
        checked = typed.checked()
        lead("It will be cited like this:")
        citation(checked)


def keep(me: Actor, article_id: int | None, typed: Article) -> None:
    """Save what was typed."""
    if article_id is None:
        article_id = carry_out(add_article, actor=me, article=typed, now=now())
        announce_on("pages/librarian/article.py", "The article is in the library.", article=article_id)
    carry_out(change_article, actor=me, article_id=article_id, article=typed)
    announce("The article is saved.")


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
        session_row(line)


me = require(Role.LIBRARIAN)
with refusals_shown():
    wanted = asked_number("article")
    article = look_up(get_article, actor=me, article_id=wanted) if wanted is not None else Article(title="")
    if wanted is None:
        st.title("New article")
        lead("Only the title is needed. The rest makes the citation that goes into people's evidence.")
        form(me, None, article)
    else:
        heading(article.title)
        citation_and_link(article)
        st.link_button("Key points on paper (PDF)", f"/documents/key-points/{wanted}.pdf", icon=":material/print:")
        notices(me, wanted)
        form(me, wanted, article)
        more_prompts(me, wanted)
        noting(me, wanted)
        files_of_article(me, wanted)
        topics_of_article(me, wanted)
        where_read(me, wanted)
        sent_people(me, wanted)
