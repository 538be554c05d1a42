"""The two ways to do something: carry out a command, look up a query. Nothing else opens the database."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Concatenate, ParamSpec, TypeVar

import revalidation.storage.tables  # noqa: F401 (so that every foreign key finds its table)
from revalidation.domain.refusals import DatabaseBehind
from revalidation.settings import database_address, settings
from revalidation.storage.database import Db, reading, writing
from revalidation.storage.migrating import is_up_to_date, migrate

P = ParamSpec("P")
T = TypeVar("T")


def carry_out(command: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a command in a transaction of its own: all of it happens, or nothing."""
    with writing(database()) as db:
        return command(db, *args, **kwargs)


def look_up(query: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a query; it can change nothing."""
    with reading(database()) as db:
        return query(db, *args, **kwargs)


def database() -> str:
    """The address of the database in force, once it is known to have the newest tables. Raises DatabaseBehind."""
    url = database_address()
    _make_ready(url)
    return url


@cache
def _make_ready(url: str) -> None:
    """Migrate our own SQLite file; any other database is brought up to date by whoever runs it."""
    if settings().is_embedded:
        migrate(url)
    elif not is_up_to_date(url):
        raise DatabaseBehind


def now() -> datetime:
    """The moment it is. Rules never ask the clock themselves; whoever calls them does."""
    return datetime.now(UTC)
