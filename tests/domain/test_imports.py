from dataclasses import replace

import pytest

from revalidation.domain.articles import Article
from revalidation.domain.imports import Outcome, ReadRecord, Trouble, as_kept, said_trouble

ONE = Article("Talking on the ward", year=2015)


def test_what_can_not_be_kept_is_left_out_field_by_field() -> None:
    before = Trouble(8, "XX", "Unknown.")
    wrong = replace(ONE, doi="n/a", year=15, pmid="x", link="javascript:x", journal="J" * 300, volume=" 7 ")
    record = as_kept(ReadRecord(7, wrong, (before,)))
    assert record.article == Article("Talking on the ward", volume="7")
    assert [trouble.field for trouble in record.troubles] == ["XX", "Year", "Journal", "DOI", "Link", "PMID"]
    assert said_trouble(record.troubles[1]) == "Line 7, Year: The year must be between 1800 and 2100. It is left out."


def test_without_a_title_there_is_no_article() -> None:
    record = as_kept(ReadRecord(7, Article(" ")))
    assert record.article is None
    assert [said_trouble(each) for each in record.troubles] == ["Line 7, Title: Please fill in a title."]
    assert as_kept(ReadRecord(7, None)) == ReadRecord(7, None)


def test_a_trouble_names_its_line_and_field_if_it_has_them() -> None:
    assert said_trouble(Trouble(0, "", "Not known.")) == "Not known."
    assert said_trouble(Trouble(0, "Year", "Not a year.")) == "Year: Not a year."
    assert said_trouble(Trouble(1200, "", "Not closed.")) == "Line 1,200: Not closed."


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(1, 0, 0), "1 article is added."),
        (Outcome(1200, 1, 2), "1,200 articles are added, 1 is changed, 2 stay as they were."),
        (Outcome(0, 0, 1), "1 stays as it was."),
        (Outcome(0, 0, 0), "0 articles are added."),
    ],
)
def test_an_outcome_is_said_in_one_sentence(outcome: Outcome, said: str) -> None:
    assert outcome.sentence == said
