from dataclasses import replace

import pytest

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.duplicates import (
    KEY_LENGTH,
    duplicates_among,
    filled,
    is_same_work,
    replaced,
    title_key,
)

ONE = Article("Talking on the ward", authors="Bowers, Len; James, Karen", year=2015)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Talking on the ward", "TALKING ON THE WARD."),
        ("Nurses’ sleep: a review", "Nurses' sleep - a review"),
        ("Soins à l’hôpital", "Soins a l'hopital"),
        ("Soins à l’hôpital", "Soins a\u0300 l'ho\u0302pital"),
        ("Straße und Gefühl", "STRASSE UND GEFÜHL"),
        ("Effect of CO<sub>2</sub> on <i>E. coli</i>", "Effect of CO2 on E. coli"),
        ("Rest &amp; recovery", "Rest and recovery"),
        ("Rest & recovery", "Rest and recovery"),
        ("ﬁve-year follow-up", "Five year follow up"),
    ],
)
def test_ways_of_writing_one_title_are_one(one: str, other: str) -> None:
    assert title_key(one) == title_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Part 1", "Part 2"), ("p < 0.05 for a", "p < 0.05 for b"), ("看護の研究", "看護の教育")],
)
def test_other_titles_are_others(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_the_longest_titles_fit_into_an_index() -> None:
    assert len(title_key("ward " * 200)) == KEY_LENGTH
    assert title_key(" – ") == ""


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({}, {}, True),
        ({"doi": "10.1/A"}, {"doi": "10.1/a", "title": "Another", "year": 1999}, True),
        ({"pmid": "12"}, {"pmid": "12", "title": "Another"}, True),
        ({"pmid": "12"}, {"doi": "10.1/a"}, True),  # neither says anything about the other
        ({"doi": "10.1/a"}, {"doi": "10.1/b"}, False),  # a reprint, or another editorial of that title
        ({"pmid": "12"}, {"pmid": "13"}, False),
        ({"year": 2014}, {}, False),
        ({"year": None}, {}, True),
        ({"title": "Editorial", "authors": "Smith J"}, {"title": "Editorial", "authors": "Jones, Ann"}, False),
        ({"authors": "Bowers L"}, {}, True),
        ({"authors": "Len Bowers"}, {}, True),
        ({"authors": ""}, {}, True),
        ({"title": "…"}, {"title": "—"}, False),  # nothing to compare
    ],
)
def test_two_records_are_of_one_work(one: dict[str, object], other: dict[str, object], *, is_same: bool) -> None:
    first, second = replace(ONE, **one), replace(ONE, **other)  # type: ignore[arg-type]
    assert is_same_work(first, second) is is_same
    assert is_same_work(second, first) is is_same


def test_a_record_is_a_duplicate_of_the_first_of_its_work() -> None:
    other = Article("Sleep", doi="10.1/sleep")
    records = [ONE, other, replace(ONE, doi="10.1/x"), replace(other, title="Schlaf"), replace(ONE, doi="10.1/y")]
    assert duplicates_among(records) == {2: 0, 3: 1, 4: 0}


def test_filling_takes_only_what_is_missing() -> None:
    there = replace(ONE, journal="J Wards", prompts=("What struck you?",))
    other = Article("Other", journal="Other J", volume="3", month=2, pmid="12", kind=ArticleKind.BOOK)
    assert filled(there, other) == replace(there, volume="3", month=2, pmid="12")


def test_replacing_keeps_what_the_other_does_not_say_and_the_words_of_the_library() -> None:
    there = replace(ONE, journal="J Wards", doi="10.1/a", key_points="Ours", prompts=("What struck you?",))
    other = Article("Talking on wards", journal="Journal of Wards", key_points="Theirs", kind=ArticleKind.REPORT)
    assert replaced(there, other) == replace(
        there, title="Talking on wards", journal="Journal of Wards", kind=ArticleKind.REPORT
    )
    assert replaced(replace(there, key_points=""), other).key_points == "Theirs"
