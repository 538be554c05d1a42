"""What a nurse's answer to a follow-up could be added to: her own account of the same session."""

from dataclasses import dataclass

from sqlalchemy import select

from revalidation.domain.accounts import AccountState
from revalidation.domain.people import Actor, Role
from revalidation.storage.accounts import ReflectiveAccountRow
from revalidation.storage.database import Db


@dataclass(frozen=True, slots=True)
class AccountToAddTo:
    """Her account of a session, with the answer that would grow."""

    id: int
    title: str
    state: AccountState
    third_answer: str
    revision: int


def find_account_to_add_to(db: Db, *, actor: Actor, session_id: int) -> AccountToAddTo | None:
    """Her account of this session, if she has written one."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(ReflectiveAccountRow)
        .where(ReflectiveAccountRow.person_id == actor.person_id, ReflectiveAccountRow.session_id == session_id)
        .order_by(ReflectiveAccountRow.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return AccountToAddTo(row.id, row.title, row.state, row.answer_3, row.revision)
