"""Noting who did what with a nurse's data, in the transaction of what was done."""

from datetime import datetime

from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.storage.audit import AuditEventRow
from revalidation.storage.database import Db


def note(db: Db, *, person_id: int, actor: AuditActor, kind: AuditKind, now: datetime) -> None:
    """Add one line to what `person_id` can read about her own data."""
    db.add(AuditEventRow(person_id=person_id, actor=actor, kind=kind, at=now))
