"""A nurse's feedback log."""

from datetime import datetime

from sqlalchemy import select

from revalidation.domain.feedback import Feedback
from revalidation.domain.nmc_logs import Log, log_form_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.domain.times import local
from revalidation.storage.database import Db
from revalidation.storage.feedback import FeedbackRow


def add_feedback(db: Db, *, actor: Actor, feedback: Feedback, now: datetime) -> int:
    """Keep a piece of feedback; its id. Raises Missing or TooLong beside the field at fault."""
    actor.must_be(Role.NURSE)
    version = log_form_in_force(Log.FEEDBACK, local(now).date()).version
    row = FeedbackRow(person_id=actor.person_id, form_version=version, created_at=now)
    _write(row, feedback.checked(), now)
    db.add(row)
    db.flush()
    return row.id


def change_feedback(db: Db, *, actor: Actor, feedback_id: int, feedback: Feedback, now: datetime) -> None:
    """Keep what she made of it. Raises NotFound, Missing, TooLong."""
    _write(_get_own(db, actor, feedback_id), feedback.checked(), now)


def remove_feedback(db: Db, *, actor: Actor, feedback_id: int) -> None:
    """Remove a piece of feedback for good. Raises NotFound."""
    db.delete(_get_own(db, actor, feedback_id))


def _get_own(db: Db, actor: Actor, feedback_id: int) -> FeedbackRow:
    """Hers, held; somebody else's is as good as not there."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(FeedbackRow)
        .where(FeedbackRow.id == feedback_id, FeedbackRow.person_id == actor.person_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(what="feedback")
    return row


def _write(row: FeedbackRow, feedback: Feedback, now: datetime) -> None:
    row.given_on, row.source, row.kind = feedback.given_on, feedback.source, feedback.kind
    row.content, row.changed_at = feedback.content, now
