"""Files that a nurse keeps as evidence."""

import hashlib
from datetime import datetime

from sqlalchemy import func, select

from revalidation.domain.evidence import About, AboutKind, accepted
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.storage import files
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.people import PersonRow
from revalidation.storage.practice import PracticePeriodRow
from revalidation.storage.rows import get_held

_ROWS: dict[AboutKind, type[CpdEntryRow | FeedbackRow | PracticePeriodRow]] = {
    AboutKind.CPD: CpdEntryRow,
    AboutKind.FEEDBACK: FeedbackRow,
    AboutKind.PRACTICE: PracticePeriodRow,
}


def add_evidence(db: Db, *, actor: Actor, name: str, content: bytes, about: About | None = None, now: datetime) -> int:
    """Keep a file; its id. Raises EmptyFile, FileTooLarge, NotAReadableFile, NoRoomLeft, NotFound."""
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "account")  # so that two uploads at once share the room there is
    used = db.scalar(select(func.sum(EvidenceFileRow.size)).where(EvidenceFileRow.person_id == actor.person_id))
    file = accepted(name, content, used=used or 0)
    row = EvidenceFileRow(
        person_id=actor.person_id,
        name=file.name,
        media_type=file.media_type.value,
        size=file.size,
        digest=hashlib.sha256(content).hexdigest(),
        added_at=now,
    )
    _link(db, actor, row, about)
    row.stored_as = files.keep(content)
    db.add(row)
    db.flush()
    return row.id


def link_evidence(db: Db, *, actor: Actor, file_id: int, about: About | None) -> None:
    """Say what a file is evidence of, or that it stands by itself. Raises NotFound."""
    _link(db, actor, _get_own(db, actor, file_id), about)


def remove_evidence(db: Db, *, actor: Actor, file_id: int) -> None:
    """Remove a file for good, once this is certain. Raises NotFound."""
    row = _get_own(db, actor, file_id)
    db.delete(row)
    files.remove_once_committed(db, row.stored_as)


def _link(db: Db, actor: Actor, row: EvidenceFileRow, about: About | None) -> None:
    if about is not None:
        kind = _ROWS[about.kind]
        owner = db.scalar(select(kind.person_id).where(kind.id == about.id))
        if owner != actor.person_id:
            raise NotFound(what="entry")
    ids = {kind: about.id if about and about.kind is kind else None for kind in AboutKind}
    row.cpd_entry_id, row.feedback_id = ids[AboutKind.CPD], ids[AboutKind.FEEDBACK]
    row.practice_period_id = ids[AboutKind.PRACTICE]


def _get_own(db: Db, actor: Actor, file_id: int) -> EvidenceFileRow:
    """Hers, held; somebody else's is as good as not there."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(EvidenceFileRow)
        .where(EvidenceFileRow.id == file_id, EvidenceFileRow.person_id == actor.person_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(what="file")
    return row
