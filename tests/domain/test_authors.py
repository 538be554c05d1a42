import pytest

from revalidation.domain.authors import OTHERS, Author, listed, names

BOWERS, JAMES = Author("Bowers", "L."), Author("James", "K.")


@pytest.mark.parametrize(
    ("typed", "author"),
    [
        ("Bowers L", BOWERS),
        ("Bowers L.", BOWERS),
        ("Bowers, L", BOWERS),
        ("Bowers, L.", BOWERS),
        ("Bowers, Len", Author("Bowers", "Len")),
        ("Bowers,", Author("Bowers")),
        ("Bowers LK", Author("Bowers", "L. K.")),
        ("Bowers L.K.", Author("Bowers", "L. K.")),
        ("Bowers L K", Author("Bowers", "L. K.")),
        ("Bowers L. K.", Author("Bowers", "L. K.")),
        ("Bowers, L K", Author("Bowers", "L. K.")),
        ("Bowers, LK", Author("Bowers", "L. K.")),
        ("BOWERS, LEN", Author("BOWERS", "LEN")),
        ("KHAN, ALI", Author("KHAN", "ALI")),
        ("KHAN, AB", Author("KHAN", "A. B.")),
        ("Schmidt J-P", Author("Schmidt", "J.-P.")),
        ("Schmidt, Jean-Paul", Author("Schmidt", "Jean-Paul")),
        ("Smith-Jones A", Author("Smith-Jones", "A.")),
        ("O'Brien P", Author("O'Brien", "P.")),
        ("Ó Súilleabháin S", Author("Ó Súilleabháin", "S.")),
        ("Le Boutillier C", Author("Le Boutillier", "C.")),
        ("van der Berg J", Author("van der Berg", "J.")),
        ("van der Berg, Jan", Author("van der Berg", "Jan")),
        ("Berg, Jan van der", Author("van der Berg", "Jan")),
        ("Van den Heede K", Author("Van den Heede", "K.")),
        ("in 't Veld BA", Author("in 't Veld", "B. A.")),
        ("Garcia y Vega MJ", Author("Garcia y Vega", "M. J.")),
        ("Müller Ö", Author("Müller", "Ö.")),
        ("Gilstrap LC 3rd", Author("Gilstrap", "L. C.", "3rd")),
        ("Smith JP Jr", Author("Smith", "J. P.", "Jr")),
        ("Smith J III", Author("Smith", "J.", "3rd")),
        ("King, Martin Luther, Jr.", Author("King", "Martin Luther", "Jr")),
        ("King, Jr., Martin Luther", Author("King", "Martin Luther", "Jr")),
        ("王, 小明", Author("王", "小明")),
        ("Smith GB", Author("Smith", "G. B.")),
        ("Khan ABC", Author("Khan", "A. B. C.")),
        ("Khan A.B.C.D.", Author("Khan", "A. B. C. D.")),
        ("Souza, MGTS", Author("Souza", "M. G. T. S.")),
        ("Souza, MARIA", Author("Souza", "MARIA")),
        ("KHAN, AMIR", Author("KHAN", "AMIR")),
        ("Bowers, Len, RN", Author("Bowers", "Len")),
        ("Bowers, Len, RN, Ph.D.", Author("Bowers", "Len")),
        ("King, Martin Luther, Jr., MD", Author("King", "Martin Luther", "Jr")),
        ("Bowers L, PhD", BOWERS),
        ("Bowers, RN", Author("Bowers", "R. N.")),
        ("El-Sayed, Ahmed", Author("El-Sayed", "Ahmed")),
        ("D’Souza R", Author("D’Souza", "R.")),
        ("López de Heredia y García, Ana", Author("López de Heredia y García", "Ana")),
        ("Nguyen, Thi Minh", Author("Nguyen", "Thi Minh")),
    ],
)
def test_a_person_is_told_by_family_and_given_names(typed: str, author: Author) -> None:
    assert names(typed) == (author,)
    assert names(author.text) == (author,)


