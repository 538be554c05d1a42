"""Lent passages: a nurse's own, and for librarians all that are lent at this moment, without names."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from revalidation.domain.people import Actor, Role
from revalidation.storage.accounts import LentPassageRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.sessions import GroupSessionRow


@dataclass(frozen=True, slots=True)
class MyPassage:
    """A passage that she lends or has lent; its words are gone once it is taken back."""

    id: int
    account_id: int | None
    words: str
    lent_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class LentPassage:
    """A passage as librarians read it: nobody's name, and the group only if it came of a session."""

    id: int
    words: str
    group: str


def my_passages(db: Db, *, actor: Actor, account_id: int | None = None) -> list[MyPassage]:
    """What she has lent, the newest first; of one account, if one is given."""
    actor.must_be(Role.NURSE)
    wanted = select(LentPassageRow).where(LentPassageRow.person_id == actor.person_id)
    if account_id is not None:
        wanted = wanted.where(LentPassageRow.account_id == account_id)
    rows = db.scalars(wanted.order_by(LentPassageRow.id.desc()))
    return [MyPassage(row.id, row.account_id, row.words, row.lent_at, row.withdrawn_at) for row in rows]


def lent_passages(db: Db, *, actor: Actor, limit: int, offset: int) -> tuple[list[LentPassage], int]:
    """What is lent at this moment, and how many that are in all; neither whose it is nor when it was lent."""
    actor.must_be(Role.LIBRARIAN)
    is_lent = LentPassageRow.withdrawn_at.is_(None)
    total = db.scalar(select(func.count()).select_from(LentPassageRow).where(is_lent)) or 0
    rows = db.execute(
        select(LentPassageRow.id, LentPassageRow.words, GroupRow.name)
        .outerjoin(GroupSessionRow, GroupSessionRow.id == LentPassageRow.session_id)
        .outerjoin(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(is_lent)
        .order_by(GroupRow.name.nulls_last(), LentPassageRow.id)
        .limit(limit)
        .offset(offset)
    ).all()
    return [LentPassage(number, words, group or "") for number, words, group in rows], total
