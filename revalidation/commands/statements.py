"""Statements of attendance: given out to whoever attended."""

from datetime import datetime
from secrets import randbits

from sqlalchemy import select

from revalidation.domain.people import Actor, Role
from revalidation.domain.portfolio_refusals import NotAttended
from revalidation.domain.register import WAS_THERE
from revalidation.domain.statements import new_reference
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.rows import get_held
from revalidation.storage.statements import StatementRow

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


def _unused(db: Db) -> str:
    """A random reference that no statement has; a clash is all but impossible, and the table refuses it as well."""
    while True:
        reference = new_reference(randbits(_BITS))
        if db.scalar(select(StatementRow.id).where(StatementRow.reference == reference)) is None:
            return reference
