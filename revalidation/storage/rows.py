"""Fetching one row, or refusing because it is not there."""

from typing import TypeVar

from sqlalchemy import select

from revalidation.domain.refusals import NotFound
from revalidation.storage.base import Row
from revalidation.storage.database import Db

R = TypeVar("R", bound=Row)


def get_row(db: Db, kind: type[R], row_id: int, what: str) -> R:
    """The row. Raises NotFound."""
    row = db.get(kind, row_id)
    if row is None:
        raise NotFound(what=what)
    return row


def get_held(db: Db, kind: type[R], row_id: int, what: str) -> R:
    """The row as it is now, held against other writers until the transaction ends. Raises NotFound.

    SQLite ignores FOR UPDATE; there every writing transaction already has the database to itself. Rows that point here
    may still be added meanwhile (`key_share`): otherwise marking a register and booking would wait for each other.
    """
    key = kind.__mapper__.primary_key[0]
    row = db.scalars(
        select(kind).where(key == row_id).with_for_update(key_share=True).execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound(what=what)
    return row
