"""Words of one nurse are looked for everywhere that a librarian, another nurse, a stranger or a thief could look."""

import logging
import re
import sqlite3
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update
from streamlit.testing.v1 import AppTest

from pages.shared import frame
from revalidation.acting import carry_out, look_up, now
from revalidation.cli import backup
from revalidation.commands.evidence import add_evidence
from revalidation.commands.invitations import invite
from revalidation.commands.sign_offs import withdraw_link
from revalidation.domain.people import Actor, Role
from revalidation.domain.portable_refusals import NotOurFile
from revalidation.domain.portfolio_refusals import NotAReadableFile
from revalidation.domain.refusals import Refusal
from revalidation.domain.unpacking import unpacked
from revalidation.messages.mail import Sender, mail_of
from revalidation.queries.letters import find_letter
from revalidation.queries.my_data import my_data
from revalidation.settings import settings
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow
from revalidation.storage.links import link_token
from revalidation.storage.messages import MessageRow
from revalidation.storage.tables import kinds
from tests import signing
from tests.all_questions import Things, all_queries, asked, digests_of, things_of
from tests.make import NOON
from tests.pages.looking import opened, press, texts
from tests.whole_nurse import WholeNurse, whole_nurse

CANARY = "Quellwatercanary"
LENT = "Lentwatercanary is what librarians may read."
OWN_PAGES = [*frame.NURSE, *frame.NURSE_BEHIND]
LIBRARY_PAGES = [*frame.LIBRARIAN, *frame.LIBRARIAN_BEHIND]
PAGES = Path(frame.__file__).parents[1]
NUMBERS = {  # what pages take from their address, and the argument of queries that it becomes
    "account": "account_id",
    "article": "article_id",
    "closure": "article_id",
    "entry": "entry_id",
    "feedback": "feedback_id",
    "file": "file_id",
    "form": "sign_off_id",
    "group": "group_id",
    "period": "period_id",
    "person": "person_id",
    "search": "search_request_id",
    "session": "session_id",
    "topic": "topic_id",
    "site": "article_id",
    "version": "version_id",
}
WORDS = {"code": "reference", "reference": "reference", "token": "token"}


@pytest.fixture
def whole(database: str) -> WholeNurse:
    assert database
    return whole_nurse(CANARY, lent=LENT)


def another(whole: WholeNurse) -> WholeNurse:
    """Somebody who has as much of everything herself."""
    return whole_nurse("Somebody else's words", "Another Nurse", by=whole.librarian, lent="Lent by another.")


def has_canary(found: object, word: str = CANARY) -> bool:
    """Whether the word is in it, as text or as bytes, however it is written."""
    content = found if isinstance(found, bytes) else repr(found).encode("utf-8", "replace")
    lower = content.lower()
    return any(word.lower().encode(coding) in lower for coding in ("utf-8", "utf-16-le", "utf-16-be"))


def has_lent(found: object) -> bool:
    return has_canary(found, LENT.split(maxsplit=1)[0])


def everything_on(page: str, by: Actor | None, **query: int | str) -> str:
    """All that a page sends to the browser, drawn or not."""
    return sent_by(opened(page, by, **query))


def sent_by(app: AppTest) -> str:
    """All that stands on the page of this browser."""
    sent = [repr(element.proto) for element in _elements(app)]
    return "\n".join([*sent, *(each.message for each in app.exception)])


def _elements(app: AppTest) -> Iterator[Any]:
    stack = [app._tree]  # noqa: SLF001 (what is sent, whatever kind it is)
    while stack:
        node = stack.pop()
        if getattr(node, "proto", None) is not None:
            yield node
        stack.extend(getattr(node, "children", {}).values())


def addresses(things: Things) -> list[dict[str, str]]:
    """A page's address without anything, and with whatever of hers it may ask for: the oldest, and the newest."""
    named = {**NUMBERS, **WORDS}
    ends = [{name: str(things[argument][end]) for name, argument in named.items()} for end in (0, -1)]
    return [{}, *ends]


def pages_of(actor: Actor | None, things: Things) -> Iterator[tuple[str, str]]:
    """Every page of every list that the frame has, one after the other in one browser."""
    app = opened("", actor)
    for page in (*OWN_PAGES, *LIBRARY_PAGES, *frame.GUEST) if actor else frame.GUEST:
        for query in addresses(things):
            app.switch_page(f"pages/{page}.py")
            for name in (*NUMBERS, *WORDS):
                app.query_params.pop(name, None)
            for name, value in query.items():
                app.query_params[name] = value
            app.run()
            yield page, sent_by(app)


