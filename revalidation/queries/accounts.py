"""A nurse's own reflective accounts; nobody else's can be asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from revalidation.domain.accounts import AccountState, ReflectiveAccount, Written
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.register import WAS_THERE
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.writing import answers_of, text_of


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in the list."""

    id: int
    title: str
    state: AccountState
    words: int
    saved_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountInFull:
    """One account to write on."""

    id: int
    written: Written
    state: AccountState
    form_version: str
    revision: int
    saved_at: datetime
    scaffold: str
    session_id: int | None


@dataclass(frozen=True, slots=True)
class AttendedSession:
    """A session that she attended and has not written about."""

    session_id: int
    group: str
    starts_at: datetime
    ends_at: datetime


def my_accounts(db: Db, *, actor: Actor) -> list[AccountLine]:
    """All her accounts: drafts first, then finished ones, the last saved first."""
    actor.must_be(Role.NURSE)
    rows = db.scalars(
        select(ReflectiveAccountRow)
        .where(ReflectiveAccountRow.person_id == actor.person_id)
        .order_by(ReflectiveAccountRow.state, ReflectiveAccountRow.saved_at.desc(), ReflectiveAccountRow.id)
    )
    return [
        AccountLine(
            row.id,
            row.title,
            row.state,
            sum(len(answer.split()) for answer in answers_of(row)),
            row.saved_at,
            row.finished_at,
        )
        for row in rows
    ]


def get_account(db: Db, *, actor: Actor, account_id: int) -> AccountInFull:
    """One of her accounts. Raises NotFound for anything else."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(ReflectiveAccountRow).where(
            ReflectiveAccountRow.id == account_id, ReflectiveAccountRow.person_id == actor.person_id
        )
    ).one_or_none()
    if row is None:
        raise NotFound(what="reflective account")
    return AccountInFull(
        id=row.id,
        written=text_of(row),
        state=row.state,
        form_version=row.form_version,
        revision=row.revision,
        saved_at=row.saved_at,
        scaffold=row.scaffold,
        session_id=row.session_id,
    )


def accounts_for_paper(db: Db, *, actor: Actor, account_ids: Collection[int] | None = None) -> list[ReflectiveAccount]:
    """Her accounts as they go onto paper: the given ones whatever their state, or all finished ones, oldest first."""
    actor.must_be(Role.NURSE)
    wanted = select(ReflectiveAccountRow).where(ReflectiveAccountRow.person_id == actor.person_id)
    if account_ids is None:
        wanted = wanted.where(ReflectiveAccountRow.state == AccountState.FINISHED)
    else:
        wanted = wanted.where(ReflectiveAccountRow.id.in_(account_ids))
    rows = db.scalars(wanted.order_by(ReflectiveAccountRow.finished_at.nulls_last(), ReflectiveAccountRow.id))
    return [
        ReflectiveAccount(
            title=row.title,
            answers=answers_of(row),
            themes=tuple(row.themes.split()),
            form_version=row.form_version,
            finished_at=row.finished_at,
        )
        for row in rows
    ]


def sessions_to_write_about(db: Db, *, actor: Actor, limit: int = 25) -> list[AttendedSession]:
    """Sessions that she attended and has no account of, newest first."""
    actor.must_be(Role.NURSE)
    rows = db.execute(
        select(GroupSessionRow.id, GroupRow.name, GroupSessionRow.starts_at, GroupSessionRow.ends_at)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .join(RegisterMarkRow, RegisterMarkRow.session_id == GroupSessionRow.id)
        .outerjoin(
            ReflectiveAccountRow,
            and_(
                ReflectiveAccountRow.session_id == GroupSessionRow.id,
                ReflectiveAccountRow.person_id == actor.person_id,
            ),
        )
        .where(
            RegisterMarkRow.person_id == actor.person_id,
            RegisterMarkRow.mark.in_(WAS_THERE),
            ReflectiveAccountRow.id.is_(None),
        )
        .order_by(GroupSessionRow.starts_at.desc(), GroupSessionRow.id)
        .limit(limit)
    )
    return [AttendedSession(*row) for row in rows]
