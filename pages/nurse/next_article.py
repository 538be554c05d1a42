"""Choosing what a group of mine reads next."""

import streamlit as st

from pages.shared.acting import announce, asked_number, carry_out, fresh, look_up, now, refusals_shown, require
from pages.shared.widgets import PAGE_SIZE, empty, heading, lead, page_number, pager, row, say
from pages.shared.wording import said_by_line
from revalidation.commands.reading_lists import choose_what_to_read
from revalidation.domain.notices import said_title
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_lists import CHOICE_WORDS, LEAST_CANDIDATES
from revalidation.domain.refusals import NotFound
from revalidation.queries.notices import gravest_notices
from revalidation.queries.reading_lists import ToChooseFrom, to_choose_from


def choosing(me: Actor, group_id: int, found: ToChooseFrom) -> None:
    """Up to three choices, the dearest first."""
    noticed = look_up(gravest_notices, article_ids=[article_id for article_id, _ in found.candidates])
    titles = {
        article_id: said_title(article.title, noticed.get(article_id)) for article_id, article in found.candidates
    }
    mine = [article_id for article_id in found.mine if article_id in titles]
    key = fresh(f"choices-{group_id}")
    with refusals_shown() as beside, st.form("choices", border=False):
        chosen = [
            st.selectbox(
                label,
                list(titles),
                list(titles).index(mine[place]) if place < len(mine) else None,
                format_func=lambda article_id: titles[article_id],
                placeholder="Choose one",
                key=f"{key}-{place}",
            )
            for place, label in enumerate(CHOICE_WORDS[: len(titles)])
        ]
        beside("choices")
        if st.form_submit_button("Keep my choices", type="primary"):
            carry_out(choose_what_to_read, actor=me, group_id=group_id, chosen=chosen, now=now())
            announce("Your choices are kept. You can change them until the session is planned.")


def candidates(found: ToChooseFrom) -> None:
    """All of them, each with its own page, and which of them she has chosen."""
    st.header("What there is to choose from", anchor=False)
    chosen = dict(zip(found.mine, CHOICE_WORDS, strict=False))
    begins = page_number("candidates_page") * PAGE_SIZE
    shown = found.candidates[begins : begins + PAGE_SIZE]
    noticed = look_up(gravest_notices, article_ids=[article_id for article_id, _ in shown])
    for article_id, article in shown:
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-candidate-{article_id}"):
            state = f"Your {chosen[article_id].lower()}" if article_id in chosen else ""
            by, notice = said_by_line(article), noticed.get(article_id)
            row("", article.title, "", state, note=by, tone="done", notice=notice)
            st.page_link("pages/nurse/article.py", label="Open", query_params={"article": str(article_id)})
    pager("candidates_page", len(found.candidates))


me = require(Role.NURSE)
with refusals_shown():
    group_id = asked_number("group")
    if group_id is None:
        raise NotFound(what="group")
    found = look_up(to_choose_from, actor=me, group_id=group_id)
    heading(f"What should {found.group} read next?")
    for title in found.retracted:
        say(f"No longer to choose from, as its journal has retracted it: {title}")
    if len(found.candidates) < LEAST_CANDIDATES:
        empty("There is nothing to choose from at the moment. Once there is, it is asked on your home page.")
        st.page_link("pages/nurse/reading.py", label="Go to my reading", icon=":material/menu_book:")
    else:
        lead("Your first choice counts most. The library sees how often each was chosen, not by whom.")
        choosing(me, group_id, found)
        candidates(found)
