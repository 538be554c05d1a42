"""The two ways to do something: carry out a command, look up a query. Nothing else opens the database."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, TypeVar

from revalidation.settings import settings
from revalidation.storage.database import Db, reading, writing

P = ParamSpec("P")
T = TypeVar("T")


def carry_out(command: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a command in a transaction of its own: all of it happens, or nothing."""
    with writing(settings().database) as db:
        return command(db, *args, **kwargs)


def look_up(query: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a query; it can change nothing."""
    with reading(settings().database) as db:
        return query(db, *args, **kwargs)


def now() -> datetime:
    """This moment. Rules never ask the clock themselves; whoever calls them does."""
    return datetime.now(UTC)
