"""Giving an article prompts that have proved their worth."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, refusals_shown
from pages.shared.widgets import lead
from revalidation.commands.prompts import add_prompts
from revalidation.domain.people import Actor
from revalidation.queries.prompts import prompts_to_choose_from


def more_prompts(me: Actor, article_id: int) -> None:
    """Prompts that other articles ask, and the starter set, to take up with one press."""
    sets = look_up(prompts_to_choose_from, actor=me, article_id=article_id)
    with st.expander("Take up reading prompts"):
        lead("Prompts that other articles ask, and a set to begin with. You can change the wording above afterwards.")
        key = fresh(f"prompts-{article_id}")
        with refusals_shown() as beside, st.form("prompts", border=False):
            chosen = [
                prompt
                for number, each in enumerate(sets)
                for prompt in st.multiselect(
                    each.heading, each.prompts, key=f"{key}-{number}", select_all=False, placeholder="Choose prompts"
                )
            ]
            beside("prompt")
            if st.form_submit_button("Add them to the article"):
                carry_out(add_prompts, actor=me, article_id=article_id, texts=chosen)
                announce("The article has more prompts.")
        st.page_link("pages/librarian/prompts.py", label="All reading prompts, and improving their wording")
