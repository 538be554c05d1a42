"""Reading: from ten numbers to four meetings and how often to meet; and a nurse who wants to talk about an article."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from revalidation.__main__ import main
from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.topics import set_topics
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import local
from revalidation.queries.interests import interests
from revalidation.queries.topics import topics_to_choose
from revalidation.storage.articles import ArticleRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.sessions import GroupSessionRow, SessionArticleRow
from revalidation.worker import work_once
from tests.browser.browsing import DESKTOP, PHONE, Visitor, visiting
from tests.browser.houses import filling, serving_filled, token_of
from tests.post_office import PostOffice, open_post_office
from tests.reference_services import Answer, Played, as_json, playing

PMIDS = tuple(str(number) for number in range(30000001, 30000011))
GROUP = "Ward reading group"


@dataclass(frozen=True)
class Trust:
    """The invented Trust of the demonstration, with the catalogues played and a mail server of its own."""

    address: str
    librarian: Actor
    nurse: Actor
    office: PostOffice


def title(number: int) -> str:
    return f"Quiet hours on wards, part {number}"


def known(_played: Played, path: str) -> Answer:
    """Europe PMC knows ten made-up works."""
    (query,) = parse_qs(urlsplit(path).query)["query"]
    pmid = query.removeprefix("EXT_ID:").split(" ")[0]
    work: dict[str, Any] = {
        "id": pmid,
        "source": "MED",
        "pmid": pmid,
        "title": f"{title(int(pmid) - 30000000)}.",
        "authorString": "Osei A, Ward MA.",
        "journalInfo": {"volume": "3", "yearOfPublication": 2024, "journal": {"title": "Journal of Quiet"}},
    }
    return as_json({"resultList": {"result": [work] if pmid in PMIDS else []}})


def somebody(db: Db, *, email: str) -> Actor:
    person = db.scalars(select(PersonRow).where(PersonRow.email.startswith(email))).one()
    roles = db.scalars(select(PersonRoleRow.role).where(PersonRoleRow.person_id == person.id))
    return Actor(person.id, person.name, person.email, frozenset(roles))


def article_id_of(db: Db, *, title: str) -> int:
    return db.scalars(select(ArticleRow.id).where(ArticleRow.title == title)).one()


def planned(db: Db) -> list[int]:
    """The sessions that read what was imported, by date."""
    rows = (
        select(GroupSessionRow.id)
        .join(SessionArticleRow, SessionArticleRow.session_id == GroupSessionRow.id)
        .join(ArticleRow, ArticleRow.id == SessionArticleRow.article_id)
        .where(ArticleRow.title.startswith("Quiet hours"))
    )
    return list(db.scalars(rows.order_by(GroupSessionRow.starts_at)))


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trust]:
    folder = tmp_path_factory.mktemp("reading")
    with (
        filling(folder) as url,
        playing() as catalogues,
        open_post_office() as office,
        pytest.MonkeyPatch.context() as patch,
    ):
        catalogues.illness = known
        main(["demo"])
        patch.setenv("REVALIDATION_EUROPE_PMC", f"{catalogues.address}/europepmc")
        with serving_filled(url, folder) as address:
            patch.setenv("REVALIDATION_ADDRESS", address)
            patch.setenv("REVALIDATION_SMTP", f"smtp://127.0.0.1:{office.port}?tls=none")
            patch.setenv("REVALIDATION_MAIL_FROM", "The library <library@trust.example>")
            librarian = look_up(somebody, email="margaret.ashworth-pell")
            yield Trust(address, librarian, look_up(somebody, email="sian.wyn-jones"), office)


def import_ten(librarian: Visitor) -> None:
    librarian.go("/articles")
    librarian.press("Import articles")
    librarian.titled("Import articles")
    librarian.fill("DOIs, PMIDs, their addresses, or references in RIS, BibTeX or NBIB", "\n".join(PMIDS))
    librarian.press("Look through them")
    librarian.reads(title(10))
    librarian.picture("reading-1-preview")
    librarian.press("Add 10 articles")
    librarian.reads("See the articles")
    librarian.picture("reading-2-imported")


def plan_four(librarian: Visitor) -> None:
    for number in range(1, 5):
        librarian.go("/new_session")
        librarian.titled("Schedule sessions")
        librarian.choose("Group", GROUP)
        on = local(datetime.now(UTC) + timedelta(weeks=20 + 2 * number))
        for part, digits in (("day", f"{on:%d}"), ("month", f"{on:%m}"), ("year", f"{on:%Y}")):
            librarian.set_part("Date", part, digits)
        librarian.page.keyboard.press("Tab")
        librarian.search_and_choose("Articles", title(number))
        librarian.reads(f"{on:%a} {on.day} {on:%b} {on:%Y}")
        librarian.press("Schedule this session")
        librarian.reads("The session is scheduled. Nurses can book it now.")


def send(librarian: Visitor, session_id: int) -> None:
    librarian.go(f"/meeting?session={session_id}")
    librarian.titled(GROUP)
    librarian.page.get_by_text("What we read", exact=True).click(delay=50)
    librarian.at_rest("Send the reading to 1 person")
    librarian.picture("reading-3-sending")
    librarian.press("Send the reading to 1 person")
    librarian.reads("It goes out to 1 person within a minute.")


def answer_how_often(librarian: Visitor) -> None:
    librarian.go("/evaluation")
    librarian.titled("Evaluation")
    librarian.picture("reading-4-who-comes")
    librarian.turn_to("How often?")
    librarian.reads("What other dates would have done")
    librarian.picture("reading-5-how-often")


def test_ten_numbers_become_articles_four_meetings_and_mail_and_the_question_is_answered(
    browser: Browser, trust: Trust
) -> None:
    with visiting(browser, trust.address, size=DESKTOP, token=token_of(trust.librarian)) as librarian:
        import_ten(librarian)
        plan_four(librarian)
        sessions = look_up(planned)
        assert len(sessions) == 4
        carry_out(book, actor=trust.nurse, session_id=sessions[0], now=datetime.now(UTC))
        send(librarian, sessions[0])
        assert work_once(Event()) == ""
        assert any(title(1) in str(mail) for mail in trust.office.mails)
        answer_how_often(librarian)


def test_a_nurse_follows_a_topic_reads_what_is_new_and_would_come_to_talk_about_it(
    browser: Browser, trust: Trust
) -> None:
    nurse = look_up(somebody, email="chiamaka.okonkwo-bright")
    assert Role.NURSE in nurse.roles
    names = look_up(topics_to_choose, actor=trust.librarian)
    topic_id, topic = next((number, name) for number, name in names.items() if name.startswith("Sleep"))
    with visiting(browser, trust.address, size=PHONE, token=token_of(nurse)) as reader:
        reader.go("/my_topics?show=Choose+topics")
        reader.titled("Topics")
        reader.fill("Words in a topic", topic)
        reader.picture("reading-6-topics")
        reader.press("Follow")
        reader.reads(f"You follow {topic}.")
        safewards = look_up(
            article_id_of, title="Safewards: a new model of conflict and containment on psychiatric wards"
        )
        carry_out(set_topics, actor=trust.librarian, article_id=safewards, topic_ids=[topic_id], now=datetime.now(UTC))
        reader.go("/my_topics?show=New+for+you")
        reader.reads("Safewards")
        reader.picture("reading-7-new")
        reader.go(f"/read?article={safewards}")
        reader.reads("How far have you read it?")
        reader.turn_to("Read")
        reader.picture("reading-8-article")
        reader.press("Would make a good session")
        reader.reads("Where would you come to talk about this article?")
        reader.picture("reading-9-interest")
        reader.press("I would come")
        reader.reads("Thank you. The library sees one more who would come.")
    with visiting(browser, trust.address, size=DESKTOP, token=token_of(trust.librarian)) as librarian:
        librarian.go("/interest")
        librarian.titled("Interest in sessions")
        librarian.picture("reading-10-interest")
        assert any(line.article_id == safewards for line in look_up(interests, actor=trust.librarian))
        librarian.reads("Safewards")
