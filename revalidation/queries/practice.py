"""A nurse's practice hours log; nobody else's can be asked for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from revalidation.domain.people import Actor, Role
from revalidation.domain.practice import PracticePeriod
from revalidation.domain.refusals import NotFound
from revalidation.queries.registrations import my_period
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.practice import MOST_RECENT_FIRST, PracticePeriodRow, runs_on
from revalidation.storage.values import practice_period_value


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """One time in practice, and how many files belong to it."""

    id: int
    period: PracticePeriod
    form_version: str
    files: int


def my_practice(db: Db, *, actor: Actor, limit: int = 25, offset: int = 0) -> tuple[list[PracticeLine], int]:
    """A page of her log, most recent first as the NMC asks, and how many periods there are in all."""
    actor.must_be(Role.NURSE)
    hers = PracticePeriodRow.person_id == actor.person_id
    return _lines(db, hers, limit=limit, offset=offset), db.scalar(select(func.count()).where(hers)) or 0


def get_practice_period(db: Db, *, actor: Actor, period_id: int) -> PracticeLine:
    """One of hers. Raises NotFound."""
    actor.must_be(Role.NURSE)
    hers = PracticePeriodRow.person_id == actor.person_id
    found = _lines(db, PracticePeriodRow.id == period_id, hers, limit=1)
    if not found:
        raise NotFound(what="practice period")
    return found[0]


def practice_for_paper(db: Db, *, actor: Actor, now: datetime) -> list[tuple[PracticePeriod, str]]:
    """What touches her registration period, each with the version of its form, most recent first as the NMC asks."""
    actor.must_be(Role.NURSE)
    wanted = select(PracticePeriodRow).where(PracticePeriodRow.person_id == actor.person_id)
    if period := my_period(db, actor=actor, now=now):
        wanted = wanted.where(PracticePeriodRow.first_on <= period.ends_on, runs_on(period.begins_on))
    rows = db.scalars(wanted.order_by(*MOST_RECENT_FIRST))
    return [(practice_period_value(row), row.form_version) for row in rows]


def _lines(db: Db, *wanted: ColumnElement[bool], limit: int, offset: int = 0) -> list[PracticeLine]:
    files = (
        select(func.count())
        .where(EvidenceFileRow.practice_period_id == PracticePeriodRow.id)
        .correlate(PracticePeriodRow)
        .scalar_subquery()
    )
    rows = db.execute(
        select(PracticePeriodRow, files).where(*wanted).order_by(*MOST_RECENT_FIRST).limit(limit).offset(offset)
    )
    return [PracticeLine(row.id, practice_period_value(row), row.form_version, count) for row, count in rows]
