from dataclasses import replace

import pytest

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.citations import (
    article_number,
    edition_words,
    expanded,
    issue_words,
    ordinal,
    shortened,
    vancouver,
)

ARTICLE = Article(
    title="Talking on the ward",
    authors="Bowers L; James K",
    journal="J Wards",
    year=2015,
    volume="52",
    issue="9",
    pages="1412-22",
    doi="10.1234/wards",
)
SIX, SEVEN = ("; ".join(f"Author {letter}" for letter in letters) for letters in ("ABCDEF", "ABCDEFG"))
SHORT = {"title": "T", "journal": "", "year": None, "volume": "", "issue": "", "pages": "", "doi": ""}


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        ({}, "Bowers L, James K. Talking on the ward. J Wards. 2015;52(9):1412-22. doi:10.1234/wards"),
        ({"doi": ""}, "Bowers L, James K. Talking on the ward. J Wards. 2015;52(9):1412-22."),
        ({"issue": ""}, "Bowers L, James K. Talking on the ward. J Wards. 2015;52:1412-22. doi:10.1234/wards"),
        ({"pages": ""}, "Bowers L, James K. Talking on the ward. J Wards. 2015;52(9). doi:10.1234/wards"),
        (
            {"volume": "", "issue": ""},
            "Bowers L, James K. Talking on the ward. J Wards. 2015:1412-22. doi:10.1234/wards",
        ),
        ({"year": None}, "Bowers L, James K. Talking on the ward. J Wards. 52(9):1412-22. doi:10.1234/wards"),
        (
            {"year": None, "volume": "", "issue": ""},
            "Bowers L, James K. Talking on the ward. J Wards. 1412-22. doi:10.1234/wards",
        ),
        (
            {"year": None, "volume": "", "issue": "", "pages": "", "journal": "", "doi": "", "authors": ""},
            "Talking on the ward.",
        ),
        (
            {"title": "Why talk?", "authors": "Bowers L.", "journal": "J. Wards."},
            "Bowers L. Why talk? J. Wards. 2015;52(9):1412-22. doi:10.1234/wards",
        ),
        ({**SHORT, "authors": f" {SIX} ;; "}, "Author A, Author B, Author C, Author D, Author E, Author F. T."),
        ({**SHORT, "authors": SEVEN}, "Author A, Author B, Author C, Author D, Author E, Author F, et al. T."),
    ],
)
def test_an_article_is_cited_in_vancouver_style(changes: dict[str, str], printed: str) -> None:
    assert vancouver(replace(ARTICLE, **changes)) == printed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "short", "full"),
    [
        ("", "", ""),
        ("184", "184", "184"),
        ("1412-1422", "1412-22", "1412-1422"),
        ("1412–22", "1412-22", "1412-1422"),
        ("1412 — 1422", "1412-22", "1412-1422"),
        ("1412--1422", "1412-22", "1412-1422"),
        ("99-101", "99-101", "99-101"),
        ("199-201", "199-201", "199-201"),
        ("5-17", "5-17", "5-17"),
        ("12-12", "12", "12"),
        ("S93-S99", "S93-9", "S93-S99"),
        ("S6-12", "S6-12", "S6-S12"),
        ("126A-128A", "126A-128A", "126A-128A"),
        ("211S-8S", "211S-218S", "211S-218S"),
        ("e12-e19", "e12-9", "e12-e19"),
        ("152-155, 171-173", "152-5, 171-3", "152-155, 171-173"),
        ("34, 72, 84", "34, 72, 84", "34, 72, 84"),
        ("22-14", "22-14", "22-14"),
        ("123-1", "123-1", "123-1"),
        ("iv-ix", "iv-ix", "iv-ix"),
        ("e0123456", "e0123456", "e0123456"),
    ],
)
def test_page_ends_are_shortened_and_written_in_full(typed: str, short: str, full: str) -> None:
    assert (shortened(typed), expanded(typed)) == (short, full)


@pytest.mark.parametrize(
    ("pages", "number"),
    [
        ("", ""),
        ("184", ""),
        ("9999", ""),
        ("S14", ""),
        ("126A", ""),
        ("1412-22", ""),
        ("34, 72", ""),
        ("iv", ""),
        ("e0123456", "e0123456"),
        ("E12", "E12"),
        ("n71", "n71"),
        ("l4570", "l4570"),
        ("CD001163", "CD001163"),
        ("104213", "104213"),
        ("Article 117", "117"),
        ("article no. 117", "117"),
        ("Article number: 117", "117"),
        ("Art. e5", "e5"),
        ("articles", ""),
    ],
)
def test_an_article_number_is_told_from_pages(pages: str, number: str) -> None:
    assert article_number(pages) == number


@pytest.mark.parametrize(
    ("pages", "number"), [("243", "243"), ("S12", "S12"), ("1-12", ""), ("", ""), ("Article 5", "5")]
)
def test_some_publishers_have_no_pages(pages: str, number: str) -> None:
    assert article_number(pages, "10.1186/s12888-020-02635-w") == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("1", ""),
        ("First edition", ""),
        ("2", "2nd ed."),
        ("3rd", "3rd ed."),
        ("3rd ed.", "3rd ed."),
        ("11th edn", "11th ed."),
        ("Tenth", "10th ed."),
        ("Revised", "Revised ed."),
        ("2nd revised edition", "2nd revised ed."),
    ],
)
def test_an_edition_is_said_in_one_way(typed: str, said: str) -> None:
    assert edition_words(typed, "ed.") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"), (112, "112th")],
)
def test_an_ordinal_has_its_ending(number: int, said: str) -> None:
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("9", "9"),
        ("Suppl 1", "Suppl. 1"),
        ("supplement 2", "Suppl. 2"),
        ("12 Suppl. 7", "12 Suppl. 7"),
        ("Suppl", "Suppl."),
    ],
)
def test_a_supplement_is_said_in_one_way(typed: str, said: str) -> None:
    assert issue_words(typed, "Suppl.") == said


@pytest.mark.parametrize("kind", ArticleKind)
def test_nothing_is_left_of_what_is_missing(kind: ArticleKind) -> None:
    alone = " [Internet]. [date unknown]." if kind is ArticleKind.WEB_PAGE else "."
    assert vancouver(Article("Talking on the ward", kind=kind)) == f"Talking on the ward{alone}"


def test_a_book_known_by_its_editor_and_place_alone_has_both() -> None:
    book = Article("Wards", kind=ArticleKind.BOOK, editors="Norman I", publisher_place="London")
    assert vancouver(book) == "Norman I, editor. Wards. London."
