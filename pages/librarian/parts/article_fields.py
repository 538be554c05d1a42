"""The fields of an article's form: those that its kind is cited by, and the others folded away with what is in them."""

from dataclasses import replace
from itertools import chain
from typing import Any

import streamlit as st

from pages.librarian.parts.fields import Beside
from pages.shared.widgets import hint
from revalidation.domain.articles import ARTICLE_KIND_WORDS, LATEST_YEAR, Article, ArticleKind

_ONLINE = (("title",), ("authors",), ("number", "year"), ("publisher", "publisher_place"), ("link", "accessed_on"))
# In rows, as they are asked for.
NEEDED: dict[ArticleKind, tuple[tuple[str, ...], ...]] = {
    ArticleKind.ARTICLE: (
        ("title",), ("authors",), ("journal",), ("year", "volume", "issue", "pages"), ("doi", "pmid"), ("link",),
    ),
    ArticleKind.CHAPTER: (
        ("title",), ("authors",), ("journal",), ("editors",), ("edition", "pages", "year"),
        ("publisher", "publisher_place"), ("doi", "link"),
    ),
    ArticleKind.BOOK: (
        ("title",), ("authors",), ("editors",), ("edition", "year"), ("publisher", "publisher_place"), ("doi", "link"),
    ),
    ArticleKind.GUIDELINE: _ONLINE,
    ArticleKind.REPORT: _ONLINE,
    ArticleKind.WEB_PAGE: (
        ("title",), ("authors",), ("journal",), ("year", "month", "day"), ("link", "accessed_on"),
    ),
}  # fmt: skip
OTHERS: tuple[tuple[str, ...], ...] = (
    ("month", "day"), ("journal",), ("volume", "issue", "pages"), ("editors",), ("edition", "number"),
    ("publisher", "publisher_place"), ("doi", "pmid"), ("accessed_on",),
)  # fmt: skip

LABELS = {
    "title": "Title (required)",
    "authors": "Authors",
    "journal": "Journal",
    "editors": "Editors",
    "year": "Year",
    "month": "Month",
    "day": "Day",
    "volume": "Volume",
    "issue": "Issue",
    "pages": "Pages",
    "edition": "Edition",
    "number": "Number",
    "publisher": "Publisher",
    "publisher_place": "Place of publication",
    "doi": "DOI",
    "pmid": "PMID",
    "link": "Link",
    "accessed_on": "Read there on",
}
LABELS_BY_KIND = {
    (ArticleKind.CHAPTER, "title"): "Title of the chapter (required)",
    (ArticleKind.CHAPTER, "authors"): "Authors of the chapter",
    (ArticleKind.CHAPTER, "journal"): "Book",
    (ArticleKind.CHAPTER, "editors"): "Editors of the book",
    (ArticleKind.GUIDELINE, "authors"): "Organisation",
    (ArticleKind.REPORT, "authors"): "Organisation or authors",
    (ArticleKind.WEB_PAGE, "authors"): "Organisation or authors",
    (ArticleKind.WEB_PAGE, "journal"): "Website",
}
HELP = {
    "authors": "People by surname and initials, organisations by their names, with semicolons between: "
    "Bowers L; van der Berg J; NHS England",
    "editors": "As authors: Norman I; Ryrie I",
    "pages": "For example 1412-22. An article's own number as it is: e0123, or Article 117.",
    "issue": "For example 9, or Suppl 1.",
    "edition": "For example 3rd.",
    "number": "As it is printed, for example NICE guideline NG225, or HC 947.",
    "doi": "For example 10.1111/jpm.12345.",
    "pmid": "The number of PubMed, for example 26166187.",
    "link": "Where people read it. Without one, the DOI or PMID leads there.",
    "month": "Only cited of web pages, and of articles that have no volume yet.",
    "accessed_on": "The day on which you saw it, as web pages change.",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def article_fields(beside: Beside, *, key: str, article: Article) -> Article:
    """Draw them and give what stands in them; `beside` fields are those of an article.

    Every field is drawn for every kind, so that nothing typed is lost when another kind is chosen.
    """
    kinds = list(ArticleKind)
    kind = st.selectbox(
        "What is it?", kinds, kinds.index(article.kind), format_func=ARTICLE_KIND_WORDS.__getitem__, key=f"{key}-kind"
    )
    typed: dict[str, Any] = {"kind": kind}

    def row(fields: tuple[str, ...]) -> None:
        for field, column in zip(fields, st.columns(len(fields)) if len(fields) > 1 else [st.container()], strict=True):
            with column:
                label = LABELS_BY_KIND.get((kind, field), LABELS[field])
                typed[field] = _asked(field, label, key=f"{key}-{field}", kept=getattr(article, field))

    for fields in NEEDED[kind]:
        row(fields)
        for field in fields:
            beside(field)
    folded = [tuple(field for field in fields if field not in typed) for fields in OTHERS]
    with st.expander("Other details"):
        hint("Seldom needed for what you have chosen above. Whatever stands here is kept.")
        for fields in filter(None, folded):
            row(fields)
    for field in chain.from_iterable(folded):
        beside(field)  # not in there, where nobody would see it
    points, prompts = _longer_fields(beside, key=key, article=article)
    return replace(article, **typed, key_points=points, prompts=prompts)


def _asked(field: str, label: str, *, key: str, kept: Any) -> Any:  # noqa: ANN401 (a text, a number, a day or nothing)
    if field == "year":
        return st.number_input(label, 1800, LATEST_YEAR, kept, key=key)
    if field == "day":
        return st.number_input(label, 1, 31, kept, key=key)
    if field == "month":
        months = range(1, len(MONTHS) + 1)
        at = None if kept is None else kept - 1
        return st.selectbox(label, months, at, format_func=lambda month: MONTHS[month - 1], key=key, help=HELP[field])
    if field == "accessed_on":
        return st.date_input(label, kept, key=key, format="DD/MM/YYYY", help=HELP[field])
    return st.text_input(label, kept, key=key, help=HELP.get(field)) or ""


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
