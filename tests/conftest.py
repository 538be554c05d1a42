"""What tests share: a fresh database on SQLite and on PostgreSQL, and settings that point at it."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from types import FunctionType
from uuid import uuid4

import psycopg
import pytest
from cryptography.fernet import Fernet
from hypothesis import settings
from psycopg import sql
from streamlit.components.v2 import manifest_scanner

from revalidation.storage.database import engine
from revalidation.storage.migrating import migrate
from tests.postgres import running_postgres

settings.register_profile("unhurried", parent=settings(), deadline=None)  # a busy machine is no fault of ours
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def looked_for_components_once() -> Iterator[None]:
    """For each app that a test opens, Streamlit reads about everything that is installed; once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_postgres() as address:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE newest")
        url = f"{address}/newest".replace("postgresql:", "postgresql+psycopg:")
        migrate(url)
        engine(url).dispose()
        yield address


@pytest.fixture(scope="session")
def newest_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("newest") / "newest.db"
    migrate(f"sqlite:///{path}")
    engine(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(scope="session")
def used_postgres(postgres: str) -> str:
    """The address of one database that many tests take in turns, emptied in between: copying takes longer."""
    return copy_on(postgres)


@pytest.fixture(scope="session")
def used_sqlite(newest_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """As `used_postgres`: what SQLAlchemy has learned about one database serves all tests."""
    path = tmp_path_factory.mktemp("used") / "used.db"
    shutil.copy(newest_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty database with the newest tables, which the settings name too; once on each kind.

    Tests that do several things at once begin with a database that nobody has used: in one where rows were deleted
    again and again, waiting for each other takes them longer than people wait.
    """
    is_fresh = does_several_things_at_once(request.function)
    if request.param == "sqlite" and is_fresh:
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('newest_sqlite'), tmp_path / 'test.db')}"
    elif request.param == "sqlite":
        url = emptied_sqlite(request.getfixturevalue("used_sqlite"))
    elif is_fresh:
        url = copy_on(request.getfixturevalue("postgres"))
    else:
        url = emptied(request.getfixturevalue("used_postgres"))
    use(url, tmp_path, monkeypatch)
    yield url
    engine(url).dispose()


def does_several_things_at_once(test: FunctionType) -> bool:
    """By `tests/at_once.py`, itself or in what it calls."""
    called = {name: test.__globals__.get(name) for name in test.__code__.co_names}
    deeper = {name for each in called.values() if isinstance(each, FunctionType) for name in each.__code__.co_names}
    return not {"at_once", "in_processes"}.isdisjoint({*called, *deeper})


@pytest.fixture
def empty_sqlite(tmp_path: Path, newest_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """As `database`, on SQLite only, for what has nothing to do with the kind of database."""
    shutil.copy(newest_sqlite, tmp_path / "test.db")
    url = f"sqlite:///{tmp_path / 'test.db'}"
    use(url, tmp_path, monkeypatch)
    yield url
    engine(url).dispose()


def use(url: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_DATABASE", url)
    monkeypatch.setenv("REVALIDATION_DATA", str(data))
    monkeypatch.setenv("REVALIDATION_KEY", KEY)
    names = ("KEY_FILE", "PACK_KEY", "PACK_KEY_FILE", "EVIDENCE", "ADDRESS", "SMTP", "MAIL_FROM", "MAIL_REPLY_TO")
    for name in (*names, "WORKER", "CONTACT"):
        monkeypatch.delenv(f"REVALIDATION_{name}", raising=False)
    for name in ("CROSSREF", "EUROPE_PMC"):  # no test asks a service outside
        monkeypatch.setenv(f"REVALIDATION_{name}", "")


KEY = Fernet.generate_key().decode()


def copy_on(address: str) -> str:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE newest STRATEGY file_copy").format(sql.Identifier(name))
        )
    return f"{address}/{name}".replace("postgresql:", "postgresql+psycopg:")


def emptied(url: str) -> str:
    """The same database without rows, its ids counted from 1 again, and nobody left in it from the test before."""
    with psycopg.connect(url.replace("postgresql+psycopg:", "postgresql:"), autocommit=True) as connection:
        while connection.execute(LET_GO).rowcount:
            time.sleep(0.01)
        connection.execute(EMPTY)
    return url


def emptied_sqlite(url: str) -> str:
    """The same file without rows; the file itself stays, since a connection of before may still know it."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'")
        for (name,) in tables.fetchall():
            connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 (our own names)
        connection.commit()
    return url


LET_GO = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
# Without the rules of foreign keys the order of the tables does not matter.
EMPTY = """
    DO $$
    DECLARE each record;
    BEGIN
        SET LOCAL session_replication_role = replica;
        FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
            EXECUTE format('DELETE FROM %I', each.tablename);
        END LOOP;
        FOR each IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
            PERFORM setval(format('%I', each.sequencename)::regclass, 1, false);
        END LOOP;
    END $$
"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits for a browser, then what takes minutes, so that no core is idle at the end."""
    items.sort(key=lambda item: ("browser" not in item.path.parts, item.path.stem not in TAKE_MINUTES))


TAKE_MINUTES = ("test_any_order", "test_races", "test_in_the_room", "test_worker")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests also wait, above all for browsers."""
    return (os.cpu_count() or 1) + 1
