"""What is typed into an account is kept as it comes, from any number of tabs, and earlier versions are brought back."""

from datetime import datetime

from sqlalchemy import Select, or_, select, update

from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.drafts import Came, Draft, Kept
from revalidation.domain.nmc import reflective_accounts_form
from revalidation.domain.people import Actor
from revalidation.domain.refusals import AlreadyFinished, NotFound
from revalidation.storage.accounts import AccountVersionRow, ReflectiveAccountRow
from revalidation.storage.database import Db
from revalidation.storage.writing import OURS, hold_account, keep_beside, save_text, text_of, written_value


def save_draft(db: Db, *, actor: Actor, account_id: int, draft: Draft, now: datetime) -> Kept:
    """Keep a draft; sending it again changes nothing. Raises NotFound, TooLong.

    What was written on an older revision than another tab has saved since is kept beside the account, and so is what
    comes after it was finished: neither text takes the other's place until the nurse has chosen.
    """
    row = hold_account(db, actor, account_id)
    written = _known_themes(draft.written.checked(), row.form_version)
    last = db.scalars(_versions(row.id).where(AccountVersionRow.client == draft.client).limit(1)).first()
    if last is not None and last.seq >= draft.seq:
        came = Came.BESIDE if last.revision is None else Came.SAVED
        return _kept(came, last.base if last.revision is None else last.revision, row)
    row.scaffold = draft.scaffold
    if written == text_of(row):
        _settle(db, row.id, draft, now)
        return _kept(Came.SAVED, row.revision, row)
    is_finished = row.state is AccountState.FINISHED
    if is_finished or _is_stale(db, row, draft):
        keep_beside(db, row, written, last=last, client=draft.client, seq=draft.seq, base=draft.base, now=now)
        return _kept(Came.FINISHED if is_finished else Came.BESIDE, draft.base, row)
    save_text(db, row, written, client=draft.client, seq=draft.seq, base=draft.base, now=now)
    _settle(db, row.id, draft, now)
    return _kept(Came.SAVED, row.revision, row)


def bring_back(db: Db, *, actor: Actor, account_id: int, version_id: int, now: datetime) -> None:
    """Let an account say again what it said in a version; what it says now stays one. Raises AlreadyFinished."""
    row = hold_account(db, actor, account_id)
    version = db.get(AccountVersionRow, version_id)
    if version is None or version.account_id != row.id:
        raise NotFound(what="earlier version")
    if row.state is AccountState.FINISHED:
        raise AlreadyFinished
    version.settled_at = version.settled_at or now
    written = written_value(version.written)
    if written != text_of(row):
        save_text(db, row, written, client=OURS, seq=None, base=row.revision, now=now)


def _is_stale(db: Db, row: ReflectiveAccountRow, draft: Draft) -> bool:
    """Whether anybody else has saved since the revision that this draft is a change of."""
    if draft.base > row.revision:
        return True  # the database was put back to an earlier day
    if draft.base == row.revision:
        return False
    others = _versions(row.id).where(AccountVersionRow.revision > draft.base, AccountVersionRow.client != draft.client)
    is_ours = db.scalars(_versions(row.id).where(AccountVersionRow.revision == row.revision)).first() is not None
    return not is_ours or db.scalars(others.limit(1)).first() is not None


def _settle(db: Db, account_id: int, draft: Draft, now: datetime) -> None:
    """What this tab had kept beside, and what she has chosen against, waits for no choice any more."""
    db.execute(
        update(AccountVersionRow)
        .where(
            AccountVersionRow.account_id == account_id,
            AccountVersionRow.revision.is_(None),
            AccountVersionRow.settled_at.is_(None),
            or_(AccountVersionRow.client == draft.client, AccountVersionRow.id.in_(draft.settles)),
        )
        .values(settled_at=now)
    )


def _known_themes(written: Written, form_version: str) -> Written:
    """Only themes that the account's form has, in its order."""
    keys = [theme.key for theme in reflective_accounts_form(form_version).themes]
    return Written(written.title, written.answers, tuple(key for key in keys if key in written.themes))


def _versions(account_id: int) -> Select[AccountVersionRow]:
    return (
        select(AccountVersionRow)
        .where(AccountVersionRow.account_id == account_id)
        .order_by(AccountVersionRow.seq.desc(), AccountVersionRow.id.desc())
    )


def _kept(came: Came, revision: int, row: ReflectiveAccountRow) -> Kept:
    return Kept(came=came, revision=revision, newest=row.revision, saved_at=row.saved_at)
