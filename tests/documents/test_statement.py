from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from revalidation.documents.statement import check_address, statement_name, statement_pdf
from revalidation.domain.groups import GroupKind
from revalidation.domain.statements import Statement

START = datetime(2026, 12, 8, 12, 30, tzinfo=UTC)
AT = datetime(2026, 12, 9, 9, tzinfo=UTC)
ADDRESS = "https://readers.trust.example"
STATEMENT = Statement(
    reference="RG-7K3M-92QX",
    name="Ŵyn Łukasz-Nguyễn",
    group="Evening readers",
    kind=GroupKind.READING_GROUP,
    starts_at=START,
    ends_at=START + timedelta(minutes=90),
    met=90,
    reading=90,
    facilitator="Lib Rarian",
    citations=("Bowers L, James K. Talking on the ward. J Wards. 2019. doi:10.1234/wards",),
)


def read(statement: Statement = STATEMENT, address: str = ADDRESS) -> str:
    pages = PdfReader(BytesIO(statement_pdf(statement, address=address, at=AT))).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def test_the_statement_says_who_when_how_long_what_and_both_figures() -> None:
    text = read()
    for part in (
        "Statement of attendance Ŵyn Łukasz-Nguyễn attended this session.",
        "Evening readers (reading group)",
        "Tue 8 Dec 2026, 12:30–14:00",
        "Length of the session 1 hour 30 minutes",
        "Bowers L, James K. Talking on the ward. J Wards. 2019. doi:10.1234/wards",
        "Led by Lib Rarian",
        "Number of hours 3 hours",
        "Of these participatory 1.5 hours",
        "1 hour 30 minutes of reading before it, declared by the reader, are not.",
        "Reference RG-7K3M-92QX",
        "https://readers.trust.example/statement",
        "As the register was on Wed 9 Dec 2026, 09:00",
    ):
        assert part in text, part


def test_part_attendance_is_said_and_only_its_minutes_count() -> None:
    text = read(replace(STATEMENT, met=40, reading=0))
    assert "attended part of this session." in text
    assert "Number of hours 0.67 hours Of these participatory 0.67 hours" in text
    assert "Participatory are the 40 minutes of the meeting" in text
    assert "declared" not in text


def test_without_an_address_it_says_where_to_look_and_has_no_code() -> None:
    assert "on the page “Check a statement”" in read(address="")
    with_code = statement_pdf(STATEMENT, address=ADDRESS, at=AT)
    assert len(with_code) > len(statement_pdf(STATEMENT, address="", at=AT))
    assert check_address(STATEMENT, ADDRESS) == f"{ADDRESS}/statement?reference=RG-7K3M-92QX"
    assert check_address(STATEMENT, "") == ""


@pytest.mark.parametrize("text", ["漢字", "{nb}", "<b>&", "\u202eabc", "x" * 400, "مرحبا"])
def test_whatever_people_typed_a_statement_is_made(text: str) -> None:
    hostile = replace(STATEMENT, name=text, group=text, facilitator=text, citations=(f"{text}. {text}.",) * 12)
    assert "RG-7K3M-92QX" in read(hostile)
    assert statement_name(hostile).endswith("2026-12-08.pdf")


def test_the_same_statement_is_the_same_to_the_byte() -> None:
    made = [statement_pdf(STATEMENT, address=ADDRESS, at=AT) for _ in range(2)]
    assert made[0] == made[1]
