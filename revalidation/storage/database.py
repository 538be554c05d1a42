"""The two ways into the database: a writing transaction and a reading one, on SQLite and PostgreSQL alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from revalidation.domain.refusals import Busy

Db = Session  # a word of its own: a session is a meeting of a group, or something of Streamlit's
PATIENCE = 30  # seconds that a writer waits for its turn, on either database

_SQLITE_SETTINGS = (
    f"PRAGMA busy_timeout = {PATIENCE * 1000}",  # first, so that the others wait too
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
)
_SIGNS_OF_WAITING = (
    "database is locked",
    "lock timeout",
    "deadlock detected",
    "too many clients",
    "connection slots are reserved",
)
_ONE_AT_A_TIME = Lock()


@contextmanager
def writing(url: str) -> Iterator[Db]:
    """A transaction that commits at the end of the block, or changes nothing. Raises Busy if waiting does not help."""
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
    try:
        with Db(_way_in(url, sqlite_begin), expire_on_commit=False) as db:
            yield db
    except PoolTimeout:
        raise Busy from None
    except OperationalError as error:
        # "from None": the driver's message repeats the statement with its values.
        if _is_a_matter_of_waiting(error):
            raise Busy from None
        raise


def engine(url: str) -> Engine:
    """The one engine of this process for a database, also when many threads ask for it first at once."""
    with _ONE_AT_A_TIME:
        return _engine(url)


@cache
def _way_in(url: str, sqlite_begin: str) -> Engine:
    return engine(url).execution_options(sqlite_begin=sqlite_begin)


@cache
def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        made = create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_timeout=PATIENCE,
            connect_args={"options": f"-c lock_timeout={PATIENCE * 1000} -c timezone=UTC"},
        )
        event.listen(made, "handle_error", _leave_out_values)
        return made
    path = url.removeprefix("sqlite:///")
    if path and not path.startswith(":memory:"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)  # names and addresses are in it: for its owner only
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


def _leave_out_values(context: ExceptionContext) -> None:
    """Keep PostgreSQL's DETAIL, which repeats the row, out of what may end in a log."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(str(part).split("\nDETAIL:", 1)[0] for part in error.args[:1])


def _is_a_matter_of_waiting(error: OperationalError) -> bool:
    text = str(error.orig)
    return any(sign in text for sign in _SIGNS_OF_WAITING)
