"""A nurse's feedback log; nobody else's can be asked for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from revalidation.domain.feedback import Feedback
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.queries.registrations import my_period
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.feedback import FeedbackRow
from revalidation.storage.values import feedback_value


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """One piece of feedback, and how many files belong to it."""

    id: int
    feedback: Feedback
    form_version: str
    files: int


def my_feedback(db: Db, *, actor: Actor, limit: int = 25, offset: int = 0) -> tuple[list[FeedbackLine], int]:
    """A page of her log, most recent first, and how many pieces there are in all."""
    actor.must_be(Role.NURSE)
    hers = FeedbackRow.person_id == actor.person_id
    return _lines(db, hers, limit=limit, offset=offset), db.scalar(select(func.count()).where(hers)) or 0


def get_feedback(db: Db, *, actor: Actor, feedback_id: int) -> FeedbackLine:
    """One of hers. Raises NotFound."""
    actor.must_be(Role.NURSE)
    found = _lines(db, FeedbackRow.id == feedback_id, FeedbackRow.person_id == actor.person_id, limit=1)
    if not found:
        raise NotFound(what="feedback")
    return found[0]


def feedback_for_paper(db: Db, *, actor: Actor, now: datetime) -> list[tuple[Feedback, str]]:
    """Her pieces of this registration period, each with the version of its form, oldest first."""
    actor.must_be(Role.NURSE)
    wanted = select(FeedbackRow).where(FeedbackRow.person_id == actor.person_id)
    if period := my_period(db, actor=actor, now=now):
        wanted = wanted.where(FeedbackRow.given_on.between(period.begins_on, period.ends_on))
    rows = db.scalars(wanted.order_by(FeedbackRow.given_on, FeedbackRow.id))
    return [(feedback_value(row), row.form_version) for row in rows]


def _lines(db: Db, *wanted: ColumnElement[bool], limit: int, offset: int = 0) -> list[FeedbackLine]:
    files = (
        select(func.count())
        .where(EvidenceFileRow.feedback_id == FeedbackRow.id)
        .correlate(FeedbackRow)
        .scalar_subquery()
    )
    rows = db.execute(
        select(FeedbackRow, files)
        .where(*wanted)
        .order_by(FeedbackRow.given_on.desc(), FeedbackRow.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [FeedbackLine(row.id, feedback_value(row), row.form_version, count) for row, count in rows]
