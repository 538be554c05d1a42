"""The two ways into the database, and the kinds of columns that need care."""

import os
import stat
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from revalidation.domain.people import Role
from revalidation.domain.refusals import Busy, NotFound
from revalidation.storage.database import Db, engine, reading, writing
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.sites import SiteRow
from tests.at_once import at_once
from tests.make import NOON

SECRET = "siobhan.only.she.knows@trust.example"  # noqa: S105 (stands for any value)


def add_site(db: Db, name: str = "Moor House") -> None:
    db.add(SiteRow(name=name, address=""))
    db.flush()


def site_names(url: str) -> list[str]:
    with reading(url) as db:
        return list(db.scalars(select(SiteRow.name)))


@pytest.mark.parametrize(
    ("setting", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 30_000), ("synchronous", 2)]
)
def test_sqlite_is_set_up_for_many_and_for_safety(empty_sqlite: str, setting: str, value: object) -> None:
    for way_in in (reading, writing):
        with way_in(empty_sqlite) as db:
            assert db.scalar(text(f"PRAGMA {setting}")) == value


def test_what_a_block_wrote_is_there_after_it(database: str) -> None:
    with writing(database) as db:
        add_site(db)
    assert site_names(database) == ["Moor House"]


def test_a_reading_transaction_drops_its_changes(database: str) -> None:
    with reading(database) as db:
        add_site(db)
    assert site_names(database) == []


@pytest.mark.parametrize("stop", [NotFound(what="session"), ZeroDivisionError(), KeyboardInterrupt()])
def test_whatever_ends_a_block_early_undoes_it(database: str, stop: BaseException) -> None:
    def half_done() -> None:
        with writing(database) as db:
            add_site(db)
            raise stop

    with pytest.raises(type(stop)):
        half_done()
    assert site_names(database) == []


def test_foreign_keys_are_kept(database: str) -> None:
    with pytest.raises(DBAPIError), writing(database) as db:
        db.add(PersonRoleRow(person_id=4711, role=Role.NURSE))


def test_a_moment_without_a_time_zone_is_refused(database: str) -> None:
    naive = insert(PersonRow).values(email="a@b.c", name="N", created_at=NOON.replace(tzinfo=None))
    with pytest.raises(StatementError, match="a moment needs a time zone"), writing(database) as db:
        db.execute(naive)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 12, 1, 12, 0, 0, 123_456, tzinfo=UTC),
        datetime(2026, 6, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))),
        datetime(2026, 6, 1, 12, tzinfo=timezone(timedelta(hours=-5))),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(database: str, moment: datetime) -> None:
    with writing(database) as db:
        db.add(PersonRow(email="a@b.c", name="N", created_at=moment))
    with reading(database) as db:
        found = db.scalars(select(PersonRow.created_at)).one()
        earlier = db.scalars(select(PersonRow.id).where(PersonRow.created_at < moment)).all()
        same = db.scalars(select(PersonRow.id).where(PersonRow.created_at == moment)).all()
    assert found == moment
    assert found.tzinfo is UTC
    assert (len(earlier), len(same)) == (0, 1)


def failing_statements() -> list[Any]:
    person = {"email": SECRET, "name": "N", "created_at": NOON}
    return [
        pytest.param([insert(PersonRow).values(**person)] * 2, id="a second row that may be there only once"),
        pytest.param([insert(PersonRow).values(email=SECRET, created_at=NOON)], id="a row that lacks something"),
        pytest.param(
            [text("INSERT INTO invitation_role (invitation_id, role) VALUES (1, :role)").bindparams(role=SECRET)],
            id="a value that a CHECK refuses",
        ),
        pytest.param(
            [text("INSERT INTO no_such_table (email) VALUES (:email)").bindparams(email=SECRET)], id="no such table"
        ),
    ]


@pytest.mark.parametrize("statements", failing_statements())
def test_the_error_of_a_failing_statement_does_not_tell_its_values(database: str, statements: list[Any]) -> None:
    *before, last = statements
    with writing(database) as db:
        for statement in before:
            db.execute(statement)
    with pytest.raises(DBAPIError) as failed, writing(database) as db:
        db.execute(last)
    error: BaseException | None = failed.value
    while error is not None:
        assert SECRET not in str(error) + repr(error)
        error = error.__cause__ or error.__context__


def test_waiting_in_vain_is_a_refusal_and_changes_nothing(database: str) -> None:
    brief = "PRAGMA busy_timeout = 50" if database.startswith("sqlite") else "SET lock_timeout = 50"

    def lose_patience(connection: Any, _entry: object) -> None:  # noqa: ANN401 (the driver's own connection)
        connection.execute(brief)

    with writing(database) as db:
        add_site(db)
    engine(database).dispose()
    event.listen(engine(database), "connect", lose_patience)
    with engine(database).execution_options(sqlite_begin="BEGIN IMMEDIATE").connect() as other:
        other.exec_driver_sql("UPDATE site SET address = 'held'")
        with pytest.raises(Busy) as refused, writing(database) as db:
            db.execute(text("UPDATE site SET name = 'changed'"))
        other.rollback()
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert site_names(database) == ["Moor House"]


def test_readers_do_not_wait_for_a_writer(database: str) -> None:
    with writing(database) as db:
        add_site(db)
        assert site_names(database) == []
    assert site_names(database) == ["Moor House"]


def test_the_folder_of_a_new_sqlite_file_is_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'folder' / 'x.db'}"
    with writing(url) as db:
        db.execute(text("CREATE TABLE x (y)"))
    engine(url).dispose()
    assert (tmp_path / "new" / "folder" / "x.db").exists()


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_a_new_sqlite_file_and_its_log_are_for_their_owner_only(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    with writing(url) as db:
        db.execute(text("CREATE TABLE x (y)"))
        rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    engine(url).dispose()
    assert rights == {"x.db": 0o600, "x.db-wal": 0o600, "x.db-shm": 0o600}


def test_a_process_has_one_engine_for_a_database_however_many_ask_at_once(tmp_path: Path) -> None:
    """Every further one would keep connections of its own."""
    for number in range(20):
        url = f"sqlite:///{tmp_path / f'{number}.db'}"
        engines = at_once([partial(engine, url)] * 20)
        assert len({id(one) for one in engines}) == 1
