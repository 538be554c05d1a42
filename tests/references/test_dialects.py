"""What the same thing is called by whom: tables of the dialects of RIS, BibTeX and NBIB."""

import pytest

from revalidation.domain.articles import Article, ArticleKind
from revalidation.references.reading import read


def only(text: str) -> Article:
    (record,) = read(text.encode())
    assert record.article is not None
    return record.article


def said(text: str, expected: dict[str, object]) -> dict[str, object]:
    article = only(text)
    return {name: getattr(article, name) for name in expected}


@pytest.mark.parametrize(
    ("ris", "expected"),
    [
        ("TY  - JOUR\nTI  - T\nT2  - J", {"kind": ArticleKind.ARTICLE, "journal": "J"}),
        ("TY  - MGZN\nT1  - T\nJO  - Abbr.\nJF  - Journal", {"kind": ArticleKind.ARTICLE, "journal": "Journal"}),
        ("TY  - EJOUR\nTI  - T\nJA  - Abbr.", {"kind": ArticleKind.ARTICLE, "journal": "Abbr."}),
        ("TY  - ECHAP\nTI  - T\nBT  - Book", {"kind": ArticleKind.CHAPTER, "journal": "Book"}),
        ("TY  - BOOK\nBT  - T\nET  - 2nd", {"kind": ArticleKind.BOOK, "edition": "2nd"}),
        ("TY  - GOVDOC\nTI  - T\nM1  - Cm 1", {"kind": ArticleKind.REPORT, "number": "Cm 1"}),
        ("TY  - RPRT\nTI  - T\nM3  - Practice guideline", {"kind": ArticleKind.GUIDELINE}),
        ("TY  - STAND\nTI  - T", {"kind": ArticleKind.GUIDELINE}),
        ("TY  - BLOG\nTI  - T\nUR  - https://a.example", {"kind": ArticleKind.WEB_PAGE, "link": "https://a.example"}),
        ("TY  - GEN\nTI  - T\nPB  - P", {"kind": ArticleKind.BOOK}),
        ("TY  - GEN\nTI  - T\nUR  - https://a.example", {"kind": ArticleKind.WEB_PAGE}),
        ("TY  - WHATEVER\nTI  - T\nJO  - J", {"kind": ArticleKind.ARTICLE}),
        ("TY  - JOUR\nTI  - T\nSP  - 1-9", {"pages": "1-9"}),
        ("TY  - JOUR\nTI  - T\nSP  - pp. 3-9", {"pages": "3-9"}),
        ("TY  - JOUR\nTI  - T\nSP  - 377\nEP  - 86", {"pages": "377-86"}),
        ("TY  - JOUR\nTI  - T\nVL  - 50(2)", {"volume": "50", "issue": "2"}),
        ("TY  - JOUR\nTI  - T\nET  - 2019/10/12", {"edition": ""}),
        ("TY  - JOUR\nTI  - T\nAN  - 30859729\nDB  - PubMed", {"pmid": "30859729"}),
        ("TY  - JOUR\nTI  - T\nAN  - 30859729\nDB  - Embase", {"pmid": ""}),
        ("TY  - JOUR\nTI  - T\nU1  - 23690738[pmid]", {"pmid": "23690738"}),
        ("TY  - JOUR\nTI  - T\nDP  - EBSCOhost\nC2  - PMID: 32123456", {"pmid": "32123456"}),
        ("TY  - JOUR\nTI  - T\nAN  - PMID:35123456\nDB  - Embase", {"pmid": "35123456"}),
        ("TY  - JOUR\nTI  - T\nUR  - www.a.example/1", {"link": "https://www.a.example/1"}),
        ("TY  - JOUR\nTI  - T\nUR  - https://pubmed.ncbi.nlm.nih.gov/23690738/", {"pmid": "23690738"}),
        ("TY  - JOUR\nTI  - T\nN1  - doi: 10.9999/x.", {"doi": "10.9999/x"}),
        ("TY  - JOUR\nTI  - T\nM3  - 10.9999/x(1)", {"doi": "10.9999/x(1)"}),
        ("TY  - JOUR\nTI  - T\nUR  - https://doi.org/10.9999%2Fx", {"doi": "10.9999/x", "link": ""}),
        ("TY  - JOUR\nTI  - T\nDO  - 10.9999/x [doi]", {"doi": "10.9999/x"}),
        ("TY  - JOUR\nTI  - T\nUR  - http://a.example/1; http://b.example/2", {"link": "http://a.example/1"}),
        ("TY  - JOUR\nTI  - T\nAU  - A, B\nA1  - A, B\nA1  - C, D", {"authors": "A B; C D"}),
        ("TY  - JOUR\nTI  - A title\nthat goes on\n  and on", {"title": "A title that goes on and on"}),
        ("TY  - JOUR\nTI  - H<sub>2</sub>O &amp; <i>E. coli</i> p &lt; 0.05", {"title": "H2O & E. coli p < 0.05"}),
        ("TY  - JOUR\nTI  - a<b and c>d; Q&A", {"title": "a<b and c>d; Q&A"}),
        ("TY  - JOUR\nTI  - Care in the U.S.", {"title": "Care in the U.S."}),
        ("TY  - ELEC\nT1  - T\nJA  - J\nVL  - 1", {"kind": ArticleKind.ARTICLE, "journal": "J", "volume": "1"}),
        ("TY  - ELEC\nT1  - T\nJA  - http://a.example/1", {"journal": "", "link": "http://a.example/1"}),
        ("TY  - JOUR\nTI  - T\nVL  - v. 7 issue 4", {"volume": "7", "issue": "4"}),
        ("TY  - JOUR\nTI  - T\nVL  - Vol. 7\nIS  - No. 4", {"volume": "7", "issue": "4"}),
        ("TY  - JOUR\nTI  - T\nVL  - NA\nIS  - NA\nSP  - NA", {"volume": "", "issue": "", "pages": ""}),
        ("TY  - JOUR\nTI  - T\nIS  - Suppl 1", {"issue": "Suppl 1"}),
        ("TY  - JOUR\nTI  - T\nSP  - 104501-104501", {"pages": "104501"}),
        ("TY  - JOUR\nTI  - T\nSP  - 367 LP  - 371", {"pages": "367-371"}),
        ("TY  - JOUR\nTI  - T\nSP  - 367\nLP  - 371", {"pages": "367-371"}),
        ("TY  - JOUR\nTI  - T\nDA  - 20190600", {"year": 2019, "month": 6, "day": None}),
        ("TY  - JOUR\nTI  - T\nY1  - 201906", {"year": 2019, "month": 6, "day": None}),
        ("TY  - THES\nTI  - T\nM1  - Ph.D.", {"number": ""}),
        ("TY  - JOUR\nTI  - T\nPM  - 30859729", {"pmid": "30859729"}),
        ("TY  - JOUR\nTI  - T\nC5  - 30859729\nDB  - Embase\nDB  - Medline", {"pmid": "30859729"}),
        ("TY  - JOUR\nTI  - T\nAN  - 2214991469; 30859729\nDB  - MEDLINE", {"pmid": "30859729"}),
        ("TY  - JOUR\nTI  - T\nL2  - http://a.ovid.com/w?T=JS&D=medp&NEWS=N&AN=30859729", {"pmid": "30859729"}),
        ("TY  - JOUR\nTI  - T\nL2  - http://a.ovid.com/w?T=JS&D=psyc16&NEWS=N&AN=30859729", {"pmid": ""}),
        (
            "TY  - JOUR\nTI  - T\nM1  - Cited, A. (2001). http://dx.doi.org/10.9999/x PMID: 30859729",
            {"doi": "", "pmid": ""},
        ),
        ("TY  - JOUR\nTI  - T\nM1  - 10.9999/x", {"doi": "10.9999/x"}),
        (
            "TY  - JOUR\nTI  - T\nSP  - S. 12–19\nIS  - Heft 3\nVL  - Jg. 32",
            {"pages": "12-19", "issue": "3", "volume": "32"},
        ),
        ("TY  - JOUR\nTI  - T\nIS  - eag, 7805975", {"issue": ""}),
        ("TY  - JOUR\nTI  - T\nIS  - 101676033", {"issue": ""}),
        ("TY  - JOUR\nTI  - T\nIS  - 10072", {"issue": "10072"}),
        ("TY  - JOUR\nTI  - T\nC5  - 30859729\nDB  - Embase", {"pmid": "30859729"}),
        ("TY  - JOUR\nTI  - T\nJO  - NA\nAU  - NA", {"journal": "", "authors": ""}),
        ("TY  - JOUR\nTI  - T\nY1  - 2020/11//Nov/Dec2020", {"year": 2020, "month": 11, "day": None}),
        ("TY  - JOUR\nTI  - T\nY1  - 2015/october", {"year": 2015, "month": 10}),
        ("TY  - JOUR\nTI  - T\nVO  - 7", {"volume": "7"}),
        ("TY  - BOOK\nTI  - T\nPU  - P\nPI  - LEEDS", {"publisher": "P", "publisher_place": "LEEDS"}),
        (
            "TY  - \nAU  - James, K; Smit, PL\nTI  - T\nJF  - J",
            {"kind": ArticleKind.ARTICLE, "authors": "James K; Smit PL"},
        ),
        ("TY  - BOOK\nTI  - T\nCY  - Leeds :\nPB  - P", {"publisher_place": "Leeds"}),
        ("TY  - JOUR\nTI  - T\nLK  - https://a.example/o?id=doi:10.9999%2Fx.1&title=T", {"doi": "10.9999/x.1"}),
        ("TY  - JOUR\nTI  - T\nUR  - https://www.a.example/doi/full/10.9999/x.1?af=R", {"doi": "10.9999/x.1"}),
        ("TY  - JOUR\nTI  - T\nDO  - 10.9999/x\nUR  - https://a.example/?url_ver=Z39.88-2004", {"link": ""}),
        ("TY  - JOUR\nTI  - T\nDO  - 10.9999/x\nUR  - https://research.ebsco.com/linkprocessor/1", {"link": ""}),
        ("  TY  - JOUR\n  TI  - Indented", {"title": "Indented"}),
    ],
)
def test_the_dialects_of_ris(ris: str, expected: dict[str, object]) -> None:
    assert said(ris, expected) == expected


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (
            ("Karen James", "Piet van den Berg", "Ann-Marie O'Neil"),
            "James, Karen; van den Berg, Piet; O'Neil, Ann-Marie",
        ),
        (
            ("Karen James", "Piet Smit", "Royal College of Nursing"),
            "James, Karen; Smit, Piet; Royal College of Nursing",
        ),
        (("James, Karen", "Smit Piet"), "James, Karen; Smit Piet"),
        (("Mind Cymru",), "Mind Cymru"),
        (("World Health Organization", "Age UK"), "World Health Organization; Age UK"),
        (("Karen L. James",), "James, Karen L"),
        (("K. L. James", "M. -J. Lee"), "James KL; Lee MJ"),
        (("James, K., editor",), "James K"),
        (("James K, van der Berg J, Souza MGTS, de Vries HJC",), "James K; van der Berg J; Souza, MGTS; de Vries HJC"),
        (("James, K and Smit, P and Lee, JHW",), "James K; Smit P; Lee JHW"),
        (("James, Karen; Smit, Piet;",), "James, Karen; Smit, Piet"),
        (("James, Karen, PhD", "Smit, Piet L, RN, MSc"), "James, Karen; Smit, Piet L"),
        (("James, Karen (ed.)", "Smit, Piet [0000-0001-2345-678X]"), "James, Karen; Smit, Piet"),
        (("Anonymous",), ""),
        (("No authorship indicated", "NCT01234567", "[Anonymous]", "Sneha, null"), "Sneha"),
        (("张三;李四", "김철수"), "张三; 李四; 김철수"),
    ],
)
def test_names_of_a_record_however_they_are_written(lines: tuple[str, ...], authors: str) -> None:
    assert only("TY  - JOUR\nTI  - T\n" + "".join(f"AU  - {line}\n" for line in lines)).authors == authors


