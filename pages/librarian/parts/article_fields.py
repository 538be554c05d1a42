"""The fields of an article's form."""

from dataclasses import replace

import streamlit as st

from pages.librarian.parts.fields import Beside
from revalidation.domain.articles import LATEST_YEAR, Article

HELP = {
    "Authors": "Surname and initials, with semicolons between: Bowers L; James K",
    "DOI": "For example 10.1111/jpm.12345.",
    "Link": "Where people read it. Without one, the DOI leads there.",
}


def article_fields(beside: Beside, *, key: str, article: Article) -> Article:
    """Draw them and give what stands in them; `beside` fields are those of an article."""

    def asked(label: str, field: str) -> str:
        typed = st.text_input(label, getattr(article, field), key=f"{key}-{field}", help=HELP.get(label))
        beside(field)
        return typed or ""

    title, authors, journal = (
        asked("Title (required)", "title"),
        asked("Authors", "authors"),
        asked("Journal", "journal"),
    )
    columns = st.columns(4)
    with columns[0]:
        year = st.number_input("Year", 1800, LATEST_YEAR, article.year, key=f"{key}-year")
        beside("year")
    with columns[1]:
        volume = asked("Volume", "volume")
    with columns[2]:
        issue = asked("Issue", "issue")
    with columns[3]:
        pages = asked("Pages", "pages")
    doi, address = asked("DOI", "doi"), asked("Link", "link")
    points, prompts = _longer_fields(beside, key=key, article=article)
    return replace(
        article,
        title=title,
        authors=authors,
        journal=journal,
        year=year,
        volume=volume,
        issue=issue,
        pages=pages,
        doi=doi,
        link=address,
        key_points=points,
        prompts=prompts,
    )


def _longer_fields(beside: Beside, *, key: str, article: Article) -> tuple[str, tuple[str, ...]]:
    points = st.text_area(
        "Key points", article.key_points, key=f"{key}-points", help="What it says, in a few sentences."
    )
    beside("key_points")
    prompts = st.text_area(
        "Reading prompts, one on each line", "\n".join(article.prompts), key=f"{key}-prompts", height="content"
    )
    beside("prompts")
    return points or "", tuple((prompts or "").splitlines())
