"""Literature-search requests as nurses and librarians both see them."""

import streamlit as st

from pages.shared.citations import citation_and_link
from pages.shared.notices import notices_shown
from pages.shared.widgets import facts, row, words
from revalidation.domain.search_requests import SEARCH_WORDS, SearchState
from revalidation.domain.text import first_line
from revalidation.domain.times import local, said_day
from revalidation.queries.search_requests import SearchInFull, SearchLine

_TONES = {SearchState.ASKED: "wait", SearchState.TAKEN: "wait", SearchState.ANSWERED: "done"}
_SHOWN = 120


def search_row(line: SearchLine, *, page: str, who: str = "") -> None:
    """One request of a list, with its button."""
    needed = f"Needed by {said_day(line.needed_by)}" if line.needed_by else ""
    about = f"About: {first_line(line.about, _SHOWN)}" if line.about else ""
    note = "\n".join(part for part in (needed, about) if part)
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-search-{line.id}"):
        day, question = f"Asked {said_day(local(line.asked_at).date())}", first_line(line.question, _SHOWN)
        row(day, question, who, SEARCH_WORDS[line.state], note=note, tone=_TONES.get(line.state, ""))
        st.page_link(page, label="Open", query_params={"search": str(line.id)})


def facts_of(line: SearchLine, *, is_hers: bool) -> None:
    """Where it stands."""
    facts(
        [
            ("State", SEARCH_WORDS[line.state]),
            ("Asked by", "" if is_hers else line.asked_by),
            ("Asked on", said_day(local(line.asked_at).date())),
            ("Needed by", said_day(line.needed_by) if line.needed_by else ""),
            ("About", line.about),
            ("Searched by", line.taken_by),
            ("Answered on", said_day(local(line.answered_at).date()) if line.answered_at else ""),
        ]
    )


def answer_of(search: SearchInFull) -> None:
    """What the library says, and its references with their links."""
    words(search.answer)
    for article_id, article in search.references:
        with st.container(key=f"record-reference-{article_id}"):
            citation_and_link(article, label="Read it")
            notices_shown([article_id])
