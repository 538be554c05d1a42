"""Statements of attendance: given out to whoever attended, and checked by whoever has the reference."""

from datetime import datetime
from secrets import randbits

from sqlalchemy import select

from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio_refusals import NotAttended, TooManyReferences
from revalidation.domain.register import WAS_THERE
from revalidation.domain.statements import new_reference, wait_after_wrong_references
from revalidation.domain.times import said_wait
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.rows import get_held
from revalidation.storage.sign_ins import held_tries
from revalidation.storage.statements import StatementRow
from revalidation.storage.tokens import digest

_BITS = 40


def issue_statement(db: Db, *, actor: Actor, session_id: int, now: datetime) -> str:
    """The reference of her statement of a session; made the first time she wants one. Raises NotAttended."""
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "account")  # so that two clicks at once make one
    mark = db.get(RegisterMarkRow, (session_id, actor.person_id))
    if mark is None or mark.mark not in WAS_THERE:
        raise NotAttended
    reference = db.scalar(
        select(StatementRow.reference).where(
            StatementRow.person_id == actor.person_id, StatementRow.session_id == session_id
        )
    )
    if reference is None:
        reference = _unused(db)
        row = StatementRow(person_id=actor.person_id, session_id=session_id, reference=reference, issued_at=now)
        db.add(row)
        db.flush()
    return reference


def count_reference(db: Db, *, client: str | None, reference: str, now: datetime) -> None:
    """Count a reference that does not exist against the address it is tried from. Raises TooManyReferences.

    It has a transaction of its own, because the refusal that follows would undo what came with it. A right one does not
    make the wrong ones forgotten: whoever has one could try others between.
    """
    tries = held_tries(db, digest(f"statement\n{client or ''}"), now)  # a line end: nobody can type it as an address
    wait = tries.last_at + wait_after_wrong_references(tries.wrong) - now
    if wait.total_seconds() > 0:
        raise TooManyReferences(field="reference", wait=said_wait(wait))
    if db.scalar(select(StatementRow.id).where(StatementRow.reference == reference)) is None:
        tries.wrong += 1
        tries.last_at = now


def _unused(db: Db) -> str:
    """A random reference that no statement has; a clash is all but impossible, and the table refuses it as well."""
    while True:
        reference = new_reference(randbits(_BITS))
        if db.scalar(select(StatementRow.id).where(StatementRow.reference == reference)) is None:
            return reference
