from dataclasses import replace

import pytest

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.library import LibrarySettings, LinkRoute, link_to
from revalidation.domain.reading_refusals import NotALibKeyLibrary, NotAnOpenAthensDomain
from revalidation.domain.refusals import Refusal

PLAIN = LibrarySettings(libkey_library="1234", openathens_domain="trust.nhs.uk")
LIBKEY = replace(PLAIN, link_route=LinkRoute.LIBKEY)
OPENATHENS = replace(PLAIN, link_route=LinkRoute.OPENATHENS)
LINK, DOI, PMID = {"link": "https://publisher.example/a?b=1&c=2"}, {"doi": "10.1234/a(1)<b>"}, {"pmid": "26166187"}
DOI_ADDRESS = "https://doi.org/10.1234/a(1)%3Cb%3E"
REDIRECTOR = "https://go.openathens.net/redirector/trust.nhs.uk?url="
LINK_ENCODED = "https%3A%2F%2Fpublisher.example%2Fa%3Fb%3D1%26c%3D2"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/26166187/"
EUROPE_PMC, PMC = "https://europepmc.org/article/MED/1", "https://pmc.ncbi.nlm.nih.gov/1"


@pytest.mark.parametrize(
    ("known", "settings", "address"),
    [
        ({}, PLAIN, ""),
        ({}, LIBKEY, ""),
        ({}, OPENATHENS, ""),
        (LINK, PLAIN, LINK["link"]),
        (DOI, PLAIN, DOI_ADDRESS),
        (PMID, PLAIN, PUBMED),
        (LINK | DOI, PLAIN, LINK["link"]),
        (LINK, LIBKEY, LINK["link"]),
        (DOI, LIBKEY, "https://libkey.io/libraries/1234/10.1234/a(1)%3Cb%3E"),
        (LINK | DOI | PMID, LIBKEY, "https://libkey.io/libraries/1234/10.1234/a(1)%3Cb%3E"),
        (PMID, LIBKEY, "https://libkey.io/libraries/1234/26166187"),
        (LINK, OPENATHENS, f"{REDIRECTOR}{LINK_ENCODED}"),
        (LINK | DOI, OPENATHENS, f"{REDIRECTOR}{LINK_ENCODED}"),
        (DOI, OPENATHENS, f"{REDIRECTOR}https%3A%2F%2Fdoi.org%2F10.1234%2Fa%281%29%253Cb%253E"),
        (LINK | {"kind": ArticleKind.CHAPTER}, OPENATHENS, f"{REDIRECTOR}{LINK_ENCODED}"),
        (LINK | {"kind": ArticleKind.GUIDELINE}, OPENATHENS, LINK["link"]),
        (LINK | {"kind": ArticleKind.REPORT}, OPENATHENS, LINK["link"]),
        (LINK | {"kind": ArticleKind.WEB_PAGE}, OPENATHENS, LINK["link"]),
        ({"link": EUROPE_PMC}, OPENATHENS, EUROPE_PMC),
        ({"link": PMC} | DOI, OPENATHENS, PMC),
        (PMID, OPENATHENS, PUBMED),
        ({"link": "javascript:alert(1)"}, PLAIN, ""),
        ({"link": "javascript:alert(1)"}, OPENATHENS, ""),
        ({"link": "data:text/html,x"}, LIBKEY, ""),
    ],
)
def test_a_link_leads_by_the_route_that_the_library_has_set(
    known: dict[str, str], settings: LibrarySettings, address: str
) -> None:
    assert link_to(Article("Talking on the ward", **known), settings) == address  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1234", "1234"),
        (" 1234 ", "1234"),
        ("https://libkey.io/libraries/1234/10.1000/x", "1234"),
        ("http://libkey.io/libraries/1234", "1234"),
        ("https://www.libkey.io/libraries/1234/", "1234"),
    ],
)
def test_a_libkey_library_is_kept_as_its_number(typed: str, kept: str) -> None:
    assert replace(LIBKEY, libkey_library=typed).checked().libkey_library == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("trust.nhs.uk", "trust.nhs.uk"),
        ("Trust.NHS.uk", "trust.nhs.uk"),
        ("nhs", "nhs"),
        ("https://go.openathens.net/redirector/trust.nhs.uk?url=https%3A%2F%2Fx", "trust.nhs.uk"),
        ("https://go.openathens.net/redirector/trust.nhs.uk", "trust.nhs.uk"),
    ],
)
def test_an_openathens_domain_is_kept_bare(typed: str, kept: str) -> None:
    assert replace(OPENATHENS, openathens_domain=typed).checked().openathens_domain == kept


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        (replace(LIBKEY, libkey_library=""), NotALibKeyLibrary, "libkey_library"),
        (replace(LIBKEY, libkey_library="12a"), NotALibKeyLibrary, "libkey_library"),
        (replace(LIBKEY, libkey_library="../5"), NotALibKeyLibrary, "libkey_library"),
        (replace(LIBKEY, libkey_library="https://evil.example/libraries/1234"), NotALibKeyLibrary, "libkey_library"),
        (replace(PLAIN, libkey_library="x"), NotALibKeyLibrary, "libkey_library"),
        (replace(OPENATHENS, openathens_domain=""), NotAnOpenAthensDomain, "openathens_domain"),
        (replace(OPENATHENS, openathens_domain="a b"), NotAnOpenAthensDomain, "openathens_domain"),
        (replace(OPENATHENS, openathens_domain="trust..uk"), NotAnOpenAthensDomain, "openathens_domain"),
        (replace(OPENATHENS, openathens_domain="trust.uk/x"), NotAnOpenAthensDomain, "openathens_domain"),
        (replace(OPENATHENS, openathens_domain="https://evil.example/x"), NotAnOpenAthensDomain, "openathens_domain"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(wrong: LibrarySettings, refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        wrong.checked()
    assert refused.value.field == field


def test_names_at_routes_that_are_not_in_use_may_be_missing() -> None:
    assert LibrarySettings().checked() == LibrarySettings()
