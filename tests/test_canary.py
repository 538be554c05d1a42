"""Words of one nurse are looked for everywhere that a librarian, another nurse, a stranger or a thief could look."""

import inspect
import logging
import pkgutil
import sqlite3
from argparse import Namespace
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from pages.shared import frame
from revalidation import queries
from revalidation.acting import carry_out, look_up, now
from revalidation.cli import backup
from revalidation.domain.people import Actor
from revalidation.messages.mail import Sender, mail_of
from revalidation.queries.letters import find_letter
from revalidation.queries.my_data import my_data
from revalidation.settings import settings
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.tables import kinds
from tests import make
from tests.make import NOON
from tests.pages.looking import opened
from tests.whole_nurse import WholeNurse, whole_nurse

CANARY = "Quellwatercanary"
OWN_PAGES = [*frame.NURSE, *frame.NURSE_BEHIND]
LIBRARY_PAGES = [*frame.LIBRARIAN, *frame.LIBRARIAN_BEHIND]
IDS = ("session", "account", "person", "group", "article", "sign_off", "entry", "feedback", "period", "file", "closure")


@pytest.fixture
def whole(database: str) -> WholeNurse:
    assert database
    return whole_nurse(CANARY)


def has_canary(found: object) -> bool:
    """Whether the words are in it, as text or as bytes, however they are written."""
    content = found if isinstance(found, bytes) else repr(found).encode("utf-8", "replace")
    lower = content.lower()
    word = CANARY.lower()
    return any(word.encode(coding) in lower for coding in ("utf-8", "utf-16-le", "utf-16-be"))


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


def addresses(whole: WholeNurse) -> list[dict[str, int | str]]:
    """Each page without anything, and with numbers of hers for whatever it may ask for."""
    with_numbers: list[dict[str, int | str]] = [dict.fromkeys(IDS, number) for number in (1, whole.account_ids[-1])]
    return [{}, *with_numbers]


def pages_of(actor: Actor | None, whole: WholeNurse) -> Iterator[tuple[str, str]]:
    """Every page of every list that the frame has, one after the other in one browser."""
    app = opened("", actor)
    for page in (*OWN_PAGES, *LIBRARY_PAGES, *frame.GUEST) if actor else frame.GUEST:
        for query in addresses(whole):
            app.switch_page(f"pages/{page}.py")
            for name in IDS:
                app.query_params.pop(name, None)
            for name, value in query.items():
                app.query_params[name] = str(value)
            app.run()
            yield f"{page} {query}", sent_by(app)


def test_the_search_finds_a_canary_that_is_there(whole: WholeNurse) -> None:
    """On her own pages, in her own queries and in whatever else is searched below."""
    seen = [name for name, sent in ((page, everything_on(page, whole.nurse)) for page in OWN_PAGES) if has_canary(sent)]
    assert {"nurse/accounts", "nurse/cpd", "nurse/feedback"} <= set(seen)
    account = everything_on("nurse/account", whole.nurse, account=whole.account_ids[-1])
    assert has_canary(account)
    assert [name for name, found in asked(whole, whole.nurse) if has_canary(found)]
    assert has_canary(CANARY.encode("utf-16-le"))
    carry_out(lambda db: db.execute(text(f"UPDATE person SET name = '{CANARY}' WHERE id = 1")))  # noqa: S608
    assert [name for name, value in look_up(every_value) if has_canary(value)] == ["person.name"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", ["librarian", "another nurse"])
def test_no_page_shows_anybody_else_a_word(whole: WholeNurse, who: str) -> None:
    actor = whole.librarian if who == "librarian" else make.person("Another Nurse")
    assert [name for name, sent in pages_of(actor, whole) if has_canary(sent)] == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_page_shows_a_stranger_a_word(whole: WholeNurse) -> None:
    assert [name for name, sent in pages_of(None, whole) if has_canary(sent)] == []


def query_modules() -> list[ModuleType]:
    return [import_module(f"{queries.__name__}.{found.name}") for found in pkgutil.iter_modules(queries.__path__)]


def all_queries() -> list[Callable[..., object]]:
    return [
        each
        for module in query_modules()
        for name, each in inspect.getmembers(module, inspect.isfunction)
        if each.__module__ == module.__name__ and not name.startswith("_")
    ]


def asked(whole: WholeNurse, actor: Actor) -> Iterator[tuple[str, object]]:
    """What every query that asks who acts gives to `actor`, with every number that could be hers."""
    for query in all_queries():
        taken = inspect.signature(query).parameters
        if "actor" not in taken:
            continue
        for number in sorted({whole.attended, *whole.account_ids, whole.nurse.person_id, 1}):
            given = {name: _given(query, name, actor, number, whole) for name in list(taken)[1:]}
            try:
                yield query.__name__, look_up(query, **given)
            except Exception as refused:  # noqa: BLE001 (whatever it says, it must not be her words)
                yield query.__name__, repr(refused)


def _given(query: Callable[..., object], name: str, actor: Actor, number: int, whole: WholeNurse) -> object:
    """A value for an argument, by its name and kind."""
    if name == "actor":
        return actor
    if name in ("now", "since", "until"):
        return NOON
    kind = get_type_hints(query)[name]
    simple: dict[object, object] = {int: 100 if name == "limit" else 0 if name == "offset" else number, str: ""}
    if kind in simple:
        return simple[kind]
    default = inspect.signature(query).parameters[name].default
    if "int" in str(kind) and ("Collection" in str(kind) or "Sequence" in str(kind)):
        return list(whole.account_ids)
    if kind == int | None:
        return number
    return None if default is inspect.Parameter.empty else default


@pytest.mark.parametrize("who", ["librarian", "another nurse"])
def test_no_query_gives_anybody_else_a_word(whole: WholeNurse, who: str) -> None:
    actor = whole.librarian if who == "librarian" else make.person("Another Nurse")
    answers = list(asked(whole, actor))
    assert len({name for name, _ in answers}) > 30
    assert [name for name, found in answers if has_canary(found)] == []


def test_no_query_without_an_actor_gives_a_word(whole: WholeNurse) -> None:
    """Those take a token that only the right person has; here they get every number instead."""
    found = []
    for query in all_queries():
        taken = inspect.signature(query).parameters
        if "actor" not in taken:
            for number in (1, whole.nurse.person_id):
                given = {name: _given(query, name, whole.nurse, number, whole) for name in list(taken)[1:]}
                try:
                    answer: object = look_up(query, **given)
                except Exception as refused:  # noqa: BLE001 (whatever it says, it must not be her words)
                    answer = repr(refused)
                found += [query.__name__] if has_canary(answer) else []
    assert found == []


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
    assert not any(map(has_canary, mails))


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
