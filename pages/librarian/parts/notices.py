"""Retractions and corrections of one article: those that are noted, and noting one by hand."""

import streamlit as st

from pages.shared.acting import announce, carry_out, fresh, look_up, now, refusals_shown
from pages.shared.notices import notice_shown
from pages.shared.widgets import lead
from revalidation.commands.notices import add_notice, remove_notice
from revalidation.domain.notices import NOTICE_WORDS, SOURCE_WORDS, Notice, NoticeKind
from revalidation.domain.people import Actor
from revalidation.domain.times import local
from revalidation.queries.notices import notices_of


def notices(me: Actor, article_id: int) -> None:
    """What is noted, each with the way to take it back, and the form."""
    for line in look_up(notices_of, article_ids=(article_id,)).get(article_id, ()):
        notice_shown(line.notice)
        lead(f"Noted from {SOURCE_WORDS[line.notice.source]}.")
        with refusals_shown():
            if st.button("This is a mistake, take it back", key=f"remove-notice-{line.id}"):
                carry_out(remove_notice, actor=me, notice_id=line.id)
                announce("The notice is taken back. Messages about it that still wait do not go out.")


def noting(me: Actor, article_id: int) -> None:
    """The form, folded away."""
    with st.expander("Note a retraction or correction"):
        lead("Whoever was sent the article, or has it in a session, gets a message.")
        key = fresh(f"notice-{article_id}")
        with refusals_shown() as beside, st.form("notice", border=False):
            kinds = list(NoticeKind)
            kind = st.selectbox("What happened", kinds, format_func=lambda each: NOTICE_WORDS[each], key=f"{key}-kind")
            beside("kind")
            reference = st.text_input("DOI of the notice", key=f"{key}-reference")
            beside("doi")
            today = local(now()).date()
            day = st.date_input("Date of the notice", None, max_value=today, format="DD/MM/YYYY", key=f"{key}-day")
            beside("noticed_on")
            note = st.text_input("Note", key=f"{key}-note", help="What it means for readers, in a sentence.")
            beside("note")
            if st.form_submit_button("Note it and tell people"):
                typed = Notice(kind, reference=reference or "", noticed_on=day, note=note or "")
                carry_out(add_notice, actor=me, article_id=article_id, notice=typed, now=now())
                announce("It is noted, and people are told.")