def test_every_name_that_a_page_takes_from_its_address_is_tried() -> None:
    taken = re.compile(r'(?:asked_number\(|query_params(?:\.get\(|\[))"([a-z_]+)"')
    names = {name for path in PAGES.rglob("*.py") for name in taken.findall(path.read_text(encoding="utf-8"))}
    assert names == {*NUMBERS, *WORDS}


def test_the_search_finds_a_canary_that_is_there(whole: WholeNurse) -> None:
    """On her own pages, in her own queries and in whatever else is searched below."""
    things = things_of(whole)
    seen = {page for page, sent in pages_of(whole.nurse, things) if has_canary(sent)}
    own = {"accounts", "account", "versions", "cpd", "feedback", "practice", "evidence", "sign_offs", "session"}
    assert {f"nurse/{page}" for page in own} <= seen
    told = {name for name, answer in asked(whole.nurse, things) if has_canary(answer)}
    assert told >= {
        "get_account", "find_version", "kept_beside", "sources", "get_cpd_entry", "get_feedback", "get_practice_period",
        "get_evidence", "evidence_content", "my_stored_file", "find_my_follow_up", "get_signed", "find_linked_form",
        "accounts_for_paper", "my_data",
    }  # fmt: skip
    assert has_canary(CANARY.encode("utf-16-le"))
    carry_out(lambda db: db.execute(text(f"UPDATE person SET name = '{CANARY}' WHERE id = 1")))  # noqa: S608
    assert [name for name, value in look_up(every_value) if has_canary(value)] == ["person.name"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", ["librarian", "another nurse", "a stranger"])
def test_no_page_shows_anybody_else_a_word(whole: WholeNurse, who: str) -> None:
    """The secrets of links are not hers here but the other's, and the digests that a thief would find."""
    other = another(whole)
    actor = {"librarian": whole.librarian, "another nurse": other.nurse}.get(who)
    hers, others = things_of(whole), things_of(other)
    shown = [
        (page, sent) for token in (others, digests_of(whole)) for page, sent in pages_of(actor, hers | _token(token))
    ]
    assert [page for page, sent in shown if has_canary(sent)] == []
    lent = {page for page, sent in shown if has_lent(sent)}
    assert lent == ({"librarian/impact"} if who == "librarian" else set())


def _token(things: Things) -> Things:
    return {"token": things["token"]}


@pytest.mark.parametrize("who", ["librarian", "another nurse"])
def test_no_query_gives_anybody_else_a_word(whole: WholeNurse, who: str) -> None:
    """Nor one that asks for no actor, but a secret instead: she has only secrets of her own, and digests."""
    other = another(whole)
    actor = whole.librarian if who == "librarian" else other.nurse
    hers, others = things_of(whole), things_of(other)
    answers = [*asked(actor, hers | _token(others)), *asked(actor, hers | digests_of(whole))]
    assert [name for name, found in answers if has_canary(found)] == []
    assert {name for name, found in answers if has_lent(found)} == ({"lent_passages"} if who == "librarian" else set())


def test_every_query_answers_somebody_who_may_ask(whole: WholeNurse) -> None:
    """Or else the tests above would find nothing in it whatever it gave away."""
    roles = frozenset({Role.NURSE})
    invited = carry_out(invite, actor=whole.librarian, name="In Vited", email="in@vited.example", roles=roles, now=NOON)
    things = things_of(whole)
    things["token"] = [*things["token"], invited]
    answered = {
        name
        for actor in (whole.nurse, whole.librarian)
        for name, found in asked(actor, things)
        if found is not None and not isinstance(found, Refusal)
    }
    assert {query.__name__ for query in all_queries()} - answered == set()


def test_no_message_in_the_outbox_says_a_word(whole: WholeNurse) -> None:
    assert whole
    sender = Sender("library@trust.example", "", "https://reading.example")
    ids = look_up(lambda db: list(db.query(MessageRow.id)))
    mails = []
    for (message_id,) in ids:
        letter = look_up(find_letter, message_id=message_id, now=NOON)
        if letter is not None:
            mails.append(mail_of(letter, sender, NOON).as_bytes())
    assert mails
    assert not any(has_canary(mail) or has_lent(mail) for mail in mails)


def every_value(db: Db) -> list[tuple[str, object]]:
    """Every column of every row, as the database holds it."""
    found = []
    for kind in kinds():
        table = kind.__tablename__
        rows = db.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 (our own names)
        for row in rows:
            for column, value in row._mapping.items():  # noqa: SLF001 (a row's columns by name)
                raw = bytes(value) if isinstance(value, memoryview) else value
                found.append((f"{table}.{column}", raw))
    return found


def test_no_value_in_the_database_and_no_byte_of_the_files_holds_a_word(whole: WholeNurse) -> None:
    values = look_up(every_value)
    assert len(values) > 200
    assert [name for name, value in values if has_canary(value)] == []
    folder = settings().evidence
    stored = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert stored
    assert not any(map(has_canary, stored))
    assert whole


def test_no_byte_of_the_sqlite_file_its_log_and_the_backup_holds_a_word(empty_sqlite: str, tmp_path: Path) -> None:
    assert empty_sqlite
    whole_nurse(CANARY)
    copy = tmp_path / "copy" / "backup.db"
    copy.parent.mkdir()
    backup.run(Namespace(file=copy))
    for path in [each for each in tmp_path.rglob("*") if each.is_file()]:
        assert not has_canary(path.read_bytes()), path.name
    names = {path.name for path in tmp_path.rglob("*")}
    assert {"test.db", "test.db-wal", "backup.db"} <= names
    with sqlite3.connect(copy) as kept:
        assert kept.execute("SELECT count(*) FROM reflective_account").fetchone() == (6,)
    kept.close()


def test_no_log_says_a_word(database: str, caplog: pytest.LogCaptureFixture) -> None:
    assert database
    with caplog.at_level(logging.DEBUG):
        whole = whole_nurse(CANARY)
        everything_on("nurse/account", whole.nurse, account=whole.account_ids[-1])
        look_up(my_data, actor=whole.nurse, now=now())
        logging.getLogger("revalidation").debug("it is listened to")
    said = [record.getMessage() for record in caplog.records]
    assert "it is listened to" in said
    assert [each for each in said if has_canary(each)] == []


def test_what_is_refused_at_a_door_leaves_no_word_in_the_log(database: str, caplog: pytest.LogCaptureFixture) -> None:
    assert database
    whole = whole_nurse("Nothing", lent=LENT)
    moment = now()
    invited, roles = {"name": "In Vited", "email": "in@vited.example"}, frozenset({Role.NURSE})
    invitation = carry_out(invite, actor=whole.librarian, **invited, roles=roles, now=moment)
    carry_out(withdraw_link, actor=whole.nurse, sign_off_id=2, now=moment)
    ask = signing.an_ask(account_ids=whole.account_ids[:5])
    form = signing.asked(whole.nurse, ask, now=moment).token
    carry_out(lambda db: db.execute(update(FollowUpRow).values(asked_at=moment)))
    follow_up = link_token("follow_up", 1)
    told = []
    with caplog.at_level(logging.DEBUG):
        for page, query, button in (
            ("sign_in", {}, "Sign in"),
            ("invitation", {"token": invitation}, "Open my account"),
            ("invitation", {"token": CANARY}, ""),
            ("discussion", {"token": form}, "Sign this form"),
            ("discussion", {"token": CANARY}, ""),
            ("confirmation", {"token": CANARY}, ""),
            ("follow_up", {"token": follow_up}, "Send my answer"),
            ("booking", {"token": CANARY}, ""),
            ("messages", {"token": CANARY}, ""),
            ("statement", {"reference": CANARY}, "Check it"),
        ):
            app = opened()
            if page != "sign_in":
                app.switch_page(f"pages/guest/{page}.py")
            for name, value in query.items():
                app.query_params[name] = value
            app.run()
            for box in (*app.text_input, *app.text_area):
                box.set_value(f"{CANARY} " * 2000 if box in app.text_area else CANARY)
            told.append(texts(press(app, button) if button else app))
        with pytest.raises(NotAReadableFile):
            carry_out(
                add_evidence, actor=whole.nurse, name=f"{CANARY}.pdf", content=CANARY.encode(), about=None, now=NOON
            )
        with pytest.raises(NotOurFile):
            unpacked(CANARY.encode())
        logging.getLogger("revalidation").debug("it is listened to")
    refusals = ["do not match", "password", "invitation link", "characters", "not lead", "not lead", "three answers"]
    refusals += ["not lead", "not lead", "A reference has"]
    assert [(said, part) for said, part in zip(told, refusals, strict=True) if part not in said] == []
    assert "it is listened to" in caplog.text
    assert not has_canary(caplog.text)
