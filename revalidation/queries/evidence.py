"""A nurse's files of evidence; nobody else's can be asked for."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from revalidation.domain.evidence import About, AboutKind, MediaType
from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import CURRENT
from revalidation.domain.refusals import NotFound
from revalidation.domain.text import first_line
from revalidation.storage import files
from revalidation.storage.cpd import CpdEntryRow
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.practice import MOST_RECENT_FIRST, PracticePeriodRow

_COLUMNS = {
    AboutKind.CPD: EvidenceFileRow.cpd_entry_id,
    AboutKind.FEEDBACK: EvidenceFileRow.feedback_id,
    AboutKind.PRACTICE: EvidenceFileRow.practice_period_id,
}
_SAID = 60  # characters in a choice
MOST_ENTRIES = 60  # of each log, the newest: what somebody has just uploaded is about something recent


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One file, and what it is evidence of."""

    id: int
    name: str
    media_type: MediaType
    size: int
    added_at: datetime
    about: About | None
    about_words: str


def my_evidence(db: Db, *, actor: Actor, limit: int = 25, offset: int = 0) -> tuple[list[EvidenceLine], int]:
    """A page of her files, most recent first, and how many there are in all."""
    actor.must_be(Role.NURSE)
    hers = EvidenceFileRow.person_id == actor.person_id
    return _lines(db, hers, limit=limit, offset=offset), db.scalar(select(func.count()).where(hers)) or 0


def evidence_about(db: Db, *, actor: Actor, about: About) -> list[EvidenceLine]:
    """The files of one of her entries, most recent first."""
    actor.must_be(Role.NURSE)
    return _lines(db, EvidenceFileRow.person_id == actor.person_id, _COLUMNS[about.kind] == about.id, limit=None)


def get_evidence(db: Db, *, actor: Actor, file_id: int) -> EvidenceLine:
    """One of her files. Raises NotFound."""
    actor.must_be(Role.NURSE)
    found = _lines(db, EvidenceFileRow.id == file_id, EvidenceFileRow.person_id == actor.person_id, limit=1)
    if not found:
        raise NotFound(what="file")
    return found[0]


def bytes_used(db: Db, *, actor: Actor) -> int:
    """How large her files are together."""
    actor.must_be(Role.NURSE)
    return db.scalar(select(func.sum(EvidenceFileRow.size)).where(EvidenceFileRow.person_id == actor.person_id)) or 0


def evidence_content(db: Db, *, actor: Actor, file_id: int) -> tuple[str, bytes]:
    """The name and the content of one of her files. Raises NotFound."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(EvidenceFileRow).where(EvidenceFileRow.id == file_id, EvidenceFileRow.person_id == actor.person_id)
    ).one_or_none()
    if row is None:
        raise NotFound(what="file")
    return row.name, files.read(row.stored_as)


def entries_to_link(db: Db, *, actor: Actor) -> dict[About, str]:
    """What a file may be evidence of: her newest entries, in words."""
    actor.must_be(Role.NURSE)
    cpd = db.scalars(
        select(CpdEntryRow)
        .where(CpdEntryRow.person_id == actor.person_id, CpdEntryRow.removed_at.is_(None))
        .order_by(CpdEntryRow.last_on.desc(), CpdEntryRow.id.desc())
        .limit(MOST_ENTRIES)
    )
    feedback = db.scalars(
        select(FeedbackRow)
        .where(FeedbackRow.person_id == actor.person_id)
        .order_by(FeedbackRow.given_on.desc(), FeedbackRow.id.desc())
        .limit(MOST_ENTRIES)
    )
    practice = db.scalars(
        select(PracticePeriodRow)
        .where(PracticePeriodRow.person_id == actor.person_id)
        .order_by(*MOST_RECENT_FIRST)
        .limit(MOST_ENTRIES)
    )
    found = {About(AboutKind.CPD, row.id): _said_cpd(row) for row in cpd}
    found |= {About(AboutKind.FEEDBACK, row.id): _said_feedback(row) for row in feedback}
    found |= {About(AboutKind.PRACTICE, row.id): _said_practice(row) for row in practice}
    times = Counter(found.values())
    # What is chosen is sent back by what it is called, so no two may be called the same.
    return {about: said if times[said] == 1 else f"{said} (no. {about.id})" for about, said in found.items()}


def _lines(db: Db, *wanted: ColumnElement[bool], limit: int | None, offset: int = 0) -> list[EvidenceLine]:
    rows = db.execute(
        select(EvidenceFileRow, CpdEntryRow, FeedbackRow, PracticePeriodRow)
        .outerjoin(CpdEntryRow, CpdEntryRow.id == EvidenceFileRow.cpd_entry_id)
        .outerjoin(FeedbackRow, FeedbackRow.id == EvidenceFileRow.feedback_id)
        .outerjoin(PracticePeriodRow, PracticePeriodRow.id == EvidenceFileRow.practice_period_id)
        .where(*wanted)
        .order_by(EvidenceFileRow.added_at.desc(), EvidenceFileRow.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_line(*row) for row in rows]


def _line(
    row: EvidenceFileRow, cpd: CpdEntryRow | None, feedback: FeedbackRow | None, practice: PracticePeriodRow | None
) -> EvidenceLine:
    about, said = None, ""
    if cpd is not None:
        about, said = About(AboutKind.CPD, cpd.id), _said_cpd(cpd)
    elif feedback is not None:
        about, said = About(AboutKind.FEEDBACK, feedback.id), _said_feedback(feedback)
    elif practice is not None:
        about, said = About(AboutKind.PRACTICE, practice.id), _said_practice(practice)
    return EvidenceLine(row.id, row.name, MediaType(row.media_type), row.size, row.added_at, about, said)


def _said_cpd(row: CpdEntryRow) -> str:
    return f"CPD, {row.last_on:%d.%m.%Y}: {first_line(row.topic, _SAID)}"


def _said_feedback(row: FeedbackRow) -> str:
    return f"Feedback, {row.given_on:%d.%m.%Y}: {first_line(row.source, _SAID)}"


def _said_practice(row: PracticePeriodRow) -> str:
    last = f"{row.last_on:%d.%m.%Y}" if row.last_on else CURRENT
    return f"Practice, {row.first_on:%d.%m.%Y}–{last}: {first_line(row.organisation, _SAID)}"
