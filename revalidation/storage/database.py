"""The two ways into the database: a writing transaction and a reading one, on SQLite and PostgreSQL alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session as Db
from sqlalchemy.pool import ConnectionPoolEntry

from revalidation.domain.refusals import Busy

PATIENCE = 30  # seconds that a writer waits for its turn, on either database

_SQLITE_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    f"PRAGMA busy_timeout = {PATIENCE * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
)


@contextmanager
def writing(url: str) -> Iterator[Db]:
    """A transaction that commits at the end of the block, or changes nothing. Raises Busy where waiting did not help."""
    with _transaction(url, "BEGIN IMMEDIATE") as db:
        yield db
        db.commit()


@contextmanager
def reading(url: str) -> Iterator[Db]:
    """A transaction whose changes are dropped at the end of the block."""
    with _transaction(url, "BEGIN") as db:
        yield db


@contextmanager
def _transaction(url: str, sqlite_begin: str) -> Iterator[Db]:
    way_in = engine(url).execution_options(sqlite_begin=sqlite_begin)
    try:
        with Db(way_in, expire_on_commit=False) as db:
            yield db
    except OperationalError as error:
        # "from None": the driver's message repeats the statement with its values.
        if _is_a_matter_of_waiting(error):
            raise Busy from None
        raise


@cache
def engine(url: str) -> Engine:
    """The one engine of this process for a database."""
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=PATIENCE,
            connect_args={"options": f"-c lock_timeout={PATIENCE * 1000} -c timezone=UTC"},
        )
    path = url.removeprefix("sqlite:///")
    if path and not path.startswith(":memory:"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(url, hide_parameters=True, pool_timeout=PATIENCE)
    event.listen(made, "connect", _set_up_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Take transactions into our own hands: the driver's begin late and so fail at once under load."""
    if isinstance(connection, SqliteConnection):
        connection.isolation_level = None
        for setting in _SQLITE_SETTINGS:
            connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


def _is_a_matter_of_waiting(error: OperationalError) -> bool:
    text = str(error.orig)
    return "database is locked" in text or "lock timeout" in text or "deadlock detected" in text
