"""What Crossref and Europe PMC say of works of every sort, in the ways they say it, as articles; all are made up."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.identifiers import Identifier, IdentifierKind
from revalidation.domain.reading_refusals import KnownWithoutTitle
from revalidation.references import crossref, europe_pmc
from revalidation.references.answers import plain
from revalidation.references.looking_up import work_of, works_of
from tests.reference_services import EUROPE, TALKING, Played, always, as_json, playing

DOI = "10.5555/a"
PMID = Identifier(IdentifierKind.PMID, "1234567")
PARTS = ("year", "month", "day", "volume", "issue", "pages", "journal", "kind", "editors", "edition")
IMPRINT = ("publisher", "publisher_place")
ARTICLE, BOOK, CHAPTER, REPORT, GUIDELINE = (
    ArticleKind.ARTICLE,
    ArticleKind.BOOK,
    ArticleKind.CHAPTER,
    ArticleKind.REPORT,
    ArticleKind.GUIDELINE,
)


@pytest.fixture
def played() -> Iterator[Played]:
    with playing() as one:
        yield one


def at_crossref(work: dict[str, Any]) -> Article:
    article = crossref.article_of({"message": {"title": ["Nights"], "type": "journal-article"} | work}, DOI)
    assert article is not None
    return article


def at_europe_pmc(record: dict[str, Any]) -> Article:
    named = {"id": "1234567", "source": "MED", "pmid": "1234567", "title": "Nights."}
    article = europe_pmc.article_of({"resultList": {"result": [named | record]}}, PMID)
    assert article is not None
    return article


def said(article: Article) -> dict[str, object]:
    """What is known of it besides title, people and numbers."""
    told = {name: getattr(article, name) for name in (*PARTS, *IMPRINT)}
    return {name: value for name, value in told.items() if value not in ("", None)}


def dated(*parts: object) -> dict[str, object]:
    return {"date-parts": [list(parts)]}


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            {
                "type": "book-chapter",
                "container-title": ["Studies in Nursing", "Care at Night"],
                "publisher": "Example Press",
            },
            {"kind": CHAPTER, "journal": "Care at Night", "publisher": "Example Press"},
        ),
        (
            {"type": "other", "container-title": ["Care at Night"], "ISBN": ["9780000000002"], "publisher": "Example"},
            {"kind": CHAPTER, "journal": "Care at Night", "publisher": "Example"},
        ),
        (
            {"type": "other", "container-title": ["Nursing"], "ISSN": ["1234-5679"]},
            {"kind": ARTICLE, "journal": "Nursing"},
        ),
        (
            {"type": "monograph", "container-title": ["Studies in Nursing"], "publisher": "Example Press,"},
            {"kind": BOOK, "publisher": "Example Press"},
        ),
        ({"type": "book-set"}, {"kind": BOOK}),
        (
            {"type": "dissertation", "approved": dated(2016, 5), "issued": dated(None), "publisher": "Its library"}
            | {"institution": [{"name": "University of Example", "place": ["Leeds"]}]},
            {
                "kind": REPORT,
                "year": 2016,
                "month": 5,
                "publisher": "University of Example",
                "publisher_place": "Leeds",
            },
        ),
        (
            {"type": "standard", "approved": dated(2009), "publisher": "Example Standards"},
            {"kind": GUIDELINE, "year": 2009, "publisher": "Example Standards"},
        ),
        (
            {"type": "posted-content", "institution": [{"name": "exampleRxiv"}], "posted": dated(2021, 2, 3)},
            {"kind": ARTICLE, "journal": "exampleRxiv", "year": 2021, "month": 2, "day": 3},
        ),
        (
            {"issued": dated(2019, 11, 4), "published-online": dated(2019, 11, 4), "volume": "8"}
            | {"journal-issue": {"issue": "1", "published-print": dated(2020, 1)}},
            {"kind": ARTICLE, "year": 2020, "month": 1, "volume": "8"},
        ),
        (
            {"editor": [{"family": "Ward", "given": "Mary"}], "edition-number": "2"},  # who handled it at the journal
            {"kind": ARTICLE},
        ),
        ({"volume": "0", "issue": "ahead-of-print", "page": "61-61"}, {"kind": ARTICLE, "pages": "61"}),
        ({"volume": "Online First", "page": None, "article-number": "e6"}, {"kind": ARTICLE, "pages": "e6"}),
        ({"container-title": [], "institution": [], "issued": {"date-parts": [[None]]}}, {"kind": ARTICLE}),
    ],
)
def test_each_sort_of_work_at_crossref_is_one_here(work: dict[str, Any], expected: dict[str, object]) -> None:
    assert said(at_crossref(work)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([{"family": "VAN DER BERG", "given": "JAN P."}], "van der Berg, Jan P"),
        ([{"family": "LI", "given": "WEI"}], "LI, WEI"),  # may be initials
        ([{"name": "WARD NIGHTS GROUP", "sequence": "first"}], "WARD NIGHTS GROUP"),
        ([{"family": "Ångström", "given": "Åse", "suffix": "III"}, {"affiliation": []}], "Ångström, Åse, 3rd"),
    ],
)
def test_people_are_not_shouted(people: list[object], expected: str) -> None:
    assert at_crossref({"author": people}).authors == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"source": "PPR", "pubYear": "2021", "firstPublicationDate": "2021-02-03"}
            | {"bookOrReportDetails": {"publisher": "exampleRxiv", "yearOfPublication": 2021}},
            {"kind": ARTICLE, "journal": "exampleRxiv", "year": 2021, "month": 2, "day": 3},
        ),
        (
            {"pubYear": "1996", "firstPublicationDate": "2022-05-01"}
            | {"bookOrReportDetails": {"publisher": "Example Press, Leeds (GB)", "comprisingTitle": "Care at Night"}},
            {"kind": CHAPTER, "journal": "Care at Night", "year": 2022, "month": 5, "day": 1}
            | {"publisher": "Example Press", "publisher_place": "Leeds (GB)"},
        ),
        (
            {
                "pubYear": "2011",
                "bookOrReportDetails": {"publisher": "Example, Ltd", "comprisingTitle": "Nights", "edition": "3"},
            },
            {"kind": BOOK, "year": 2011, "publisher": "Example, Ltd", "edition": "3"},
        ),
        (
            {"bookOrReportDetails": {"publisher": "Example Trust"}, "pubTypeList": {"pubType": ["Technical Report"]}},
            {"kind": REPORT, "publisher": "Example Trust"},
        ),
        (
            {
                "journalInfo": {
                    "volume": "0",
                    "issue": "3",
                    "yearOfPublication": 2018,
                    "monthOfPublication": 4,
                    "dateOfPublication": "2018 Apr 17",
                    "journal": {"title": "Nursing (London, England : 2002)"},
                }
            },
            {"kind": ARTICLE, "journal": "Nursing", "year": 2018, "month": 4, "day": 17, "issue": "3"},
        ),
    ],
)
def test_each_sort_of_record_at_europe_pmc_is_one_here(record: dict[str, Any], expected: dict[str, object]) -> None:
    assert said(at_europe_pmc(record)) == expected


def test_a_preprint_that_both_know_has_its_server_and_no_publisher(played: Played) -> None:
    work = {"DOI": DOI, "type": "posted-content", "title": ["Nights"], "publisher": "Example Press"}
    record = {"id": "PPR7", "source": "PPR", "doi": DOI, "title": "Nights", "pubYear": "2021"}
    record["bookOrReportDetails"] = {"publisher": "exampleRxiv"}  # type: ignore[assignment]
    played.illness = lambda _played, path: as_json(
        {"message": work} if path.startswith("/crossref") else {"resultList": {"result": [record]}}
    )
    article = work_of(Identifier(IdentifierKind.DOI, DOI), played.catalogues())
    assert said(article) == {"kind": ARTICLE, "journal": "exampleRxiv", "year": 2021}


def test_of_several_records_the_one_that_was_asked_for_is_taken() -> None:
    others = [EUROPE | {"id": "9", "pmid": "9"}, {"id": PMID.value, "source": "PMC", "title": "Another"}]
    wanted = EUROPE | {"id": PMID.value, "pmid": PMID.value, "title": "The one"}
    article = europe_pmc.article_of({"resultList": {"result": [*others, wanted]}}, PMID)
    assert article is not None
    assert article.title == "The one"


def test_a_work_without_a_title_is_known_all_the_same(played: Played) -> None:
    doi = Identifier(IdentifierKind.DOI, str(TALKING["DOI"]))
    untitled = as_json({"message": TALKING | {"title": []}})
    played.illness = lambda _played, path: untitled if path.startswith("/crossref") else always(404)(_played, path)
    with pytest.raises(KnownWithoutTitle, match=r"^Crossref has no title of"):
        work_of(doi, played.catalogues())
    played.illness = lambda _played, path: untitled if path.startswith("/crossref") else None
    assert work_of(doi, played.catalogues()).title.startswith("Talking")


@pytest.mark.parametrize(
    ("doi", "path"),
    [
        (
            "10.1002/(sici)1(2020)1:2<3::aid-x>3.0.co;2-#",
            "10.1002%2F%28sici%291%282020%291%3A2%3C3%3A%3Aaid-x%3E3.0.co",
        ),
        ("10.5555/a?b%20c+d e", "10.5555%2Fa%3Fb%2520c%2Bd%20e"),
        ("10.5555/a/", "10.5555%2Fa%2F"),
    ],
)
def test_a_doi_goes_over_the_wire_as_one_piece(played: Played, doi: str, path: str) -> None:
    played.illness = always(404)
    with pytest.raises(Exception, match="not known to"):
        work_of(Identifier(IdentifierKind.DOI, doi), played.catalogues())
    assert played.asked[0].startswith(f"/crossref/works/{path}")


def test_a_doi_does_not_end_its_phrase_in_the_question() -> None:
    asked = europe_pmc.query_of(Identifier(IdentifierKind.DOI, '10.5555/a"b\\'))
    assert asked["query"] == 'DOI:"10.5555/ab"'
    assert asked["format"] == "json"
    assert asked["resultType"] == "core"


def test_who_leaves_no_address_asks_one_at_a_time(played: Played) -> None:
    wanted = [Identifier(IdentifierKind.DOI, f"10.5555/no.{number}") for number in range(6)]
    assert len(list(works_of(wanted, replace(played.catalogues(), contact="")))) == len(wanted)
    assert played.most_at_once == 1


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A &amp;amp; B", "A & B"),
        ("p &lt; 0.05 and q &gt; 2", "p < 0.05 and q > 2"),
        ("a<b and c>d", "a<b and c>d"),
        ("<jats:p>One</jats:p>\n <jats:p>two</jats:p>", "One two"),
        ("H<sub>2</sub>O <mml:math><mml:mi>x</mml:mi></mml:math>", "H2O x"),
        ("<mml:math> <mml:mi>p</mml:mi>\n<mml:mn>1</mml:mn> </mml:math>", "p1"),
        ("<math><mi>β</mi><annotation encoding='tex'>\\beta</annotation></math>-blockers", "β-blockers"),
        ("<![CDATA[Nights & <i>days</i>]]>", "Nights & days"),
        ("<jats:sec><jats:title>Aims</jats:title><jats:p>Rest</jats:p></jats:sec>", "Aims Rest"),
        ("Caring for<i>Homo narrans</i>in Leeds", "Caring for Homo narrans in Leeds"),
        ("q<i>p</i>r and <i>N</i>-acetyl", "qpr and N-acetyl"),
        (7, "7"),
        (None, ""),
        (["x"], ""),
    ],
)
def test_tags_and_entities_of_a_title_are_read(written: object, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize("piece", ["<math>", "<annotation>", "<![CDATA[", "<i>Aaaa</i>b", "<i>a ", "<math> </"])
def test_thousands_of_tags_without_an_end_are_read_at_once(piece: str) -> None:
    began = time.monotonic()
    plain(piece * 10_000)
    assert time.monotonic() - began < 5
