"""The small things that every format writes in several ways: names, dates, LaTeX, values of BibTeX."""

from datetime import date

import pytest

from revalidation.references.bibtex_names import names_of
from revalidation.references.dates import day, when
from revalidation.references.latex import latex_of, latex_of_title, text_of, verbatim
from revalidation.references.names import as_written, organisation, person
from revalidation.references.parts import journal_alone, pages_of, without_stop


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019", (2019, None, None)),
        ("2019/03/12/", (2019, 3, 12)),
        ("2019/03//", (2019, 3, None)),
        ("2019///Spring", (2019, None, None)),
        ("2019/10//undefined", (2019, 10, None)),
        ("2001/00/00", (2001, None, None)),
        ("2019-03", (2019, 3, None)),
        ("2019-03-12T10:12:13Z", (2019, 3, 12)),
        ("2019 Mar 12", (2019, 3, 12)),
        ("2016 Jul-Aug", (2016, 7, None)),
        ("2015 Winter", (2015, None, None)),
        ("2019 Dec 31-2020 Jan 6", (2019, 12, 31)),
        ("12 March 2019", (2019, 3, 12)),
        ("March 12th, 2019", (2019, 3, 12)),
        ("MAR-APR", (None, 3, None)),
        ("SEP 15", (None, 9, 15)),
        ("12/Mar", (None, 3, 12)),
        ("c2005.", (2005, None, None)),
        ("/05/", (None, 5, None)),
        ("2015//12/", (2015, None, 12)),
        ("20190312", (2019, 3, 12)),
        ("Start date: 20170812", (2017, 8, 12)),
        ("in press", (None, None, None)),
        ("99", (None, None, None)),
        ("2019/13/40", (2019, None, None)),
        ("", (None, None, None)),
    ],
)
def test_dates_are_read_as_far_as_they_say_something(written: str, read: tuple[int | None, ...]) -> None:
    assert when(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [("2020/01/09/10:12:13", date(2020, 1, 9)), ("2020-01-09", date(2020, 1, 9)), ("2020/02/30", None), ("2020", None)],
)
def test_a_day_is_a_whole_date_or_none(written: str, read: date | None) -> None:
    assert day(written) == read


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Bowers, L", "Bowers L"),
        ("Bowers, L.", "Bowers L"),
        ("Bowers,Len", "Bowers, Len"),
        ("Adler D.G.", "Adler DG"),
        ("Weiß J.-P.", "Weiß J-P"),
        ("van den Berg, Piet J", "van den Berg, Piet J"),
        ("Dorado, Martin J., Jr", "Dorado, Martin J, Jr"),
        ("World Health Organization,", "World Health Organization"),
        ("NICE", "NICE"),
        ("Diabetes UK", "Diabetes UK"),
        ("A. B. Author-One", "Author-One AB"),
        ("Hand, T.; Foot, F.", "Hand T; Foot F"),
        ("", ""),
    ],
)
def test_names_of_ris_stand_as_people_type_them(written: str, kept: str) -> None:
    assert as_written(written) == kept


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        (("Bowers", "L. K."), "Bowers LK"),
        (("de Boer", "Anna"), "de Boer, Anna"),
        (("King", "Martin Luther", "Jr."), "King, Martin Luther, Jr"),
        (("Board ABC", ""), "{Board ABC}"),
        (("", "Mind"), "Mind"),
        (("", ""), ""),
    ],
)
def test_a_name_in_parts_stands_as_people_type_it(parts: tuple[str, ...], kept: str) -> None:
    assert person(*parts) == kept


def test_an_organisation_is_in_braces_only_where_it_would_be_mistaken() -> None:
    assert organisation("Royal College of Nursing") == "Royal College of Nursing"
    assert organisation("Mind UK") == "Mind UK"
    assert organisation("Health Board ABC") == "{Health Board ABC}"
    assert organisation("Health, Safety") == "{Health, Safety}"
    assert organisation("One; two of them") == "{One; two of them}"


@pytest.mark.parametrize(
    ("title", "alone"),
    [
        ("Lancet (London, England)", "Lancet"),
        ("Nursing (London, England : 2002)", "Nursing"),
        ("BMJ (Clinical research ed.)", "BMJ"),
        ("Nights : the official journal of the Society of Nights", "Nights"),
        ("Nights: a journal", "Nights: a journal"),
        ("Care (and) cure", "Care (and) cure"),
        ("(Nights)", "(Nights)"),
        ("", ""),
    ],
)
def test_a_journal_has_its_name_without_what_tells_namesakes_apart(title: str, alone: str) -> None:
    assert journal_alone(title) == alone


