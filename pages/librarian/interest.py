"""Articles that nurses would come to a session about: how many, and where; never who."""

import streamlit as st

from pages.shared.acting import look_up, require
from pages.shared.widgets import PAGE_SIZE, empty, lead, page_number, pager, row
from pages.shared.wording import said_by_line
from revalidation.domain.interests import said_interest
from revalidation.domain.notices import NoticeKind
from revalidation.domain.people import Role
from revalidation.queries.interests import ArticleInterest, interests
from revalidation.queries.notices import gravest_notices


def one(line: ArticleInterest, notice: NoticeKind | None) -> None:
    """One article with the way to its session: filled in with the place that most would come to."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-interest-{line.article_id}"):
        where = ", ".join(f"{each.where}: {each.people}" for each in line.places)
        people, by = said_interest(line.people), said_by_line(line.article)
        row("", line.article.title, where, people, note=by, tone="done", notice=notice)
        st.page_link(
            "pages/librarian/new_session.py",
            label="Make a session",
            query_params={"article": str(line.article_id), "site": str(line.places[0].site_id or 0)},
        )


me = require(Role.LIBRARIAN)
st.title("Interest in sessions")
lead(
    "Nurses say of an article that it would make a good session, and where they would come. You see how many, not who."
)
lines = look_up(interests, actor=me)
begins = page_number("interest_page") * PAGE_SIZE
shown = lines[begins : begins + PAGE_SIZE]
noticed = look_up(gravest_notices, article_ids=[line.article_id for line in shown])
for line in shown:
    one(line, noticed.get(line.article_id))
pager("interest_page", len(lines))
if not lines:
    empty(
        "Nobody has said so of an article yet. Nurses find “Would make a good session” beside what they read; "
        "once they have come to a session about it, their interest ends."
    )
