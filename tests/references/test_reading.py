"""Files as reference managers and databases write them, and everything else that somebody may choose by mistake."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from revalidation.domain.articles import Article
from revalidation.domain.reading_refusals import NothingToRead, NotReferences, TooLargeToRead
from revalidation.references import reading
from revalidation.references.decoding import lines_in
from revalidation.references.reading import read
from tests.references.expected import EXPECTED

FILES = Path(__file__).with_name("files")
RIS = "TY  - JOUR\nTI  - Café “talk”\nAU  - Müller, Ängela\nER  - \n"
BIBTEX = "@article{a,\n title = {Café “talk”},\n author = {Müller, Ängela}}\n"
NBIB = "PMID- 123456\nTI  - Café “talk”\nFAU - Müller, Ängela\n"


def only(content: bytes | str) -> Article:
    (record,) = read(content if isinstance(content, bytes) else content.encode())
    assert record.article is not None
    return record.article


@pytest.mark.parametrize("name", EXPECTED)
def test_exports_are_read_as_they_were_meant(name: str) -> None:
    assert [record.article for record in read((FILES / name).read_bytes())] == EXPECTED[name]


def test_every_export_is_looked_at() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in FILES.iterdir())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("typed_by_hand.ris", [(12, "DO"), (13, "UR"), (19, "TI")]),
        ("by_hand.bib", [(23, "@"), (25, "@"), (27, "year"), (27, "journal")]),
        ("google_scholar.bib", [(3, "author")]),
        ("pubmed.nbib", []),
        ("cinahl_ebsco.ris", []),
    ],
)
def test_what_is_left_out_is_said_with_its_line_and_tag(name: str, said: list[tuple[int, str]]) -> None:
    troubles = [trouble for record in read((FILES / name).read_bytes()) for trouble in record.troubles]
    assert [(trouble.line, trouble.field) for trouble in troubles] == said


def test_records_say_on_which_line_they_begin_and_lines_can_be_counted() -> None:
    content = (FILES / "pubmed.nbib").read_bytes()
    assert [record.line for record in read(content)] == [1, 35, 52]
    assert lines_in(content) == len(content.splitlines()) + 1
    assert [record.line for record in read((FILES / "by_hand.bib").read_bytes())] == [6, 16, 18, 23, 25, 27]


def mixed(text: str) -> bytes:
    return b"".join(
        line.encode() + end for line, end in zip(text.splitlines(), [b"\r\n", b"\r", b"\n"] * 9, strict=False)
    )


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with its mark": lambda text: text.encode("utf-8-sig"),
    "UTF-8 with its mark twice": lambda text: codecs.BOM_UTF8 + text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16 without its mark": lambda text: text.encode("utf-16-le"),
    "UTF-16 without its mark, big end first": lambda text: text.encode("utf-16-be"),
    "Windows-1252": lambda text: text.encode("cp1252"),
    "UTF-8 and Windows-1252 in one": lambda text: b"".join(
        line.encode("cp1252" if number % 2 else "utf-8") for number, line in enumerate(text.splitlines(keepends=True))
    ),
    "lines ending in CR": lambda text: text.replace("\n", "\r").encode(),
    "lines ending in CR LF": lambda text: text.replace("\n", "\r\n").encode(),
    "lines ending in each way": mixed,
    "letters and accents apart": lambda text: text.replace("é", "e\u0301").encode(),
}


@pytest.mark.parametrize("text", [RIS, BIBTEX, NBIB], ids=["RIS", "BibTeX", "NBIB"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_whichever_way_it_is_encoded_it_says_the_same(encoding: str, text: str) -> None:
    article = only(ENCODINGS[encoding](text))
    assert (article.title, article.authors) == ("Café “talk”", "Müller, Ängela")


@pytest.mark.parametrize("content", [b"", b" \n\r\n\t", codecs.BOM_UTF8 + b"\n", b"\0\0"])
def test_nothing_is_refused(content: bytes) -> None:
    with pytest.raises((NothingToRead, NotReferences)):
        read(content)


@pytest.mark.parametrize(
    "content",
    [
        b"Bowers L. Talking on the ward. J Wards. 2015;52(9):1412-22.",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << /Type /Catalog >> endobj\n",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(range(256)) * 50,
        b'Title,Authors,Year\n"Talking","Bowers L",2015\n',
        b"<?xml version='1.0'?><xml><records><record><titles/></record></records></xml>",
        b"<!doctype html><html><body>Please sign in: nurse@trust.example</body></html>",
        b"%0 Journal Article\n%T Talking\n",
        b'[{"title": "Talking", "type": "article-journal"}]',
        b"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Nowak, J\nTI Skin\nER\n",
        "Well - it was late. He said - no.\n".encode("utf-16"),
        b"x" * 1_000_000,
        b"\xff\xd8\xff\xe0" + bytes(100_000),
    ],
)
def test_what_is_none_of_the_formats_is_refused_before_the_first_record(content: bytes) -> None:
    with pytest.raises(NotReferences):
        read(content)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 10)
    with pytest.raises(TooLargeToRead):
        read(RIS.encode())


def test_pubmed_records_are_told_apart_without_pmid_and_with_blank_lines_in_them() -> None:
    text = "PMID- 1\nTI  - One\n\nAU  - Lund E\n\nPMID- 2\nTI  - Two\n\nTI  - Three\nJT  - J\n"
    articles = [record.article for record in read(text.encode()) if record.article]
    assert [(each.title, each.authors) for each in articles] == [("One", "Lund E"), ("Two", ""), ("Three", "")]


def test_records_without_their_last_line_or_their_first_are_still_records() -> None:
    one_two = "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n"
    three_four = "TI  - Three\nJF  - J\nER  - \n2.\nNL  - between\n\nTY  - JOUR\nTI  - Four"
    assert [record.article and record.article.title for record in read((one_two + three_four).encode())] == [
        "One",
        "Two",
        "Three",
        "Four",
    ]


def test_the_type_of_a_record_may_stand_further_down() -> None:
    one_two = "DB  - X\nTI  - One\nTY  - BOOK\nPB  - P\nER  - \n\nTI  - Two\nTY  - RPRT\nER  - \n"
    three_four = "TI  - Three\nJF  - J\n\nTY  - JOUR\nTI  - Four\nER  -\n"
    articles = [record.article for record in read((one_two + three_four).encode()) if record.article]
    assert [(each.title, each.kind.value) for each in articles] == [
        ("One", "book"),
        ("Two", "report"),
        ("Three", "article"),
        ("Four", "article"),
    ]


@pytest.mark.parametrize(
    ("field", "left_out"),
    [
        (f"JF  - {'J' * 201}", "journal"),
        ("DO  - https://example.org", "doi"),
        ("UR  - javascript:alert(1)", "link"),
        ("PY  - 3019", "year"),
        ("PY  - 99", "year"),
        ("PY  - 20199", "year"),
    ],
)
def test_what_an_article_can_not_hold_is_left_out_and_said(field: str, left_out: str) -> None:
    (record,) = read(f"TY  - JOUR\nTI  - T\n{field}\nER  - ".encode())
    assert record.article is not None
    assert getattr(record.article, left_out) in ("", None)
    assert [(trouble.line, trouble.field) for trouble in record.troubles] == [(3, field[:2])]


def test_a_title_is_cut_and_names_are_kept_as_far_as_there_is_room() -> None:
    names = "\n".join(f"AU  - Family{number}, Given" for number in range(1000))
    (record,) = read(f"TY  - JOUR\nTI  - {'long ' * 300}\n{names}\n".encode())
    assert record.article is not None
    assert len(record.article.title) <= 1000
    assert record.article.title.endswith("…")
    assert record.article.authors.endswith("Given")
    assert [trouble.field for trouble in record.troubles] == ["TI", "AU"]


@pytest.mark.parametrize(
    "content",
    [
        b"TY  - JOUR\nTI  - " + b"x" * 3_000_000,
        b"TY  - JOUR\nTI  - x\n" + b"y\n" * 200_000,
        b"TY  - JOUR\nTI  - x\nAU  - " + b"a;" * 500_000,
        b"TY  - JOUR\nTI  - " + b"<i " * 500_000,
        b"TY  - JOUR\nTI  - " + b"\xffa" * 500_000,
        b"@article{a, title = {x}, note = {" + b"{" * 300_000,
        b"@article{a, title = {" + b"{" * 3_000 + b"x" + b"}" * 3_000 + b"}}",
        b"@article{a, title = {x} " + b"a = {b} " * 20_000 + b"}",
        b'@article{a, title = "x" ' + b'# "y" ' * 50_000 + b"}",
        b"@article{" * 5_000,
        b"@article{a, title = {" + b"\\frac" * 5_000 + b"}}",
        b'@string{a0 = "x"}\n'
        + b"".join(b"@string{a%d = a%d # a%d}\n" % (i + 1, i, i) for i in range(60))
        + b"@misc{k, title = a60}",
        b"".join(b"@inbook{k%d, title = {x}, crossref = {k%d}}\n" % (i, (i + 1) % 500) for i in range(500)),
    ],
    ids=[str(number) for number in range(13)],
)
def test_nothing_that_is_built_to_be_slow_hangs(content: bytes) -> None:
    """Each of these would take minutes if anything were quadratic, and stop the whole run."""
    assert len(list(read(content))) >= 1