@pytest.mark.parametrize(
    ("title", "without"),
    [
        ("Nights on the ward.", "Nights on the ward"),
        ("Nights on the ward, part 1.", "Nights on the ward, part 1"),
        ("Nights without vitamin D.", "Nights without vitamin D"),
        ("Version 2.0.", "Version 2.0"),
        ("Nights in the U.S.", "Nights in the U.S."),
        ("Nights in the U. S.", "Nights in the U. S."),
        ("And so on...", "And so on..."),
        ("Nights. Care.", "Nights. Care"),
        ("Why nights?", "Why nights?"),
        (".", ""),
    ],
)
def test_the_stop_behind_a_title_is_left_out_but_not_one_of_its_own(title: str, without: str) -> None:
    assert without_stop(title) == without


def test_one_page_is_said_once() -> None:
    assert [pages_of(each) for each in ("61-61", "61-2", "e6", "S1-S10", "")] == ["61", "61-2", "e6", "S1-S10", ""]


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        ("Bowers, Len and James, Karen", ["Bowers, Len", "James, Karen"]),
        ("Len Bowers AND Karen\n  James", ["Bowers, Len", "James, Karen"]),
        ("Ludwig van Beethoven", ["van Beethoven, Ludwig"]),
        ("de la Cruz, Mar{\\'\\i}a Jos\\'{e}", ["de la Cruz, María José"]),
        ("King, Jr., Martin Luther", ["King, Martin Luther, Jr"]),
        ("{Royal College of Nursing} and {Mind UK}", ["Royal College of Nursing", "Mind UK"]),
        ("{{World Health Organization}}", ["World Health Organization"]),
        ("World Health Organization", ["World Health Organization"]),
        ("{Department of Health and Social Care}", ["Department of Health and Social Care"]),
        ("{Nowak, J. A. and Svensson, B.}", ["Nowak JA", "Svensson B"]),
        ('S{\\o}ren {\\AA}ngstr{\\"o}m', ["Ångström, Søren"]),
        ("Kwame, A and others", ["Kwame A"]),
        ("family=Vries, given=Anna, prefix=de", ["de Vries, Anna"]),
        ("Unclosed, {Bra", ["Unclosed, Bra"]),
        (" and ", []),
    ],
)
def test_names_of_bibtex_are_split_as_bibtex_does(latex: str, names: list[str]) -> None:
    assert names_of(latex)[0] == names


def test_others_are_noticed() -> None:
    assert not names_of("Bowers, L. and others")[1]
    assert names_of("Bowers, L. and Others, Ann")[1]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("{T}alking on the {NHS}", "Talking on the NHS"),
        ('Sch{\\"o}n, \\"{O}zg\\"ur, {\\\'E}cole, caf\\\'e', "Schön, Özgür, École, café"),
        ("{\\L}{\\'o}d{\\'z} \\v{S}\\'{\\i} \\c{c}a \\ss{} \\o re", "Łódź Ší ça ß øre"),
        ("Health \\& care: 50\\% of \\$5 \\_ \\#1", "Health & care: 50% of $5 _ #1"),
        ("100% sure", "100% sure"),
        ('A \\"quoted\\" thing', 'A "quoted" thing'),
        ("$\\alpha$-blockers, $p < 0.05$, H$_2$O, $\\geq$65", "α-blockers, p < 0.05, H2O, ≥65"),
        ("\\emph{in vivo} \\textbf{and} {\\it so on}", "in vivo and so on"),
        ("a---b, 1--2, ``quoted'', one~word", "a—b, 1–2, “quoted”, one word"),
        ("{\\textless}3 and \\textquoteright", "<3 and ’"),
        ("\\TeX{} and \\href{http://a.example}{the page}", "TeX and the page"),
        ("\\unknown{kept} words", "kept words"),
        ("<i>E. coli</i> \\&amp; more", "E. coli & more"),
        ("{" * 2000 + "\\x deep" + "}" * 2000, "deep"),
    ],
)
def test_latex_becomes_what_is_printed(latex: str, text: str) -> None:
    assert text_of(latex) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10.1000/a{\\_}b", "10.1000/a_b"),
        ("10.1002/(SICI)1097{\\textless}1661::AID{\\textgreater}3", "10.1002/(SICI)1097<1661::AID>3"),
        ("\\url{https://a.example/~b%20c}", "https://a.example/~b%20c"),
        ("https://a.example/a_b#c&d", "https://a.example/a_b#c&d"),
    ],
)
def test_in_dois_and_links_only_escapes_are_undone(written: str, meant: str) -> None:
    assert verbatim(written) == meant


def test_plain_text_is_escaped_and_acronyms_are_kept_as_they_are() -> None:
    assert latex_of("50% of R&D_x {y} \\z ~ ^ #1 $") == (
        "50\\% of R\\&D\\_x \\{y\\} \\textbackslash{}z \\textasciitilde{} \\textasciicircum{} \\#1 \\$"
    )
    assert (
        latex_of_title("Care in the NHS after COVID-19, and iPads") == "Care in the {NHS} after {COVID}-19, and iPads"
    )
