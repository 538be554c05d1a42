"""The fields of an article's form."""

import streamlit as st

from pages.librarian.parts.fields import Beside
from revalidation.domain.articles import LATEST_YEAR, Article

IN_NUMBERS = ("Volume", "Issue", "Pages")


def article_fields(beside: Beside, *, key: str, article: Article) -> Article:
    """Draw them and give what stands in them; `beside` fields are those of an article."""
    title = st.text_input("Title (required)", article.title, key=f"{key}-title")
    beside("title")
    authors = st.text_input(
        "Authors",
        article.authors,
        key=f"{key}-authors",
        help="Surname and initials, with semicolons between: Bowers L; James K",
    )
    beside("authors")
    journal = st.text_input("Journal", article.journal, key=f"{key}-journal")
    beside("journal")
    columns = st.columns(4)
    with columns[0]:
        year = st.number_input("Year", 1800, LATEST_YEAR, article.year, key=f"{key}-year")
        beside("year")
    numbers = []
    for column, label in zip(columns[1:], IN_NUMBERS, strict=True):
        with column:
            field = label.lower()
            numbers.append(st.text_input(label, getattr(article, field), key=f"{key}-{field}"))
            beside(field)
    doi = st.text_input("DOI", article.doi, key=f"{key}-doi", help="For example 10.1111/jpm.12345.")
    beside("doi")
    address = st.text_input(
        "Link", article.link, key=f"{key}-link", help="Where people read it. Without one, the DOI leads there."
    )
    beside("link")
    key_points = st.text_area(
        "Key points", article.key_points, key=f"{key}-points", help="What it says, in a few sentences."
    )
    beside("key_points")
    prompts = st.text_area(
        "Reading prompts, one on each line", "\n".join(article.prompts), key=f"{key}-prompts", height="content"
    )
    beside("prompts")
    volume, issue, pages = (number or "" for number in numbers)
    return Article(
        title=title or "",
        authors=authors or "",
        journal=journal or "",
        year=year,
        volume=volume,
        issue=issue,
        pages=pages,
        doi=doi or "",
        link=address or "",
        key_points=key_points or "",
        prompts=tuple((prompts or "").splitlines()),
    )
