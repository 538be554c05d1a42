"""What the writing page and its route show of a nurse's own account: the newest text, what lies beside, versions."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import func, select

from revalidation.domain.accounts import Written
from revalidation.domain.drafts import said_changes, words_in
from revalidation.domain.people import Actor, Role
from revalidation.queries.accounts import get_account
from revalidation.storage.accounts import AccountVersionRow
from revalidation.storage.database import Db
from revalidation.storage.keys import secrets
from revalidation.storage.writing import written_value


@dataclass(frozen=True, slots=True)
class MirrorKey:
    """What opens the copies that a browser keeps for one person: the mark they bear, and the key."""

    owner: str
    key: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A text kept beside an account until she has chosen."""

    id: int
    client: str
    written: Written
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One earlier version in the list."""

    id: int
    saved_at: datetime
    words: int
    changes: str
    is_newest: bool
    is_beside: bool


@dataclass(frozen=True, slots=True)
class VersionPage:
    """Some of the versions, newest first, and how many there are."""

    lines: list[VersionLine]
    total: int


def mirror_keys(db: Db, *, actor: Actor) -> list[MirrorKey]:  # noqa: ARG001 (they are in no table)
    """Her keys, one for each of the installation's, the newest first; nobody else's browser is ever given them."""
    actor.must_be(Role.NURSE)
    return [MirrorKey(_derived(secret, "whose", actor)[:32], _derived(secret, "key", actor)) for secret in secrets()]


def kept_beside(db: Db, *, actor: Actor, account_id: int) -> list[Beside]:
    """Texts that wait for her choice, the newest first. Raises NotFound."""
    get_account(db, actor=actor, account_id=account_id)
    rows = db.scalars(
        select(AccountVersionRow)
        .where(
            AccountVersionRow.account_id == account_id,
            AccountVersionRow.revision.is_(None),
            AccountVersionRow.settled_at.is_(None),
        )
        .order_by(AccountVersionRow.saved_at.desc(), AccountVersionRow.id.desc())
    )
    return [Beside(row.id, row.client, written_value(row.written), row.saved_at) for row in rows]


def versions(db: Db, *, actor: Actor, account_id: int, first: int = 0, limit: int = 25) -> VersionPage:
    """Her account's versions, the newest first, each with what it changed. Raises NotFound."""
    account = get_account(db, actor=actor, account_id=account_id)
    ours = AccountVersionRow.account_id == account_id
    rows = db.scalars(
        select(AccountVersionRow)
        .where(ours)
        .order_by(AccountVersionRow.saved_at.desc(), AccountVersionRow.id.desc())
        .offset(first)
        .limit(limit + 1)
    ).all()
    texts = [written_value(row.written) for row in rows]
    changes = [said_changes(before, after) for after, before in pairwise(texts)]
    changes += ["the first one"] * (len(rows) - len(changes))
    lines = [
        VersionLine(
            row.id, row.saved_at, words_in(text), change, row.revision == account.revision, row.revision is None
        )
        for row, text, change in zip(rows, texts, changes, strict=True)
    ]
    total = db.scalar(select(func.count()).select_from(AccountVersionRow).where(ours)) or 0
    return VersionPage(lines[:limit], total)


def find_version(db: Db, *, actor: Actor, account_id: int, version_id: int) -> Beside | None:
    """One version of hers in full."""
    get_account(db, actor=actor, account_id=account_id)
    row = db.get(AccountVersionRow, version_id)
    if row is None or row.account_id != account_id:
        return None
    return Beside(row.id, row.client, written_value(row.written), row.saved_at)


def _derived(secret: bytes, what: str, actor: Actor) -> str:
    return hmac.digest(secret, f"copies in the browser: {what} {actor.person_id}".encode(), "sha256").hex()
