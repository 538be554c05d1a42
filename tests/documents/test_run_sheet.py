"""The run sheet read back: what stands on it, on which page, and what does not."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from revalidation.documents.run_sheet import run_sheet_name, run_sheet_pdf
from revalidation.domain.articles import Article
from revalidation.domain.check_in import code_windows, said_code
from revalidation.domain.citations import vancouver
from revalidation.domain.run_sheet import RunSheet

START = datetime(2026, 12, 8, 12, 30, tzinfo=UTC)
ADDRESS = "https://reval.trust.example/check_in?session=12"
SAFEWARDS = Article(
    title="The Safewards trial",
    authors="Bowers L; James K",
    journal="J Wards",
    year=2015,
    key_points="Ten interventions.\nLess conflict.",
    prompts=("What struck you?", "What would you try?"),
)


def sheet(
    *names: str,
    minutes: int = 60,
    articles: tuple[Article, ...] = (SAFEWARDS,),
    address: str = ADDRESS,
    group: str = "Evening readers",
) -> RunSheet:
    end = START + timedelta(minutes=minutes)
    return RunSheet(
        session_id=12,
        group=group,
        starts_at=START,
        ends_at=end,
        where="Moor House, Seminar room 2",
        online_link="https://meet.example/readers",
        facilitator="Lib Rarian",
        articles=articles,
        citations=tuple(vancouver(article) for article in articles),
        names=names,
        codes=code_windows(b"secret", 12, starts_at=START, ends_at=end),
        address=address,
    )


def pages(of: RunSheet) -> list[str]:
    reader = PdfReader(BytesIO(run_sheet_pdf(of, at=START)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_a_dozen_people_fit_on_two_pages_with_everything_that_is_needed() -> None:
    names = [f"Nurse {number:02}" for number in range(1, 13)]
    plan, signing = pages(sheet(*names))
    for said in (
        "Tue 8 Dec 2026, 12:30–13:30",
        "Moor House, Seminar room 2",
        "Lib Rarian",
        "12 people have a place",
        "Bowers L, James K. The Safewards trial. J Wards. 2015.",
        "Ten interventions. Less conflict.",
        "12:30 5 min Welcome",
        "12:35 10 min What the article says",
        "12:45 15 min What struck you?",
        "13:00 15 min What would you try?",
        "13:15 10 min What will you do differently?",
        "13:25 5 min Close",
        ADDRESS,
    ):
        assert said in plan
    assert all(name in signing and name not in plan for name in names)
    assert "13. 14. 15. 16." in signing


def test_every_code_stands_by_its_time_on_the_first_page_and_none_where_people_sign() -> None:
    of = sheet("Ann")
    plan, signing = pages(of)
    assert len(of.codes) == 10
    for window in of.codes:
        assert f"{window.starts_at:%H:%M}–{window.ends_at:%H:%M} {said_code(window.code)}" in plan
        assert said_code(window.code) not in signing


def test_prompts_that_are_too_many_for_the_plan_stand_with_the_article() -> None:
    many = Article(title="Many", prompts=tuple(f"Prompt {number}?" for number in range(1, 13)))
    plan = pages(sheet(articles=(many,)))[0]
    assert "12:45 30 min Discussion" in plan
    assert all(plan.count(prompt) == 1 for prompt in many.prompts)


def test_forty_people_flow_on_and_nobody_is_left_out() -> None:
    names = [f"Nurse {number:02}" for number in range(1, 41)]
    found = pages(sheet(*names))
    assert len(found) == 3
    assert all(sum(name in page for page in found) == 1 for name in names)
    assert "Page 3 of 3" in found[2]
    assert "Evening readers" in found[2]


def test_without_articles_people_or_an_address_it_is_still_a_sheet() -> None:
    plan, signing = pages(sheet(minutes=10, articles=(), address=""))
    assert "12:33 4 min Discussion" in plan
    assert "0 people have a place" in plan
    assert "Open “Check in” on the page of the session" in plan
    assert "1. 2. 3. 4." in signing


@pytest.mark.parametrize("name", ["𗀀𗀁 Li", "x" * 300, "Ann " * 40, "<b>Ann</b> {nb}", "مريم", "\ud800"])
def test_no_name_costs_anybody_the_sheet(name: str) -> None:
    assert len(pages(sheet(name, "Ann Bell"))) == 2


def test_a_letter_that_no_face_has_is_a_box() -> None:
    assert "□□ Li" in pages(sheet("𗀀𗀁 Li"))[1]


def test_a_session_of_a_whole_day_has_all_its_codes_on_paper() -> None:
    of = sheet(minutes=480)
    found = " ".join(pages(of))
    assert all(said_code(window.code) in found for window in of.codes)


def test_the_same_sheet_is_the_same_to_the_byte() -> None:
    assert run_sheet_pdf(sheet("Ann"), at=START) == run_sheet_pdf(sheet("Ann"), at=START)


def test_the_file_is_named_for_the_group_and_the_day() -> None:
    assert run_sheet_name(sheet()) == "Run sheet – Evening readers – 2026-12-08.pdf"
    assert run_sheet_name(sheet(group="a/b: <c>")) == "Run sheet – a b c – 2026-12-08.pdf"
