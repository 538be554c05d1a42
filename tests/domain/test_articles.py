from dataclasses import replace

import pytest

from revalidation.domain.articles import Article, checked_doi
from revalidation.domain.refusals import Missing, NotADoi, NotALink, NotANumberInRange, Refusal, TooLong

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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("10.1111/jpm.12345", "10.1111/jpm.12345"),
        ("  10.1111/jpm.12345 ", "10.1111/jpm.12345"),
        ("https://doi.org/10.1111/jpm.12345", "10.1111/jpm.12345"),
        ("http://dx.doi.org/10.1111/jpm.12345", "10.1111/jpm.12345"),
        ("HTTPS://DOI.ORG/10.1111/JPM.12345", "10.1111/JPM.12345"),
        ("doi:10.1111/jpm.12345", "10.1111/jpm.12345"),
        ("DOI: 10.1111/jpm.12345", "10.1111/jpm.12345"),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
        ),
    ],
)
def test_a_doi_is_kept_bare(typed: str, kept: str) -> None:
    assert checked_doi(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "jpm.12345",
        "10.1111",
        "10.1111/",
        "10.11/x",
        "11.1111/x",
        "10.1111/a b",
        "https://example.org/10.1111/x",
        "x10.1111/x",
    ],
)
def test_what_is_no_doi_is_refused(typed: str) -> None:
    with pytest.raises(NotADoi) as refused:
        checked_doi(typed)
    assert refused.value.field == "doi"


@pytest.mark.parametrize(
    ("link", "doi", "address"),
    [
        ("https://library.example/a", "10.1234/wards", "https://library.example/a"),
        ("", "10.1234/wards", "https://doi.org/10.1234/wards"),
        ("", "10.1002/(SICI)17:15<1661::AID>3.0;2-2", "https://doi.org/10.1002/(SICI)17:15%3C1661::AID%3E3.0;2-2"),
        ("", "10.1234/a#b?c%d", "https://doi.org/10.1234/a%23b%3Fc%25d"),
        ("", "", ""),
    ],
)
def test_an_article_is_read_at_its_link_else_by_its_doi(link: str, doi: str, address: str) -> None:
    assert replace(ARTICLE, link=link, doi=doi).address == address


def test_an_article_without_link_and_doi_is_found_by_its_pmid() -> None:
    assert replace(ARTICLE, doi="", pmid="26166187").address == "https://pubmed.ncbi.nlm.nih.gov/26166187/"


def test_an_article_is_kept_with_its_text_cleaned() -> None:
    typed = replace(
        ARTICLE,
        title=" Talking \n on the ward ",
        doi="doi:10.1234/wards",
        key_points="  One\r\nTwo ",
        prompts=(" Why? ", "", "  ", "What\nnow?"),
    )
    assert typed.checked() == replace(ARTICLE, key_points="One\nTwo", prompts=("Why?", "What now?"))


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"title": ""}, Missing, "title"),
        ({"title": "t" * 1001}, TooLong, "title"),
        ({"authors": "a" * 4001}, TooLong, "authors"),
        ({"journal": "j" * 201}, TooLong, "journal"),
        ({"volume": "v" * 201}, TooLong, "volume"),
        ({"issue": "i" * 201}, TooLong, "issue"),
        ({"pages": "p" * 201}, TooLong, "pages"),
        ({"year": 1799}, NotANumberInRange, "year"),
        ({"year": 2101}, NotANumberInRange, "year"),
        ({"doi": "wards"}, NotADoi, "doi"),
        ({"link": "javascript:x"}, NotALink, "link"),
        ({"key_points": "k" * 4001}, TooLong, "key_points"),
        ({"prompts": ("p" * 501,)}, TooLong, "prompts"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(wrong: dict[str, str], refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        replace(ARTICLE, **wrong).checked()  # type: ignore[arg-type]
    assert refused.value.field == field