def test_two_who_wrote_a_report_may_as_well_be_organisations() -> None:
    assert only("TY  - RPRT\nTI  - T\nAU  - Marie Curie\nAU  - Sue Ryder\n").authors == "Marie Curie; Sue Ryder"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("doi = {10.9999/x,http://dx.doi.org/10.9999/x}", {"doi": "10.9999/x"}),
        ("doi = {10.9999/x,y}", {"doi": "10.9999/x,y"}),
        (
            "url = {https://a.example/doi/abs/10.9999/x}",
            {"doi": "10.9999/x", "link": "https://a.example/doi/abs/10.9999/x"},
        ),
        ("edition = {2017/04/10}", {"edition": ""}),
        ("elocation-id = {e123}", {"pages": "e123"}),
        ("volume = {v. 7}, number = {no. 4}", {"volume": "7", "issue": "4"}),
        ("pages = {12–19}", {"pages": "12-19"}),
        (r"journal = {\journ}", {"journal": "journ"}),
        ("author = {Karen James 0001 and Piet Smit}", {"authors": "James, Karen; Smit, Piet"}),
        ("author = {{Van Rooij M} and {James KL}}", {"authors": "Van Rooij M; James KL"}),
        ("author = {{Board ABC}}", {"authors": "{Board ABC}"}),
        ("author = {Anonymous}", {"authors": ""}),
        (r"subtitle = {\noopsort{z}Words}", {"title": "T: Words"}),
        ("eprint = {2001.00001}, archivePrefix = {arXiv}", {"link": "https://arxiv.org/abs/2001.00001"}),
        ("author = {James, K., Jr.}", {"authors": "James K Jr"}),
        ("author = {Karen James, PhD and Smit, Piet}", {"authors": "Karen James; Smit, Piet"}),
    ],
)
def test_the_dialects_of_bibtex(fields: str, expected: dict[str, object]) -> None:
    assert said(f"@article{{a, title = {{T}}, {fields}}}", expected) == expected


