"""Every document is tagged and archivable; and what checks that finds the faults it is there to find."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from revalidation.documents.document import Document
from revalidation.documents.key_points import key_points_pdf
from revalidation.documents.layout import PORTRAIT, band
from revalidation.documents.reflective_accounts import reflective_accounts_pdf
from revalidation.documents.run_sheet import run_sheet_pdf
from revalidation.documents.statement import statement_pdf
from revalidation.documents.structure import Element
from revalidation.documents.styles import TITLE
from revalidation.documents.tables import Entry, Heading, table
from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.articles import Article
from revalidation.domain.check_in import code_windows
from revalidation.domain.key_points import KeyPoints
from revalidation.domain.run_sheet import RunSheet
from tests.documents.examples import DOCUMENTS, FORMS
from tests.documents.tagging import faults_in, quick_faults, structure, tagging_faults
from tests.documents.test_statement import ADDRESS, STATEMENT

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
PLAIN = ReflectiveAccount(
    title="Reading about sepsis",
    answers=("We met and read.", "- Breathing\n- Counting\n\nand more", "1. I count.", "It keeps people safe."),
    themes=("preserve_safety",),
    form_version="2022-06",
)
LONG = replace(PLAIN, title="Ŵ", answers=("word " * 900, "x̂ ≥ مقالات ŵ ✓\nשלום", "", "safe\n\n\nsafer"))
EMPTY = replace(PLAIN, title="", answers=("", "", "", ""), themes=())
ACCOUNTS = reflective_accounts_pdf([PLAIN, LONG, EMPTY], author="Siân <Ŵyn> & Co", at=AT)


def run_sheet_of(names: int) -> bytes:
    end = AT + timedelta(hours=1)
    sheet = RunSheet(
        session_id=12,
        group="Evening readers",
        starts_at=AT,
        ends_at=end,
        where="Moor House",
        online_link="",
        facilitator="Lib Rarian",
        articles=(Article(title="Safewards", key_points="One.\nTwo.", prompts=tuple(f"{n}?" for n in range(9))),),
        citations=("Safewards.",),
        names=tuple(f"Nurse {number}" for number in range(names)),
        codes=code_windows(b"secret", 12, starts_at=AT, ends_at=end),
        address="https://reval.trust.example/check_in?session=12",
    )
    return run_sheet_pdf(sheet, at=AT)


@pytest.mark.parametrize(
    "content",
    [
        ACCOUNTS,
        reflective_accounts_pdf([EMPTY], author="", at=AT),
        run_sheet_of(0),
        run_sheet_of(60),
        statement_pdf(STATEMENT, address=ADDRESS, at=AT),
        statement_pdf(STATEMENT, address="", at=AT),
        DOCUMENTS["key points"](),
        key_points_pdf(KeyPoints(Article(title=""), "", "", ""), at=AT),
    ],
    ids=[
        *("accounts", "an empty account", "a run sheet of nobody", "a run sheet of sixty"),
        *("a statement", "a statement without an address"),
        *("key points", "no key points"),
    ],
)
def test_a_document_has_no_fault_that_we_know_how_to_find(content: bytes) -> None:
    assert faults_in(content) == []


@pytest.mark.parametrize("name", FORMS)
def test_nor_has_any_form_of_the_nmcs(name: str) -> None:
    assert faults_in(FORMS[name]()) == []


def test_the_glyphs_of_a_broken_word_are_embedded_though_the_whole_of_it_needs_shaping() -> None:
    account = replace(PLAIN, answers=("e\u0331a" * 20 + "-" + "ŵ" * 50, "", "", ""))
    assert faults_in(reflective_accounts_pdf([account], author="", at=AT)) == []


def test_metadata_hold_no_character_that_xml_can_not() -> None:
    author = "A\ufffe\uffff\ud83e\x00 Khan & <Co>"
    assert faults_in(reflective_accounts_pdf([PLAIN], author=author, at=AT)) == []


def test_links_of_any_title_are_tagged_and_say_where_they_lead() -> None:
    document = Document(title="Contents", author="", at=AT)
    whole = document.section()
    titles = ["Reading (again) \\ Łódź", "שלום and more", "a long title " * 30]
    rows = [(Entry(title, 1), "1") for title in titles]
    above = document.text("Contents", TITLE, Element("H1", whole), width=PORTRAIT.inside)
    bands = table(document, whole, [Heading("What", share=0.9), Heading("Page", share=0.1)], rows, paper=PORTRAIT)
    document.add([band([above]), *bands], foot="Foot")
    content = document.file()
    assert faults_in(content) == []
    links = [link.get_object() for link in PdfReader(BytesIO(content)).pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [link["/Contents"] for link in links] == [f"{title}, page 1" for title in titles]
    begins, ends = zip(*[(link["/Rect"][0], link["/Rect"][2]) for link in links], strict=True)
    assert begins[0] == begins[2] < begins[1] < ends[1], "what runs from the right stands there"


def test_an_account_is_headings_paragraphs_and_lists() -> None:
    found = structure(PdfReader(BytesIO(reflective_accounts_pdf([PLAIN], author="", at=AT))))
    items = ["      L", *(["        LI", "          Lbl", "          LBody"] * 2)]
    assert found[:4] == ["Document", "  Sect", "    H1", "    P"]
    assert found[4:9] == ["    H2", "    Sect", "      H3", "      P", "    Sect"]
    assert found[9 : 9 + 1 + len(items) + 1] == ["      H3", *items, "      P"]
    assert found.count("        Figure") == 4


def test_the_ticks_are_said_in_words() -> None:
    said = re.findall(rb"/S /Figure [^\n]*/Alt <FEFF([0-9A-F]+)>", reflective_accounts_pdf([PLAIN], author="", at=AT))
    words = [bytes.fromhex(one.decode()).decode("utf-16-be") for one in said]
    assert words == ["Not ticked:", "Not ticked:", "Ticked:", "Not ticked:"]


def test_a_sheet_of_facts_is_a_table_with_headings_of_its_rows() -> None:
    found = structure(PdfReader(BytesIO(run_sheet_of(1))))
    at = found.index("    Table")
    assert found[at : at + 4] == ["    Table", "      TR", "        TH", "        TD"]


# Each of these is one thing wrong in a file that is right otherwise.


def redrawn(writer: PdfWriter, change: Callable[[bytes], bytes]) -> None:
    page = writer.pages[0]
    contents = page.get_contents()
    assert contents is not None
    stream = DecodedStreamObject()
    stream.set_data(change(contents.get_data()))
    page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001


def elements_of(writer: PdfWriter) -> list[DictionaryObject]:
    return [one for one in writer._objects if isinstance(one, DictionaryObject) and one.get("/Type") == "/StructElem"]  # noqa: SLF001


def swap_two_parents(writer: PdfWriter) -> None:
    first_page = writer.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]  # type: ignore[index]
    first_page[0], first_page[1] = first_page[1], first_page[0]


def forget_a_parent(writer: PdfWriter) -> None:
    writer.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].pop()  # type: ignore[index]


def point_at_another_page(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/StructParents")] = NumberObject(1)


def call_a_heading_a_paragraph(writer: PdfWriter) -> None:
    next(one for one in elements_of(writer) if str(one["/S"]) == "/H1")[NameObject("/S")] = NameObject("/P")


def lose_the_text_of_an_element(writer: PdfWriter) -> None:
    next(one for one in elements_of(writer) if str(one["/S"]) == "/H1")["/K"].clear()  # type: ignore[attr-defined]


def name_another_parent(writer: PdfWriter) -> None:
    one, other = [one for one in elements_of(writer) if str(one["/S"]) == "/H3"][:2]
    one[NameObject("/P")] = other.raw_get("/P")


@pytest.mark.parametrize(
    "spoil",
    [
        swap_two_parents,
        forget_a_parent,
        point_at_another_page,
        call_a_heading_a_paragraph,
        lose_the_text_of_an_element,
        name_another_parent,
        lambda writer: redrawn(writer, lambda data: data.replace(b"<</MCID 1>>", b"<</MCID 2>>")),
        lambda writer: redrawn(writer, lambda data: data.replace(b"EMC", b"", 1)),
        lambda writer: redrawn(writer, lambda data: data + b"\nBT /F1 10 Tf () Tj ET"),
        lambda writer: redrawn(writer, lambda data: data.replace(b"/Artifact BMC", b"", 1).replace(b"EMC", b"", 1)),
    ],
    ids=lambda spoil: spoil.__name__,
)
def test_a_broken_tag_is_found(spoil: Callable[[PdfWriter], None]) -> None:
    writer = PdfWriter(clone_from=BytesIO(ACCOUNTS))
    assert tagging_faults(PdfReader(_saved(writer))) == []
    assert quick_faults(_saved(writer).read()) == []
    spoil(writer)
    assert tagging_faults(PdfReader(_saved(writer))) != []
    # The quick way begins at the marks, so it can't see what an element says of its parent.
    assert quick_faults(_saved(writer).read()) != [] or spoil is name_another_parent


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>9<"),
        (b"<pdfaid:conformance>A<", b"<pdfaid:conformance>X<"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitl_ true"),
        (b"/Marked true", b"/Mark_d true"),
        (b"/Lang (en-GB)", b"/Lan_ (en-GB)"),
        (b"/Scope /Row", b"/Scop_ /Row"),
        (b"/Alt <FEFF", b"/Al_ <FEFF"),
        (b"/S /H1", b"/S /H6"),
        (b"/ToUnicode", b"/ToUnicod_"),
        (b"/FontFile2", b"/FontFil_2"),
        (b"/OutputIntents", b"/OutputIntent_"),
        (b"/Tabs /S", b"/Tabs /R"),
    ],
)
def test_a_fault_against_the_standards_is_found(right: bytes, wrong: bytes) -> None:
    content = run_sheet_of(1)
    assert right in content
    assert faults_in(content.replace(right, wrong)) != []


def test_a_file_that_is_built_wrongly_is_found() -> None:
    content = run_sheet_of(1)
    at = content.index(b"stream\n", content.index(b"/FlateDecode")) + 20
    assert any(fault.startswith("qpdf") for fault in faults_in(content[:at] + b"????" + content[at + 4 :]))


def _saved(writer: PdfWriter) -> BytesIO:
    out = BytesIO()
    writer.write(out)
    out.seek(0)
    return out