@pytest.mark.parametrize(
    ("author", "text"),
    [
        (Author("Bowers", "L. K."), "Bowers LK"),
        (Author("Schmidt", "J.-P."), "Schmidt J-P"),
        (Author("Bowers", "Len K."), "Bowers, Len K"),
        (Author("van der Berg", "Jan"), "van der Berg, Jan"),
        (Author("Gilstrap", "L. C.", "3rd"), "Gilstrap LC 3rd"),
        (Author("King", "Martin Luther", "Jr"), "King, Martin Luther, Jr"),
        (Author("de la Cruz y Vega Soler Ruiz", "M."), "de la Cruz y Vega Soler Ruiz, M"),
        (Author("Bowers", "A. B. C. D."), "Bowers, ABCD"),
        (Author("Bowers", "A. B. C. D. E."), "Bowers, A. B. C. D. E."),
        (Author("Bowers"), "Bowers,"),
        (Author(organisation="Mind UK"), "Mind UK"),
        (Author(organisation="Board ABC"), "{Board ABC}"),
        (Author(organisation="One; two of them"), "{One; two of them}"),
        (OTHERS, "et al"),
    ],
)
def test_an_author_is_written_as_it_is_typed_and_told_again(author: Author, text: str) -> None:
    assert author.text == text
    assert names(text) == (author,)


@pytest.mark.parametrize(
    "name",
    [
        "National Institute for Health and Care Excellence",
        "National Institute for Health and Care Excellence (NICE)",
        "NHS England",
        "WHO",
        "Mind",
        "SUGAR",
        "Diabetes UK",
        "Cancer Research UK",
        "Nursing and Midwifery Council",
        "Department of Health, Social Services and Public Safety",
        "Royal College of Nursing",
        "British Psychological Society BPS",
        "Alf-One Study Group",
        "RN4CAST consortium",
        "Johnson & Johnson",
        "Pfizer, Inc.",
        "Skills for Care Ltd",
        "North, South, East, West",
        "Royal Pharmaceutical Society, Great Britain",
        "Department of Health, Care and Support, England",
        "Brasil, Ministério das Mulheres",
        "Board ABCD",
        ", PhD",
        "李明",
    ],
)
def test_anything_else_is_an_organisation(name: str) -> None:
    assert names(name) == (Author(organisation=name),)


@pytest.mark.parametrize(
    ("typed", "everybody"),
    [
        ("", ()),
        (" ; ;, ", ()),
        ("Bowers L; James K", (BOWERS, JAMES)),
        ("Bowers L;James K;", (BOWERS, JAMES)),
        ("Bowers L, James K", (BOWERS, JAMES)),
        ("Bowers L and James K", (BOWERS, JAMES)),
        ("Bowers L, James K & Khan A", (BOWERS, JAMES, Author("Khan", "A."))),
        ("Bowers L, James K, et al", (BOWERS, JAMES, OTHERS)),
        ("Bowers L; et al.", (BOWERS, OTHERS)),
        ("{Health Board ABC}; Bowers L", (Author(organisation="Health Board ABC"), BOWERS)),
        ("{Ward; Home}", (Author(organisation="Ward; Home"),)),
        ("{Mind, Body and Soul}", (Author(organisation="Mind, Body and Soul"),)),
        ("Bowers L; NHS England", (BOWERS, Author(organisation="NHS England"))),
        ("Bowers, L; James, K", (BOWERS, JAMES)),
        ("Bowers, L., James, K.", (BOWERS, JAMES)),
        ("Bowers, L., & James, K.", (BOWERS, JAMES)),
        ("Bowers, L and James, K", (BOWERS, JAMES)),
        ("Bowers, Len and James, Karen", (Author("Bowers", "Len"), Author("James", "Karen"))),
        ("Bowers L, Souza MGTS", (BOWERS, Author("Souza", "M. G. T. S."))),
        ("Bowers L et al.", (BOWERS, OTHERS)),
        ("Bowers L and others", (BOWERS, OTHERS)),
        ("Bowers L, James K, and others", (BOWERS, JAMES, OTHERS)),
        ("Bowers L, others", (BOWERS, OTHERS)),
        ("Care for others", (Author(organisation="Care for others"),)),
        ("Bowers, L., et al.", (BOWERS, OTHERS)),
        ("Bowers, L., James, K., et al.", (BOWERS, JAMES, OTHERS)),
    ],
)
def test_several_authors_are_told_apart(typed: str, everybody: tuple[Author, ...]) -> None:
    assert names(typed) == everybody
    assert names(listed(everybody)) == everybody


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Len", "L"),
        ("L. K.", "LK"),
        ("Jean-Paul", "JP"),
        ("J.-P.", "JP"),
        ("Maria de", "M"),
        ("小明", "小明"),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_without_full_stops(given: str, initials: str) -> None:
    assert Author("Bowers", given).initials == initials
