"""The whole main job in a browser, from an empty database: nothing is prepared by code."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from revalidation.domain.nmc import reflective_accounts_form_in_force
from revalidation.domain.times import local
from tests.browser.browsing import DESKTOP, PHONE, Visitor
from tests.browser.conftest import Visiting
from tests.browser.houses import serving_app

PASSWORD = "four quiet words here"  # noqa: S105
ARTICLE = "Talking on the ward"
PROMPTS = ("What struck you?", "What would you try tomorrow?")
ANSWERS = (
    "We read about silence on the ward.",
    "I learnt that silence – Siân's word – is an answer.",
    "I now wait before I ask again.\n\n- ten seconds\n- and then once more",
    "It is about listening to people.",
)
BLANKS = re.compile(r"\s+")


def set_up(librarian: Visitor) -> None:
    """The very first page, and the first steps up to the article."""
    librarian.go("/")
    librarian.titled("Welcome")
    librarian.picture("01-welcome")
    librarian.fill("Your name", "First Librarian")
    librarian.fill("Your e-mail address", "first@trust.example")
    librarian.fill("Password, at least 12 characters", PASSWORD)
    librarian.fill("The same password again", PASSWORD)
    librarian.press("Create the librarian's account")
    librarian.titled("Today")
    librarian.reads("Five steps, and the first nurses can book.")
    librarian.picture("02-first-steps")


def prepare(librarian: Visitor) -> None:
    """A site, a group and an article with prompts, each from the list of first steps; on a telephone only what must."""
    if not librarian.is_narrow():
        librarian.press("Add a site")
        librarian.titled("People and sites")
        librarian.fill("Name", "Moor House")
        librarian.fill("Room and way there", "Seminar room 2, first floor")
        librarian.press("Save the site")
        librarian.reads("The site is added.")
        librarian.picture("03-site")
        to_today(librarian)
    librarian.press("Make a group")
    librarian.titled("New group")
    librarian.fill("Name", "Evening readers")
    if librarian.is_narrow():
        librarian.fill("Online link", "https://meet.example/readers")
    else:
        librarian.fill("Description", "For everybody who likes to read in company.")
        librarian.choose("Where", "Moor House")
    librarian.picture("04-group")
    librarian.press("Save the group")
    librarian.reads("The group is made. Next, schedule its sessions.")
    to_today(librarian)
    librarian.press("Add an article")
    librarian.titled("New article")
    librarian.fill("Title", ARTICLE)
    if not librarian.is_narrow():
        librarian.fill("Authors", "Bowers L; James K")
        librarian.fill("Journal", "J Wards")
        librarian.fill("DOI", "10.1234/wards")
    librarian.fill("Reading prompts, one on each line", "\n".join(PROMPTS))
    librarian.picture("05-article")
    librarian.press("Save the article")
    librarian.reads("The article is in the library.")


def schedule(librarian: Visitor) -> None:
    """A session that starts so soon that its register is open already."""
    to_today(librarian)
    librarian.press("Schedule sessions")
    librarian.titled("Schedule sessions")
    starts = local(datetime.now(UTC) + timedelta(minutes=9))
    for part, number in (("day", f"{starts:%d}"), ("month", f"{starts:%m}"), ("year", f"{starts:%Y}")):
        librarian.set_part("Date", part, number)
    for part, number in (("hour", f"{starts:%H}"), ("minute", f"{starts:%M}")):
        librarian.set_part("Starts at", part, number)
    librarian.page.keyboard.press("Tab")
    librarian.choose("Articles", ARTICLE)
    librarian.reads(f"{starts:%a} {starts.day} {starts:%b} {starts:%Y}, {starts:%H:%M}")
    librarian.picture("06-schedule")
    librarian.press("Schedule this session")
    librarian.reads("The session is scheduled. Nurses can book it now.")
    librarian.picture("07-scheduled")


def invite(librarian: Visitor) -> str:
    """The link for a nurse, as the page shows it once."""
    to_today(librarian)
    librarian.press("Invite people")
    librarian.titled("People and sites")
    librarian.fill("Name", "Third Nurse")
    librarian.fill("E-mail address", "third@trust.example")
    librarian.press("Make the invitation")
    librarian.reads("Copy this link and send it to Third Nurse.")
    librarian.picture("08-invitation")
    return librarian.page.get_by_test_id("stCode").inner_text().strip()


def accept(nurse: Visitor, link: str) -> None:
    """Open the invitation in another browser and choose a password."""
    nurse.go(link)
    nurse.titled("Your invitation")
    nurse.picture("09-accepting")
    nurse.fill("Password, at least 12 characters", PASSWORD)
    nurse.fill("The same password again", PASSWORD)
    nurse.press("Open my account")
    nurse.titled("Home")
    nurse.reads("You have no session booked.")
    nurse.picture("10-home")


def book(nurse: Visitor) -> None:
    """Find the session, book it, and read what it is about."""
    nurse.press("Find a session")
    nurse.titled("Groups and sessions")
    nurse.picture("11-sessions")
    nurse.press("Book")
    nurse.reads("You have a place: Evening readers")
    nurse.follow("Details")
    nurse.titled("Evening readers")
    for prompt in PROMPTS:
        nurse.reads(prompt)
    nurse.reads("Join online" if nurse.is_narrow() else "Seminar room 2, first floor")
    nurse.picture("12-session")


def mark(librarian: Visitor) -> None:
    """The register, opened a quarter of an hour before the start."""
    to_today(librarian)
    librarian.page.get_by_role("link", name=re.compile("^(Open|See who is booked)")).first.click(delay=50)
    librarian.titled("Evening readers")
    librarian.reads("Third Nurse")
    librarian.turn_to("Attended")
    librarian.reads("1 of 1 marked.")
    librarian.picture("13-register")


def write(nurse: Visitor) -> None:
    """The account that the attended session leads to."""
    nurse.go("/home")
    nurse.picture("14-waiting-for-me")
    nurse.follow("Write about it")
    nurse.titled("Reflective account")
    questions = questions_in_force()
    expect(nurse.box(questions[0])).to_have_value(re.compile("“Evening readers” .*Talking on the ward", re.DOTALL))
    for question, answer in zip(questions, ANSWERS, strict=True):
        nurse.type(question, answer)
    nurse.page.get_by_role("checkbox", name="Preserve safety").check()
    expect(nurse.page.locator(".writing[data-state=saved]")).to_be_visible()
    nurse.reads("Saved ")
    nurse.picture("15-account")
    nurse.reload()
    expect(nurse.box(questions[3])).to_have_value(ANSWERS[3])
    nurse.press("Finish this account")
    nurse.reads("This account is finished. You can still change it.")
    nurse.picture("16-finished")


def download(nurse: Visitor, to: Path) -> str:
    """Follow the link to the document; gives its address."""
    link = nurse.page.get_by_role("link", name="Download as PDF")
    with nurse.context.expect_event("download") as downloading:
        link.click(delay=50)
    downloaded = downloading.value
    downloaded.save_as(to)
    assert downloaded.suggested_filename.endswith(".pdf")
    return str(downloaded.url)


def check_paper(content: bytes) -> None:
    """The document holds the four questions and what she wrote."""
    pages = PdfReader(io.BytesIO(content)).pages
    text = BLANKS.sub(" ", " ".join(page.extract_text() for page in pages))
    for expected in (*questions_in_force(), ARTICLE, *ANSWERS[:2], "ten seconds", "Evening readers"):
        assert BLANKS.sub(" ", expected) in text


def check_nobody_else_gets_it(url: str, *others: Visitor) -> None:
    for other in others:
        answer = other.context.request.get(url)
        assert "pdf" not in answer.headers["content-type"]
        assert not answer.body().startswith(b"%PDF")
        assert ANSWERS[0] not in answer.text()


def leave(nurse: Visitor) -> None:
    """Signing out shows the door, and going back shows it again."""
    nurse.go("/accounts")
    nurse.titled("Reflective accounts")
    nurse.reads("1 of 5 finished")
    nurse.picture("17-accounts")
    open_menu(nurse)
    nurse.press("Sign out")
    nurse.titled("Sign in")
    nurse.page.go_back()
    nurse.titled("Sign in")
    expect(nurse.page.get_by_text(ARTICLE)).to_have_count(0)
    nurse.picture("18-signed-out")


def open_menu(visitor: Visitor) -> None:
    """On a telephone the menu is closed until it is asked for."""
    if visitor.is_narrow():
        visitor.page.get_by_test_id("stExpandSidebarButton").click(delay=50)
        expect(visitor.page.get_by_role("button", name="Sign out")).to_be_visible()
        visitor.picture("menu")


def to_today(librarian: Visitor) -> None:
    open_menu(librarian)
    librarian.follow("Today")
    librarian.titled("Today")


def questions_in_force() -> tuple[str, ...]:
    return reflective_accounts_form_in_force(local(datetime.now(UTC)).date()).questions


def whole_job(address: str, visit: Visiting, folder: Path, size: tuple[int, int]) -> None:
    """From the first page to the NMC's form."""
    librarian, nurse, stranger = visit(address, size=size), visit(address, size=size), visit(address)
    set_up(librarian)
    prepare(librarian)
    schedule(librarian)
    accept(nurse, invite(librarian))
    book(nurse)
    mark(librarian)
    write(nurse)
    url = download(nurse, folder / "account.pdf")
    check_paper((folder / "account.pdf").read_bytes())
    check_nobody_else_gets_it(url, librarian, stranger)
    leave(nurse)
    check_nobody_else_gets_it(url, nurse)


def test_from_an_empty_folder_to_the_nmc_form(served: str, visit: Visiting, tmp_path: Path) -> None:
    whole_job(served, visit, tmp_path, DESKTOP)


def test_from_an_empty_folder_to_the_nmc_form_on_a_telephone(served: str, visit: Visiting, tmp_path: Path) -> None:
    whole_job(served, visit, tmp_path, PHONE)


@pytest.fixture
def served_on_a_database(database: str, tmp_path: Path) -> Iterator[str]:
    """The address of the app; a fixture, so that it outlives everybody's browsers."""
    with serving_app(database, tmp_path) as address:
        yield address


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_from_an_empty_postgresql_to_the_nmc_form(served_on_a_database: str, visit: Visiting, tmp_path: Path) -> None:
    whole_job(served_on_a_database, visit, tmp_path, DESKTOP)
