import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.library import CitationStyle
from revalidation.references.citing import cited

WORKS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("works.json").read_text(encoding="utf-8"))["works"]


def work(kept: dict[str, Any]) -> Article:
    known = dict(kept)
    if "accessed_on" in known:
        known["accessed_on"] = date.fromisoformat(known["accessed_on"])
    return Article(**known | {"kind": ArticleKind(known.get("kind", "article"))})


def manuals() -> Iterator[Any]:
    for kept in WORKS:
        for style in CitationStyle:
            yield pytest.param(work(kept["article"]), style, kept[style], id=f"{kept['what']}, {style}")


@pytest.mark.parametrize(("article", "style", "printed"), [*manuals()])
def test_a_work_is_cited_as_the_manual_of_the_style_says(article: Article, style: CitationStyle, printed: str) -> None:
    assert cited(article.checked(), style) == printed


@pytest.mark.parametrize("style", CitationStyle)
@pytest.mark.parametrize("kind", ArticleKind)
def test_a_title_alone_makes_a_citation_without_debris(kind: ArticleKind, style: CitationStyle) -> None:
    said = cited(Article("Talking on the ward", kind=kind), style)
    unknown = ("[Internet]. [date unknown]", "(n.d.).", "(no date).")
    rest = said.replace("Talking on the ward", "").replace("‘’", "").strip()
    assert rest.removeprefix(". ").strip() in (".", *unknown, *(f"{word}." for word in unknown))


@pytest.mark.parametrize("style", CitationStyle)
def test_text_that_looks_like_markup_is_cited_as_it_was_typed(style: CitationStyle) -> None:
    title = 'A <i>trial</i> & <span class="nocase">so on'
    said = cited(Article(title, authors="O'Brien & Sons; Łoś K", journal="R&D", year=2020), style)
    assert title in said
    assert "O'Brien & Sons" in said
    assert "Łoś" in said
    assert "R&D" in said


@settings(max_examples=30)  # one takes long where much else runs
@given(
    st.builds(
        Article,
        title=st.text(min_size=1, max_size=30),
        authors=st.text(max_size=30),
        journal=st.text(max_size=20),
        year=st.none() | st.integers(1800, 2100),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        volume=st.text(max_size=5),
        issue=st.text(max_size=8),
        pages=st.text(max_size=10) | st.from_regex(r"[A-Z]?\d{1,5}[-–]\d{1,5}", fullmatch=True),
        kind=st.sampled_from(ArticleKind),
        editors=st.text(max_size=20),
        edition=st.text(max_size=8),
        publisher=st.text(max_size=10),
        number=st.text(max_size=8),
    ),
    st.sampled_from(CitationStyle),
)
def test_nothing_that_can_be_kept_stops_a_citation(article: Article, style: CitationStyle) -> None:
    title = " ".join(article.title.split()) or "T"
    assert cited(replace(article, title=title), style)


def test_people_who_cite_at_once_get_their_own_citations() -> None:
    articles = [Article(f"Title {number}", authors=f"Author{number} A", year=2000 + number) for number in range(40)]
    with ThreadPoolExecutor(8) as people:
        said = list(people.map(lambda article: cited(article, CitationStyle.APA), articles))
    for number, line in enumerate(said):
        assert line == f"Author{number}, A. ({2000 + number}). Title {number}."
