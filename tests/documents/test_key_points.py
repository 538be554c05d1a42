"""The key points of an article on a sheet, read back."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from revalidation.documents.key_points import key_points_name, key_points_pdf
from revalidation.domain.articles import Article
from revalidation.domain.key_points import KeyPoints
from tests.documents.examples import AT, KEY_POINTS

FULL = replace(
    KEY_POINTS.article,
    title="A title of some length about how nurses and service users talk with each other on a ward at night",
    key_points="\n".join(["A key point that takes a line or two, since it says what was found and in whom."] * 8),
    prompts=tuple(f"Question {each}: what do you see on your own ward, and what would you try?" for each in "123456"),
)


def pages(points: KeyPoints) -> list[str]:
    pdf = PdfReader(BytesIO(key_points_pdf(points, at=AT)))
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


@pytest.mark.parametrize("article", [KEY_POINTS.article, FULL], ids=["short", "full"])
def test_everything_for_ten_minutes_is_on_one_page(article: Article) -> None:
    (page,) = pages(replace(KEY_POINTS, article=article))
    for said in (*article.key_points.split("\n"), *article.prompts, "Bowers L, James K.", KEY_POINTS.address):
        assert said in page


def test_without_an_address_of_the_app_the_sheet_leads_to_the_article_itself() -> None:
    (page,) = pages(replace(KEY_POINTS, address=""))
    assert "Where to read it: https://doi.org/10.1234/wards" in page


def test_an_article_of_which_nothing_is_known_is_still_a_sheet() -> None:
    (page,) = pages(KeyPoints(Article(title="Untold"), citation="Untold.", link="", address=""))
    assert "None have been written down yet." in page
    assert "The whole article" not in page


def test_what_is_too_long_flows_on_and_nothing_is_left_out() -> None:
    long = replace(KEY_POINTS.article, key_points="word " * 790 + "last", prompts=("Why? " * 90,) * 4)
    found = pages(replace(KEY_POINTS, article=long))
    assert len(found) > 1
    assert "last" in " ".join(found)
    assert " ".join(found).count("Why?") == 360


def test_the_file_is_named_for_the_article() -> None:
    name = f"Key points – Talking on the ward ŵ ≥ b – {AT.date().isoformat()}.pdf"
    assert key_points_name(KEY_POINTS, AT) == name
