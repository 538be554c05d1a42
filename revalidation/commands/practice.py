"""A nurse's practice hours log."""

from datetime import datetime

from sqlalchemy import select

from revalidation.domain.nmc_logs import Log, log_form, log_form_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.refusals import NotFound
from revalidation.domain.times import local
from revalidation.storage.database import Db
from revalidation.storage.practice import PracticePeriodRow


def add_practice_period(db: Db, *, actor: Actor, period: PracticePeriod, now: datetime) -> int:
    """Keep a time in practice; its id. Raises the refusal that belongs beside the field at fault."""
    actor.must_be(Role.NURSE)
    form = log_form_in_force(Log.PRACTICE_HOURS, local(now).date())
    row = PracticePeriodRow(person_id=actor.person_id, form_version=form.version, created_at=now)
    _write(row, period.checked(form), now)
    db.add(row)
    db.flush()
    return row.id


def change_practice_period(db: Db, *, actor: Actor, period_id: int, period: PracticePeriod, now: datetime) -> None:
    """Keep what she made of it, in the wording that it was written in. Raises NotFound and what is at fault."""
    row = _get_own(db, actor, period_id)
    _write(row, period.checked(log_form(Log.PRACTICE_HOURS, row.form_version)), now)


def remove_practice_period(db: Db, *, actor: Actor, period_id: int) -> None:
    """Remove a time in practice for good. Raises NotFound."""
    db.delete(_get_own(db, actor, period_id))


def _get_own(db: Db, actor: Actor, period_id: int) -> PracticePeriodRow:
    """Hers, held; somebody else's is as good as not there."""
    actor.must_be(Role.NURSE)
    row = db.scalars(
        select(PracticePeriodRow)
        .where(PracticePeriodRow.id == period_id, PracticePeriodRow.person_id == actor.person_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(what="practice period")
    return row


def _write(row: PracticePeriodRow, period: PracticePeriod, now: datetime) -> None:
    row.first_on, row.last_on, row.organisation = period.first_on, period.last_on, period.organisation
    row.setting, row.scope, row.registration = period.setting, period.scope, period.registration
    row.minutes, row.hours_text, row.description = period.minutes, period.hours_text, period.description
    row.changed_at = now
