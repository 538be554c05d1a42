"""Adding to a reflective account, with its date, what a nurse wrote in answer to a follow-up."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from revalidation.commands.accounts import save_account
from revalidation.domain.accounts import AccountState, Written
from revalidation.domain.data_refusals import NothingToAdd
from revalidation.domain.follow_ups import added_to, addition
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.times import local, said_day
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow

R = TypeVar("R", FollowUpRow, ReflectiveAccountRow)


def add_to_account(db: Db, *, actor: Actor, session_id: int, words: str, revision: int, now: datetime) -> int:
    """Append these words to question 3 of her account of this session, once; the account's id.

    A finished account stays finished. Raises NotFound, NothingToAdd, and what saving an account raises.
    """
    actor.must_be(Role.NURSE)
    follow_up = _get_own(db, FollowUpRow, actor, session_id, "question")
    account = _get_own(db, ReflectiveAccountRow, actor, session_id, "reflective account")
    if follow_up.added_to_id == account.id:
        return account.id
    if not words.strip():
        raise NothingToAdd
    first, second, third, fourth = account.answer_1, account.answer_2, account.answer_3, account.answer_4
    third = added_to(third, addition(said_day(local(now).date()), words))
    written = Written(account.title, (first, second, third, fourth), tuple(account.themes.split()))
    state, finished_at = account.state, account.finished_at
    account.state = AccountState.DRAFT  # only drafts are saved; it goes back to what it was
    save_account(db, actor=actor, account_id=account.id, written=written, revision=revision, now=now)
    account.state, account.finished_at = state, finished_at
    follow_up.added_to_id = account.id
    return account.id


def _get_own(db: Db, kind: type[R], actor: Actor, session_id: int, what: str) -> R:
    row = db.scalars(
        select(kind)
        .where(kind.person_id == actor.person_id, kind.session_id == session_id)
        .order_by(kind.id)
        .limit(1)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(what=what)
    return row
