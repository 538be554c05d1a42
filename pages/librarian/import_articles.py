"""Articles come in: looked up by their numbers, or read from references; looked over first, then saved all at once."""

from collections.abc import Sequence

import streamlit as st

from pages.librarian.parts.import_preview import preview, summary
from pages.librarian.parts.import_source import read_source, source_form
from pages.shared.acting import refusals_shown, require
from pages.shared.import_drafts import ImportDraft, begin_import, begin_saving, find_import, go_back, wait_until_saved
from pages.shared.widgets import lead, say
from revalidation.domain.duplicates import DuplicateChoice
from revalidation.domain.imports import Chosen
from revalidation.domain.people import Actor, Role

SAVING = "Saving. You can go on elsewhere meanwhile."
CHANGING = (DuplicateChoice.FILL, DuplicateChoice.REPLACE)


def look_over(me: Actor, draft: ImportDraft) -> None:
    """What was read, and the button that saves what is ticked."""
    summary(draft)
    chosen = draft.chosen()
    with st.container(horizontal=True):
        pressed = st.button(save_label(chosen), type="primary", key="save", disabled=not chosen)
        st.button("Back to what was pasted" if draft.pasted else "Start again", key="again", on_click=go_back)
    if pressed:
        begin_saving(draft, me)
        saving(draft)
    preview(draft)


def save_label(chosen: Sequence[Chosen]) -> str:
    """What the button would do."""
    changed = sum(each.choice in CHANGING for each in chosen)
    added = len(chosen) - changed
    if not chosen:
        return "Nothing to add"
    adds = f"Add {added:,} {'article' if added == 1 else 'articles'}"
    if not changed:
        return adds
    return f"{adds}, change {changed:,}" if added else f"Change {changed:,}"


def saving(draft: ImportDraft) -> None:
    """All of it in one transaction, with a bar that shows how far it is."""
    bar = st.progress(draft.share, SAVING)
    wait_until_saved(draft, lambda share: bar.progress(share, SAVING))
    st.rerun()


def is_saved(draft: ImportDraft) -> None:
    """What has come of it, and what could be next."""
    say(draft.outcome, tone="done")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("pages/librarian/articles.py", label="See the articles", icon=":material/menu_book:")
        st.button("Import more", key="more", on_click=go_back)


me = require(Role.LIBRARIAN)
st.title("Import articles")
with refusals_shown() as beside:
    draft = find_import(me)
    if draft is None:
        lead("Nothing is saved before you have looked it over.")
        source = source_form(beside)
        if source is not None:
            begin_import(read_source(me, source))
            st.rerun()
    elif draft.outcome:
        is_saved(draft)
    elif draft.saving:
        saving(draft)
    else:
        look_over(me, draft)
