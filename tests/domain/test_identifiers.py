import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalidation.domain.identifiers import Identifier, IdentifierKind, identifiers_in


def written(text: str) -> list[str]:
    return [each.words for each in identifiers_in(text).found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("10.1111/jpm.12345", ["DOI 10.1111/jpm.12345"]),
        ("doi:10.1111/JPM.12345.", ["DOI 10.1111/jpm.12345"]),
        ("DOI: 10.1111/jpm.12345", ["DOI 10.1111/jpm.12345"]),
        ("https://doi.org/10.1111/jpm.12345", ["DOI 10.1111/jpm.12345"]),
        ("http://dx.doi.org/10.1111%2Fjpm.12345", ["DOI 10.1111/jpm.12345"]),
        ("https://doi.org/10.1016/S0140-6736(19)32979-6", ["DOI 10.1016/s0140-6736(19)32979-6"]),
        ("(see 10.1016/S0140-6736(19)32979-6)", ["DOI 10.1016/s0140-6736(19)32979-6"]),
        ("[10.1111/jpm.12345]; <10.1111/jpm.5>", ["DOI 10.1111/jpm.12345", "DOI 10.1111/jpm.5"]),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
            ["DOI 10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"],
        ),
        ("https://onlinelibrary.wiley.com/doi/full/10.1111/jpm.12345", ["DOI 10.1111/jpm.12345"]),
        ("https://journals.example/doi/10.1111/jpm.12345/abstract?af=R#s1", ["DOI 10.1111/jpm.12345"]),
        ("https://bmjopen.bmj.com/lookup/doi/10.1136/bmj.n71.full", ["DOI 10.1136/bmj.n71"]),
        ("10.1111/a,10.1111/b;10.1111/c", ["DOI 10.1111/a", "DOI 10.1111/b", "DOI 10.1111/c"]),
        ("10.1111/a 10.1111/b\n10.1111/A", ["DOI 10.1111/a", "DOI 10.1111/b"]),
        ("10.1111/a,24548312", ["DOI 10.1111/a,24548312"]),  # a comma may belong to a DOI
        ("version 10.1 of 12/3", []),
        ("24548312", ["PMID 24548312"]),
        ("24548312, 17284678;8015118 | 9", ["PMID 24548312", "PMID 17284678", "PMID 8015118"]),
        ("PMID: 24548312", ["PMID 24548312"]),
        ("PMIDs 24548312, 17284678 and 8015118", ["PMID 24548312", "PMID 17284678", "PMID 8015118"]),
        ("PMID: 24548312, 2015;52(9)", ["PMID 24548312"]),
        ("PubMed ID 123", ["PMID 123"]),
        ("https://pubmed.ncbi.nlm.nih.gov/24548312/", ["PMID 24548312"]),
        ("https://www.ncbi.nlm.nih.gov/pubmed/24548312?dopt=Abstract", ["PMID 24548312"]),
        ("https://europepmc.org/article/MED/24548312", ["PMID 24548312"]),
        ("PMC3956180", ["PMC3956180"]),
        ("https://pmc.ncbi.nlm.nih.gov/articles/pmc3956180/", ["PMC3956180"]),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3956180/", ["PMC3956180"]),
        (
            "1. Bowers L. Talking. J Wards. 2015;52(9):1. doi: 10.1111/jpm.12345. PMID: 24548312; PMCID: PMC3956180.",
            ["DOI 10.1111/jpm.12345", "PMID 24548312", "PMC3956180"],
        ),
        ("Ward 7, Moor House, 020 7946 0018, published 2019", []),
        ("2019-12345 12345:2 12345-99 1.23456 0123456", []),
        ("1234567890", []),  # longer than any PMID
    ],
)
def test_identifiers_are_recognised_however_they_are_written(text: str, found: list[str]) -> None:
    assert written(text) == found


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("2019", ["2019"]),
        ("24548312 2019", ["2019"]),
        ("17", ["17"]),
        ("Bowers 24548312", ["24548312"]),
        ("Bowers 2019; 52: 12", []),
        ("PMID 2019\n2019", []),
    ],
)
def test_a_number_that_may_be_a_year_or_anything_else_is_asked_about(text: str, doubtful: list[str]) -> None:
    assert list(identifiers_in(text).doubtful) == doubtful


@given(st.text(alphabet="10./ab()<>;,PMIDdoi:%2F\n 59", max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    found = identifiers_in(text).found
    assert len(found) == len(set(found))
    for each in found:
        assert isinstance(each, Identifier)
        assert each.value
        assert each.kind is not IdentifierKind.PMID or each.value.isascii()
