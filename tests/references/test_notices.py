"""Asking the catalogues what has become of a work, at a real server that plays them."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalidation.domain.notices import Notice, NoticeKind, NoticeSource
from revalidation.domain.reading_refusals import CatalogueNotUnderstood, LookupIsOff
from revalidation.domain.refusals import Refusal
from revalidation.references.asking import Catalogue, Enquiry
from revalidation.references.looking_up import Catalogues
from revalidation.references.notices import notices_about
from tests.reference_services import EUROPE, PROXY, TALKING, Answer, Illness, Played, always, as_json, playing

DOI, PMID = str(TALKING["DOI"]), str(EUROPE["pmid"])
RETRACTION, CONCERN, CORRECTION = NoticeKind
Parts = dict[str, object]


@pytest.fixture
def played() -> Iterator[Played]:
    with playing() as one:
        yield one


def told(crossref: Parts | None = None, europe_pmc: Parts | None = None) -> Illness:
    """The catalogues know the article, and this besides."""

    def answer(_played: Played, path: str) -> Answer:
        if path.startswith("/crossref"):
            return as_json({"message": TALKING | (crossref or {})})
        return as_json({"resultList": {"result": [EUROPE | (europe_pmc or {})]}})

    return answer


def update(kind: str, doi: str = "10.5555/Notice", parts: object = ((2019, 3, 7),)) -> dict[str, object]:
    return {"DOI": doi, "type": kind, "source": "publisher", "updated": {"date-parts": parts}}


def asked(played: Played, doi: str = DOI, pmid: str = PMID) -> list[Notice]:
    enquiry = Enquiry()
    try:
        return notices_about(enquiry, played.catalogues(), doi=doi, pmid=pmid)
    finally:
        enquiry.close()


@pytest.mark.parametrize(
    ("crossref", "europe_pmc", "expected"),
    [
        ({}, {}, []),
        ({"updated-by": [update("retraction")]}, {}, [(RETRACTION, "10.5555/notice", date(2019, 3, 7))]),
        ({"updated-by": [update("expression-of-concern")]}, {}, [(CONCERN, "10.5555/notice", date(2019, 3, 7))]),
        (
            {"updated-by": [update("erratum", "10.5555/a"), update("Corrigendum", "10.5555/b", [[2020, 1]])]},
            {},
            [(CORRECTION, "10.5555/a", date(2019, 3, 7)), (CORRECTION, "10.5555/b", None)],
        ),
        ({"updated-by": [update("new_version"), "?", {}, update("", "")]}, {}, []),
        ({"update-to": [update("retraction")]}, {}, []),
        (
            {},
            {"commentCorrectionList": {"commentCorrection": [{"id": "31", "type": "Retraction in", "source": "MED"}]}},
            [(RETRACTION, "31", None)],
        ),
        ({}, {"commentCorrectionList": {"commentCorrection": [{"id": "32", "type": "Comment in"}]}}, []),
        ({}, {"pubTypeList": {"pubType": ["Journal Article", "Retracted Publication"]}}, [(RETRACTION, "", None)]),
        ({}, {"pubTypeList": {"pubType": ["Preprint", "Preprint-Withdrawal"]}}, [(RETRACTION, "", None)]),
        (
            {},
            {"commentCorrectionList": {"commentCorrection": [{"id": "33", "type": "Retracted and republished in"}]}},
            [(RETRACTION, "33", None)],
        ),
        ({"title": ["RETRACTED ARTICLE: Talking"]}, {}, [(RETRACTION, "", None)]),
        ({}, {"title": "Retracted: Talking on the ward."}, [(RETRACTION, "", None)]),
        ({"type": "posted-content", "title": ["WITHDRAWN: Talking"]}, {}, [(RETRACTION, "", None)]),
        ({}, {"source": "PPR", "title": "Withdrawn - Talking on the ward"}, [(RETRACTION, "", None)]),
        ({"title": ["WITHDRAWN: Talking"]}, {"title": "WITHDRAWN: Talking."}, []),  # a review that is merely old
        ({"type": "posted-content", "title": ["Withdrawn young people"]}, {}, []),
        ({"title": ["Retracted articles and who reads them"]}, {}, []),
        ({"updated-by": [update("retraction", DOI.upper())]}, {}, [(RETRACTION, "", date(2019, 3, 7))]),  # marked there
        (
            {"updated-by": [update("retraction", DOI), update("retraction")], "title": ["Retracted: Talking"]},
            {},
            [(RETRACTION, "10.5555/notice", date(2019, 3, 7))],
        ),
        (
            {"updated-by": [update("erratum"), update("retraction")]},
            {},
            [(RETRACTION, "10.5555/notice", date(2019, 3, 7))],
        ),
        (
            {"updated-by": [update("retraction")]},
            {"pubTypeList": {"pubType": ["Retracted Publication"]}},
            [(RETRACTION, "10.5555/notice", date(2019, 3, 7))],
        ),
    ],
)
def test_what_the_services_tell_becomes_notices_each_once(
    played: Played,
    crossref: Parts,
    europe_pmc: Parts,
    expected: list[tuple[NoticeKind, str, date | None]],
) -> None:
    played.illness = told(crossref, europe_pmc)
    assert [(each.kind, each.reference, each.noticed_on) for each in asked(played)] == expected


def test_an_article_with_one_number_is_asked_about_by_that(played: Played) -> None:
    played.illness = told({"updated-by": [update("retraction")]})
    assert [each.source for each in asked(played, pmid="")] == [NoticeSource.CROSSREF]
    played.asked.clear()
    assert asked(played, doi="") == []
    assert [path.split("?")[0] for path in played.asked] == ["/europepmc/search"]


@pytest.mark.parametrize("illness", [always(500), always(429), always(200, PROXY), always(200, b"[]")])
def test_an_ill_service_is_a_refusal_and_never_a_clean_record(played: Played, illness: Illness) -> None:
    played.illness = illness
    with pytest.raises(Refusal):
        asked(played)


def test_what_is_no_record_is_not_understood(played: Played) -> None:
    played.illness = always(200, json.dumps({"message": "moved"}).encode())
    with pytest.raises(CatalogueNotUnderstood):
        asked(played)


def test_without_any_address_nothing_can_be_asked() -> None:
    off = Catalogues(Catalogue("Crossref", ""), Catalogue("Europe PMC", ""))
    enquiry = Enquiry()
    with pytest.raises(LookupIsOff):
        notices_about(enquiry, off, doi=DOI, pmid=PMID)
    enquiry.close()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "DOI", "updated"]), inner),
    max_leaves=8,
)


@given(ANYTHING, ANYTHING)
def test_whatever_stands_in_an_answer_is_read_or_left(updates: object, corrections: object) -> None:
    class Says(Enquiry):
        def __init__(self) -> None:
            """Nothing is asked."""

        def ask(self, catalogue: Catalogue, *_: object) -> object:
            if catalogue.name == "Crossref":
                return {"message": {"updated-by": updates}}
            record = EUROPE | {"commentCorrectionList": corrections, "pubTypeList": corrections}
            return {"resultList": {"result": [record]}}

    catalogues = Catalogues(Catalogue("Crossref", "http://x"), Catalogue("Europe PMC", "http://x"))
    assert all(isinstance(each, Notice) for each in notices_about(Says(), catalogues, doi=DOI, pmid=PMID))
