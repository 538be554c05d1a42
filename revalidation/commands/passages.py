"""Lending a passage of one's own account to the library, and taking it back."""

from datetime import datetime

from sqlalchemy import exists, select

from revalidation.commands.audit import note
from revalidation.domain.accounts import AccountState
from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.domain.data_refusals import LentAlready, NotFinished
from revalidation.domain.passages import checked_passage
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.storage.accounts import LentPassageRow, ReflectiveAccountRow
from revalidation.storage.database import Db


def lend_passage(db: Db, *, actor: Actor, account_id: int, words: str, now: datetime) -> int:
    """The id of the passage that librarians can read from now on, without her name.

    Raises NotFound, NotFinished, LentAlready, Missing, TooLong.
    """
    actor.must_be(Role.NURSE)
    account = db.scalars(
        select(ReflectiveAccountRow)
        .where(ReflectiveAccountRow.id == account_id, ReflectiveAccountRow.person_id == actor.person_id)
        .with_for_update()
    ).one_or_none()
    if account is None:
        raise NotFound(what="reflective account")
    if account.state is not AccountState.FINISHED:
        raise NotFinished
    lent = exists().where(LentPassageRow.account_id == account_id, LentPassageRow.withdrawn_at.is_(None))
    if db.scalar(select(lent)):
        raise LentAlready
    row = LentPassageRow(
        person_id=actor.person_id,
        account_id=account_id,
        session_id=account.session_id,
        words=checked_passage(words),
        lent_at=now,
    )
    db.add(row)
    db.flush()
    note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.PASSAGE_LENT, now=now)
    return row.id


def withdraw_passage(db: Db, *, actor: Actor, passage_id: int, now: datetime) -> None:
    """Take a passage back: its words are gone, the dates stay hers to see. Doing it twice is fine. Raises NotFound."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(LentPassageRow)
        .where(LentPassageRow.id == passage_id, LentPassageRow.person_id == actor.person_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(what="passage")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.words = now, ""
        note(db, person_id=actor.person_id, actor=AuditActor.HERSELF, kind=AuditKind.PASSAGE_WITHDRAWN, now=now)
