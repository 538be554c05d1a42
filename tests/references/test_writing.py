"""What we write comes back unchanged, and other programs read it too."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from revalidation.domain.articles import Article, ArticleKind
from revalidation.domain.refusals import Refusal
from revalidation.references.reading import read
from revalidation.references.writing import bibtex, ris
from tests.references.expected import EXPECTED

EXAMPLES = 200
Writer = Callable[[list[Article]], str]
WRITERS = pytest.mark.parametrize("write", [ris, bibtex], ids=["RIS", "BibTeX"])
FULL = Article(
    title="Talking on the ward: R&D in the NHS, 50% of it",
    authors="Bowers L; James, Karen; King, Martin Luther, Jr; Royal College of Nursing; {Health Board ABC}",
    journal="Journal of Wards",
    year=2015,
    month=9,
    day=3,
    volume="52",
    issue="9",
    pages="1412-1422",
    doi="10.9999/wards_2015.(1)",
    pmid="24548312",
    link="https://wards.example/a_b?c=1&d=%20#e",
    editors="Price, Dilys",
    edition="2nd",
    publisher="Lamp & Sons",
    publisher_place="London",
    number="NG225",
    accessed_on=date(2024, 2, 29),
)
TRAPS = [
    *(
        "<i>",
        "</i>",
        "&amp;",
        "&",
        "%",
        "$x$",
        "\\",
        "{",
        "}",
        '"',
        "--",
        "~",
        "''",
        "``",
        "_",
        "#",
        "^",
        "@article{",
        "TY  - ",
    ),
    *(
        "ER  - ",
        " and ",
        "; ",
        ", ",
        "Mind UK",
        "Bowers L",
        "{Mind UK}",
        "é",
        "ß",
        "漢",
        "\u2028",
        "\ufeff",
        "0",
        "10.1000/x",
    ),
    *(
        "-",
        "–",
        "(2)",
        "others",
        "UK",
        "J. A.",
        "NHS",
        "et al.",
        "\\alpha",
        "\\'e",
        "=",
        ":",
        "U5  - ",
        "PMID: 1234567",
        ".",
    ),
]


def texts(most: int) -> st.SearchStrategy[str]:
    pieces = st.lists(st.one_of(st.sampled_from(TRAPS), st.text(max_size=4)), max_size=6)
    return st.one_of(pieces.map("".join), pieces.map(" ".join), st.text(max_size=most)).map(lambda text: text[:most])


ARTICLES = st.builds(
    Article,
    title=texts(60),
    authors=texts(60),
    journal=texts(30),
    year=st.one_of(st.none(), st.integers(1800, 2100)),
    volume=st.one_of(texts(8), st.just("50(2)")),
    issue=texts(8),
    pages=st.one_of(texts(10), st.sampled_from(("1-2", "12–14", "No-Specified", "12--14"))),
    doi=st.one_of(st.just(""), texts(10).map(lambda text: "10.1234/x" + "".join(text.split()))),
    link=st.sampled_from(
        ("", "https://doi.org/10.1000/x", "https://a.example/a_b~c%20d?x=1&y=2#z", "http://ebscohost.com/x;y")
    ),
    kind=st.sampled_from(ArticleKind),
    month=st.one_of(st.none(), st.integers(1, 12)),
    day=st.one_of(st.none(), st.integers(1, 31)),
    pmid=st.sampled_from(("", "1", "24548312", "123456789")),
    editors=texts(40),
    edition=texts(12),
    publisher=texts(12),
    publisher_place=texts(12),
    number=texts(8),
    accessed_on=st.one_of(st.none(), st.dates()),
)


@WRITERS
@pytest.mark.parametrize("kind", ArticleKind)
def test_every_field_of_every_kind_comes_back(write: Writer, kind: ArticleKind) -> None:
    article = replace(FULL, kind=kind)
    (record,) = read(write([article]).encode())
    assert (record.article, record.troubles) == (article, ())


@WRITERS
def test_key_points_and_prompts_stay_here(write: Writer) -> None:
    written = write([replace(FULL, key_points="Our own words", prompts=("What would you do?",))])
    assert "Our own" not in written
    assert "What would" not in written


@WRITERS
def test_what_a_field_of_ours_puts_right_is_not_said(write: Writer) -> None:
    (record,) = read(write([Article(title="T", authors="Bowers L; et al")]).encode())
    assert record.article == Article(title="T", authors="Bowers L; et al")
    assert record.troubles == ()


@pytest.mark.parametrize("name", ["ris", "bibtex"])
def test_any_article_comes_back_unchanged(name: str) -> None:
    write = {"ris": ris, "bibtex": bibtex}[name]

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ARTICLES, min_size=1, max_size=2))
    def see(articles: list[Article]) -> None:
        kept = []
        for article in articles:
            try:
                kept.append(article.checked())
            except Refusal:
                assume(False)  # noqa: FBT003 (hypothesis asks for it so)
        records = list(read(write(kept).encode()))
        assert [record.article for record in records] == kept
        assert [trouble for record in records for trouble in record.troubles] == []

    see()


@WRITERS
def test_what_was_read_elsewhere_comes_back_from_both(write: Writer) -> None:
    articles = [article for expected in EXPECTED.values() for article in expected if article]
    assert [record.article for record in read(write(articles).encode())] == articles


@WRITERS
def test_an_ordinary_article_needs_no_field_of_our_own(write: Writer) -> None:
    assert "revalidation" not in write(
        [replace(FULL, edition="", number="", editors="", authors="Bowers L; James, Karen; NICE")]
    )


def test_rispy_reads_what_we_write() -> None:
    first, second = rispy.loads(ris([FULL, replace(FULL, kind=ArticleKind.CHAPTER)]).replace("\r\n", "\n"))
    assert (first["type_of_reference"], second["type_of_reference"]) == ("JOUR", "CHAP")
    assert first["authors"][:3] == ["Bowers, L.", "James, Karen", "King, Martin Luther, Jr"]
    assert (first["title"], first["doi"], first["urls"]) == (FULL.title, FULL.doi, [FULL.link])
    assert (first["start_page"], first["end_page"], first["year"]) == ("1412", "1422", "2015")
    assert second["secondary_authors"] == ["Price, Dilys"]


def test_bibtexparser_reads_what_we_write() -> None:
    library = parse_string(bibtex([FULL, FULL, replace(FULL, authors="", title="Über", year=None)]))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["bowers2015", "bowers2015-2", "uber"]
    fields = library.entries[0].fields_dict
    names = split_multiple_persons_names(fields["author"].value)
    assert [parse_single_name_into_parts(name).last for name in names[:3]] == [["Bowers"], ["James"], ["King"]]
    assert names[3:] == ["{Royal College of Nursing}", "{Health Board ABC}"]
    assert fields["title"].value == "Talking on the ward: R\\&D in the {NHS}, 50\\% of it"
    assert fields["pages"].value == "1412--1422"


@WRITERS
def test_what_somebody_changed_elsewhere_stays_changed(write: Writer) -> None:
    written = write([replace(FULL, title="Only & here <i>so</i>")])
    assert "revalidation" in written
    (record,) = read(written.replace("here", "there").replace("Only", "Not only", 1).encode())
    assert record.article is not None
    assert record.article.title.startswith("Not only")


def test_our_reading_says_what_rispy_says_of_a_well_kept_file() -> None:
    text = "".join(
        f"TY  - JOUR\nTI  - Title {n}\nAU  - Family{n}, Given\nVL  - {n}\nPY  - 2001\nER  - \n\n" for n in range(1, 50)
    )
    ours = [record.article for record in read(text.encode())]
    assert [(each.title, each.authors, each.volume) for each in ours if each] == [
        (each["title"], each["authors"][0], each["volume"]) for each in rispy.loads(text)
    ]
