"""Linking an account to what it is about."""

from sqlalchemy import ColumnElement, select

from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotFound
from revalidation.domain.sources import SOURCE_WORDS, SourceKind
from revalidation.storage.accounts import AccountSourceRow
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.writing import hold_account


def link_source(db: Db, *, actor: Actor, account_id: int, kind: SourceKind, source_id: int) -> None:
    """Link a CPD entry or a piece of feedback of hers; doing it again changes nothing. Raises NotFound."""
    account = hold_account(db, actor, account_id)
    entry, heard = CpdEntryRow.person_id == actor.person_id, FeedbackRow.person_id == actor.person_id
    hers = (
        select(CpdEntryRow.id).where(CpdEntryRow.id == source_id, entry, CpdEntryRow.removed_at.is_(None))
        if kind is SourceKind.CPD
        else select(FeedbackRow.id).where(FeedbackRow.id == source_id, heard)
    )
    if db.scalar(hers) is None:
        raise NotFound(what=f"entry in your {SOURCE_WORDS[kind]} log")
    if _find(db, account.id, kind, source_id) is None:
        db.add(
            AccountSourceRow(
                account_id=account.id,
                cpd_entry_id=source_id if kind is SourceKind.CPD else None,
                feedback_id=source_id if kind is SourceKind.FEEDBACK else None,
            )
        )


def unlink_source(db: Db, *, actor: Actor, account_id: int, kind: SourceKind, source_id: int) -> None:
    """Take a link away; the entry itself stays in its log."""
    account = hold_account(db, actor, account_id)
    row = _find(db, account.id, kind, source_id)
    if row is not None:
        db.delete(row)


def _find(db: Db, account_id: int, kind: SourceKind, source_id: int) -> AccountSourceRow | None:
    is_it: ColumnElement[bool] = (
        AccountSourceRow.cpd_entry_id == source_id
        if kind is SourceKind.CPD
        else AccountSourceRow.feedback_id == source_id
    )
    return db.scalars(select(AccountSourceRow).where(AccountSourceRow.account_id == account_id, is_it)).one_or_none()
