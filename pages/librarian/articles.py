"""The library's articles."""

from urllib.parse import urlencode

import streamlit as st

from pages.shared.acting import look_up, require
from pages.shared.widgets import PAGE_SIZE, empty, key_for, page_number, pager, row
from pages.shared.wording import said_by_line
from revalidation.domain.notices import NoticeKind
from revalidation.domain.people import Role
from revalidation.queries.articles import ArticleLine, articles
from revalidation.queries.notices import gravest_notices
from revalidation.queries.topics import topic_names

ANY = "Any topic"


def one(line: ArticleLine, notice: NoticeKind | None) -> None:
    """One article with its button."""
    article = line.article
    read = {0: "In no session yet", 1: "In 1 session"}.get(line.sessions, f"In {line.sessions} sessions")
    prompts = {0: "No reading prompts yet", 1: "1 reading prompt"}.get(line.prompts, f"{line.prompts} reading prompts")
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-article-{line.id}"):
        row("", article.title, prompts, read, note=said_by_line(article), notice=notice)
        st.page_link("pages/librarian/article.py", label="Open", query_params={"article": str(line.id)})


def take_along(search: str, topic_id: int | None) -> None:
    """The list as it is narrowed, for a reference manager."""
    narrowed = {"about": search, "topic": topic_id}
    asked = (
        f"?{urlencode({name: value for name, value in narrowed.items() if value})}" if any(narrowed.values()) else ""
    )
    with st.container(horizontal=True):
        for label, ending in (("Download as RIS", "ris"), ("Download as BibTeX", "bib")):
            st.link_button(label, f"/documents/articles.{ending}{asked}", icon=":material/download:")


me = require(Role.LIBRARIAN)
st.title("Articles")
with st.container(horizontal=True):
    if st.button("Add an article", type="primary", key="new", icon=":material/add:"):
        st.switch_page("pages/librarian/article.py")
    if st.button("Import articles", key="import", icon=":material/upload_file:"):
        st.switch_page("pages/librarian/import_articles.py")
with st.container(horizontal=True):
    st.page_link("pages/librarian/topics.py", label="Topics and bulletins", icon=":material/label:")
    st.page_link("pages/librarian/prompts.py", label="Reading prompts", icon=":material/help:")
    st.page_link("pages/librarian/interest.py", label="Interest in sessions", icon=":material/groups:")
    st.page_link("pages/librarian/searches.py", label="Literature searches", icon=":material/search:")
search = st.text_input("Words in title, authors or journal", key="about", bind="query-params", type="search") or ""
by_topic = {name: topic_id for topic_id, name in look_up(topic_names).items()}
topic_id = None
if by_topic:
    topic_id = by_topic.get(str(st.selectbox("Topic", [ANY, *by_topic], key="topic", bind="query-params")))
key = key_for(search, topic_id)
offset = page_number(key) * PAGE_SIZE
lines, total = look_up(articles, actor=me, search=search, topic_id=topic_id, limit=PAGE_SIZE, offset=offset)
noticed = look_up(gravest_notices, article_ids=[line.id for line in lines])
for line in lines:
    one(line, noticed.get(line.id))
if not lines:
    empty(
        "No article fits. Try fewer words or another topic."
        if search or topic_id
        else "What the groups read is kept here, with its citation and reading prompts. Add the first article."
    )
pager(key, total)
if lines:
    take_along(search, topic_id)
