"""The form of an article: its fields, filling them in from a DOI or PMID, and how it will be cited."""

from contextlib import suppress

import streamlit as st

from pages.librarian.parts.article_fields import article_fields
from pages.librarian.parts.filling_in import fill_in, filling_in, must_be_new
from pages.shared.acting import announce, announce_on, carry_out, fresh, now, refusals_shown
from pages.shared.citations import citation
from pages.shared.widgets import lead
from revalidation.commands.articles import add_article, change_article
from revalidation.domain.articles import Article
from revalidation.domain.people import Actor
from revalidation.domain.refusals import Refusal


def article_form(me: Actor, article_id: int | None, article: Article) -> None:
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
