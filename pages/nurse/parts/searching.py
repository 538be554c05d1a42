"""Asking the library for a literature search, and reading the answer."""

from functools import partial

import streamlit as st

from pages.shared.acting import announce_on, carry_out, confirm_button, fresh, look_up, now, refusals_shown
from pages.shared.search_requests import answer_of, facts_of
from pages.shared.widgets import facts, hint, lead, words
from revalidation.commands.search_requests import ask_for_search, withdraw_search
from revalidation.domain.people import Actor
from revalidation.domain.search_requests import OPEN_SEARCHES, QUESTION_LIMIT, SearchQuestion, SearchState
from revalidation.domain.times import local, said_moment
from revalidation.queries.reading import read_article
from revalidation.queries.search_requests import SearchInFull
from revalidation.queries.sessions import get_session

PAGE = "pages/nurse/my_searches.py"


def search_link(*, session_id: int | None = None, article_id: int | None = None) -> None:
    """The way from a session or an article to asking about it."""
    about = {"session": session_id, "article": article_id}
    query = {"new": "1"} | {name: str(number) for name, number in about.items() if number is not None}
    st.page_link(PAGE, label="Ask the library to search the literature", query_params=query, icon=":material/search:")


def asking(me: Actor, *, session_id: int | None, article_id: int | None) -> None:
    """The form of a new request."""
    lead("Librarians read your question, nobody else does. Leave out everything by which a person could be recognised.")
    if about := _about(me, session_id, article_id):
        facts([("About", about)])
    key = fresh("search")
    with refusals_shown() as beside, st.form("search", border=False):
        question = st.text_area(
            f"Your question, at most {QUESTION_LIMIT:,} characters (required)", key=f"{key}-question", height=140
        )
        hint(
            "Say which sort of patients it is about, what is done, and what should come of it. "
            "For example: do people with dementia on a ward sleep better after a walk?"
        )
        beside("question")
        today = local(now()).date()
        needed_by = st.date_input(
            "Needed by (if it matters)", None, min_value=today, format="DD/MM/YYYY", key=f"{key}-needed"
        )
        beside("needed_by")
        if st.form_submit_button("Ask the library", type="primary"):
            search_request_id = carry_out(
                ask_for_search,
                actor=me,
                question=SearchQuestion(question or "", needed_by),
                session_id=session_id,
                article_id=article_id,
                now=now(),
            )
            announce_on(PAGE, "The library has your question.", search=search_request_id)


def _about(me: Actor, session_id: int | None, article_id: int | None) -> str:
    """What the question comes from; nothing if it is asked by itself. Raises NotFound."""
    if article_id is not None:
        return look_up(read_article, actor=me, article_id=article_id).article.title
    if session_id is not None:
        line = look_up(get_session, actor=me, session_id=session_id).line
        return f"{line.group}, {said_moment(line.starts_at)}"
    return ""


@st.dialog("Withdraw this request?")
def withdrawing(me: Actor, search_request_id: int) -> None:
    """Ask once."""
    lead("The library stops searching. You can ask again at any time.")
    command = partial(withdraw_search, actor=me, search_request_id=search_request_id)
    confirm_button("Withdraw it", command, message="The request is withdrawn.", key="really_withdraw")


def in_full(me: Actor, search: SearchInFull) -> None:
    """One request and what came of it."""
    words(search.line.question)
    facts_of(search.line, is_hers=True)
    if search.line.state is SearchState.ANSWERED:
        st.header("What the library found", anchor=False)
        answer_of(search)
    if search.line.state in OPEN_SEARCHES and st.button("Withdraw this request", key="withdraw"):
        withdrawing(me, search.line.id)
