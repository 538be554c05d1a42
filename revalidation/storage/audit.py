"""Table of what was done with a nurse's data; rows are only ever added, and go when she goes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.audit import AuditActor, AuditKind
from revalidation.storage.base import Row, choice


class AuditEventRow(Row):
    """One thing that was done with `person_id`'s data: by whom, what and when, and nothing else."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_of", "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    actor: Mapped[AuditActor] = mapped_column(choice(AuditActor))
    kind: Mapped[AuditKind] = mapped_column(choice(AuditKind))