def test_what_others_have_in_common_is_no_work_and_reaches_a_chapter_through_its_book() -> None:
    text = """
    @xdata{house, publisher = {Lamp Books}}
    @xdata{town, location = {Leeds}, xdata = {house}}
    @set{both, entryset = {book, chapter}}
    @book{book, title = {The book}, editor = {Price, Dilys}, xdata = {house, town}}
    @incollection{chapter, title = {One chapter}, crossref = {book}}
    """
    records = list(read(text.encode()))
    assert [record.article and record.article.title for record in records] == ["The book", "One chapter"]
    assert {record.article and record.article.publisher for record in records} == {"Lamp Books"}
    assert {record.article and record.article.publisher_place for record in records} == {"Leeds"}


def test_a_page_on_the_web_says_in_a_note_when_it_was_read() -> None:
    wiki = "@misc{a, title = {T}, url = {https://a.example}, note = {[Online; accessed 22-July-2004]}}"
    assert str(only(wiki).accessed_on) == "2004-07-22"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("TI  - [Not Available].\nTT  - Nachtarbeit.", {"title": "Nachtarbeit"}),
        ("TI  - [Night work].\nTT  - Nachtarbeit.", {"title": "[Night work]"}),
        ("TI  - T\nLID - e104 [pii]", {"pages": "e104"}),
        ("TI  - T\nAID - 6280000 [pii]", {"pages": ""}),
        ("TI  - T\nDP  - 2018 Dec-2019 Jan", {"year": 2018, "month": 12}),
        ("TI  - T\nDP  - 2019 Winter", {"year": 2019, "month": None}),
        ("TI  - T\nDEP - 20190312", {"year": 2019, "month": 3, "day": 12}),
        ("TI  - T\nFAU - James, Karen\nAU  - James K\nFIR - Some, Body\nIR  - Some B", {"authors": "James, Karen"}),
        ("TI  - T\nBTI - B\nCTI - C\nPB  - P\nPL  - Leeds", {"kind": ArticleKind.CHAPTER, "publisher_place": "Leeds"}),
        ("TI  - RETRACTED: T\nRIN - J. 2020;1:1. PMID: 99999999", {"title": "RETRACTED: T", "pmid": "30859729"}),
    ],
)
def test_the_dialects_of_nbib(lines: str, expected: dict[str, object]) -> None:
    assert said(f"PMID- 30859729\n{lines}\n", expected) == expected


def test_what_pubmed_central_has_before_the_pmid_belongs_to_the_record_behind() -> None:
    text = "PMC - PMC1\nPMID- 1\nTI  - One\n\nPMC - PMC2\nPMID- 2\nTI  - Two\n"
    assert [record.article and record.article.pmid for record in read(text.encode())] == ["1", "2"]
