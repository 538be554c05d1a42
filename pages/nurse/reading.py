"""What I read: for my next sessions, what I was sent, and what past sessions read."""

import streamlit as st

from pages.shared.acting import look_up, now, require
from pages.shared.widgets import PAGE_SIZE, empty, page_number, pager, row
from pages.shared.wording import said_by_line, when
from revalidation.domain.distribution import READING_WORDS
from revalidation.domain.notices import NoticeKind
from revalidation.domain.people import Role
from revalidation.domain.times import local, said_day
from revalidation.queries.notices import gravest_notices
from revalidation.queries.reading import ReadingLine, ReadingPart, my_reading

HEADINGS = {
    ReadingPart.COMING: "For your next sessions",
    ReadingPart.SENT: "Sent to you",
    ReadingPart.PAST: "From past sessions",
}


def one(line: ReadingLine, notice: NoticeKind | None) -> None:
    """One article with its button."""
    at, group = "", "Sent by the library"
    if line.session:
        waiting = ", where you wait for a place" if line.session.waits and line.part is ReadingPart.COMING else ""
        at = when(line.session.starts_at, line.session.ends_at, now())
        group = f"{line.session.group}{waiting}"
    elif line.sent_at:
        at = f"Sent {said_day(local(line.sent_at).date())}"
    state = READING_WORDS[line.state] if line.state else "Not opened"
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-article-{line.article_id}"):
        tone = "done" if line.state else "plain"
        row(at, line.article.title, group, state, note=said_by_line(line.article), tone=tone, notice=notice)
        st.page_link("pages/nurse/article.py", label="Open", query_params={"article": str(line.article_id)})


me = require(Role.NURSE)
st.title("Reading")
with st.container(horizontal=True):
    st.page_link("pages/nurse/topics.py", label="Topics", icon=":material/label:")
    st.page_link("pages/nurse/my_searches.py", label="Literature searches", icon=":material/search:")
page = page_number("reading_page")
lines, total = look_up(my_reading, actor=me, now=now(), limit=PAGE_SIZE, offset=page * PAGE_SIZE)
noticed = look_up(gravest_notices, article_ids=[line.article_id for line in lines])
for part, title in HEADINGS.items():
    here = [line for line in lines if line.part is part]
    if here:
        st.header(title, anchor=False)
    for line in here:
        one(line, noticed.get(line.article_id))
if not lines:
    empty("Once you have booked a session, what it reads is here, and so is whatever the library sends you.")
    if st.button("Find a session", type="primary", key="find"):
        st.switch_page("pages/nurse/sessions.py")
pager("reading_page", total)
