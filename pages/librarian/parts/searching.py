"""One literature search: taking it, and answering with words and references."""

import streamlit as st

from pages.librarian.parts.fields import article_field
from pages.shared.acting import announce, carry_out, fresh, now, refusals_shown
from pages.shared.search_requests import answer_of, facts_of
from pages.shared.widgets import hint, words
from revalidation.commands.search_requests import answer_search, give_search_back, take_search
from revalidation.domain.people import Actor
from revalidation.domain.search_requests import SearchState
from revalidation.queries.search_requests import SearchInFull

PAGE = "pages/librarian/searches.py"


def search(me: Actor, found: SearchInFull) -> None:
    """Everything about one."""
    line = found.line
    words(line.question)
    facts_of(line, is_hers=False)
    with refusals_shown():
        if line.state is SearchState.ASKED and st.button("Take this search", key="take", type="primary"):
            carry_out(take_search, actor=me, search_request_id=line.id, now=now())
            announce("The search is yours. Answer it below.")
        if line.state is SearchState.TAKEN and st.button("Give it back", key="give_back"):
            carry_out(give_search_back, actor=me, search_request_id=line.id)
            announce("Anybody can take it again.")
    if line.state is SearchState.ANSWERED:
        st.header("The answer", anchor=False)
        answer_of(found)
    if line.state is SearchState.TAKEN:
        st.header("Answer", anchor=False)
        answering(me, found)
    elif line.state is SearchState.ANSWERED:
        with st.expander("Change the answer"):
            answering(me, found)


def answering(me: Actor, found: SearchInFull) -> None:
    """References, and the form of the words that go with them."""
    key = fresh(f"answer-{found.line.id}")
    with refusals_shown() as beside:
        chosen = article_field(me, key=f"{key}-references", chosen=[number for number, _ in found.references])
        hint("References are articles of the library; import or add them first.")
        beside("references")
        with st.form("answer", border=False):
            answer = st.text_area("What you found", found.answer, key=f"{key}-answer", height=200)
            beside("answer")
            pressed = st.form_submit_button("Send the answer", type="primary")
        if pressed:
            number = found.line.id
            carry_out(
                answer_search, actor=me, search_request_id=number, answer=answer or "", article_ids=chosen, now=now()
            )
            announce("The answer is on its way.")
