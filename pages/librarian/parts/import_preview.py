"""What an import would take in, to be looked over before anything is saved."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.shared.acting import look_up
from pages.shared.import_drafts import ImportDraft, choice_box, tick_all, tick_box, usual_choice_box
from pages.shared.widgets import PAGE_SIZE, bullets, key_for, lead, page_number, pager, row
from revalidation.domain.imports import said_trouble
from revalidation.domain.library import CitationStyle
from revalidation.queries.library import library_settings
from revalidation.references.citing import cited

EVERYTHING, REMARKS = "Everything", "With remarks"
BOX = 320  # pixels that a choice is wide
MOST_DOUBTFUL = 20  # named on the screen
Shown = Callable[[ImportDraft, int], bool]


def is_new(draft: ImportDraft, at: int) -> bool:
    """Whether it can be taken in and its work is nowhere yet."""
    return draft.records[at].article is not None and not draft.is_duplicate(at)


SHOWN: dict[str, Shown] = {
    EVERYTHING: lambda _draft, _at: True,
    "New": is_new,
    "Already in the library": lambda draft, at: at in draft.in_library,
    "Twice in this import": lambda draft, at: at in draft.repeated and at not in draft.in_library,
    REMARKS: lambda draft, at: bool(draft.records[at].article and draft.records[at].troubles),
    "Not found or not readable": lambda draft, at: draft.records[at].article is None,
}


def summary(draft: ImportDraft) -> None:
    """How many there are of each sort, and numbers of which nobody knows what they are."""
    everything = range(len(draft.records))
    counts = {name: sum(is_shown(draft, at) for at in everything) for name, is_shown in SHOWN.items()}
    remarks, total = counts.pop(REMARKS), counts.pop(EVERYTHING)
    said = ", ".join(f"{number:,} {name.lower()}" for name, number in counts.items() if number)
    remarked = f" {remarks:,} of them {'has' if remarks == 1 else 'have'} remarks." if remarks else ""
    lead(f"{total:,} {'record' if total == 1 else 'records'}: {said}.{remarked}")
    if draft.doubtful:
        numbers = ", ".join(draft.doubtful[:MOST_DOUBTFUL])
        lead(f"Left out, since they may be years or anything else: {numbers}. Write PMID in front of those that are.")


def preview(draft: ImportDraft) -> None:
    """The records, a page at a time, with the choices for each."""
    everything = range(len(draft.records))
    names = [name for name, is_shown in SHOWN.items() if any(is_shown(draft, at) for at in everything)]
    shown = EVERYTHING
    with st.container(horizontal=True):
        if len(names) > 2:  # noqa: PLR2004 (everything and one sort are the same)
            shown = st.selectbox("Show", names, key=key_for("shown", id(draft)), width=BOX)
        if any(draft.is_duplicate(at) for at in everything):
            usual_choice_box(draft, "What becomes of duplicates", width=BOX)
    positions = [at for at in everything if SHOWN[shown](draft, at)]
    ticks(draft, positions)
    key = key_for(id(draft), shown)
    first = page_number(key) * PAGE_SIZE
    style = look_up(library_settings).citation_style
    for at in positions[first : first + PAGE_SIZE]:
        one(draft, at, style)
    pager(key, len(positions))


def ticks(draft: ImportDraft, positions: Sequence[int]) -> None:
    """All the new ones at once."""
    new = [at for at in positions if is_new(draft, at)]
    if len(new) > 1:
        with st.container(horizontal=True):
            st.button(f"Tick all {len(new):,} new", key="tick", on_click=tick_all(draft, new, is_taken=True))
            st.button("Tick none", key="untick", on_click=tick_all(draft, new, is_taken=False))


def one(draft: ImportDraft, at: int, style: CitationStyle) -> None:
    """One record: a new one with its box, a duplicate with its choice."""
    article, troubles = draft.records[at].article, draft.records[at].troubles
    with st.container(key=f"record-{at}"):
        if is_new(draft, at):
            tick_box(draft, at)
        state, tone = state_of(draft, at)
        number = "" if is_new(draft, at) else f"Record {at + 1:,}"
        row(number, "", draft.origins[at], state, note=cited(article, style) if article else "", tone=tone)
        bullets(said_trouble(trouble) for trouble in troubles)
        if draft.is_duplicate(at):
            with st.container(horizontal=True, vertical_alignment="center"):
                choice_box(draft, at, width=BOX)
                if duplicate := draft.in_library.get(at):
                    query = {"article": str(duplicate.article_id)}
                    st.page_link("pages/librarian/article.py", label="See the one in the library", query_params=query)


def state_of(draft: ImportDraft, at: int) -> tuple[str, str]:
    """What a record is, in words, and the tone of its badge."""
    if draft.records[at].article is None:
        return "Can’t be taken in", "problem"
    if at in draft.in_library:
        return "Already in the library", "wait"
    if at in draft.repeated:
        return f"The same as record {draft.repeated[at] + 1:,}", "wait"
    return "New", "done"
