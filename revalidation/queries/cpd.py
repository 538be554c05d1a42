"""A nurse's CPD log; nobody else's can be asked for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select

from revalidation.domain.cpd import CpdEntry, differs
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotFound
from revalidation.queries.registrations import my_period
from revalidation.storage.cpd import CpdEntryRow, attended_without_entry
from revalidation.storage.database import Db
from revalidation.storage.evidence import EvidenceFileRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import SessionArticleRow
from revalidation.storage.values import cpd_entry_value

COMPLETED_WITHIN = timedelta(days=30)  # so long is somebody asked for the reading time of a session


@dataclass(frozen=True, slots=True)
class CpdLine:
    """One entry. `register_says` are the minutes of a register that differs from what she has seen, None if it agrees.

    A draft follows its register by itself.
    """

    id: int
    entry: CpdEntry
    session_id: int | None
    is_draft: bool
    register_says: int | None
    form_version: str
    files: int


@dataclass(frozen=True, slots=True)
class ReadingToAdd:
    """A draft of a session that read an article, without any reading time so far."""

    entry_id: int
    topic: str
    on: date


def my_cpd(db: Db, *, actor: Actor, limit: int = 25, offset: int = 0) -> tuple[list[CpdLine], int]:
    """A page of her log, most recent first, and how many entries there are in all."""
    actor.must_be(Role.NURSE)
    total = db.scalar(select(func.count()).where(*_hers(actor))) or 0
    return _lines(db, *_hers(actor), limit=limit, offset=offset), total


def get_cpd_entry(db: Db, *, actor: Actor, entry_id: int) -> CpdLine:
    """One of her entries. Raises NotFound."""
    actor.must_be(Role.NURSE)
    found = _lines(db, CpdEntryRow.id == entry_id, *_hers(actor), limit=1)
    if not found:
        raise NotFound(what="CPD entry")
    return found[0]


def find_cpd_of_session(db: Db, *, actor: Actor, session_id: int) -> CpdLine | None:
    """Her entry of a session, unless she removed it or there is none yet."""
    actor.must_be(Role.NURSE)
    found = _lines(db, CpdEntryRow.session_id == session_id, *_hers(actor), limit=1)
    return found[0] if found else None


def lacks_drafts(db: Db, *, actor: Actor) -> bool:
    """Whether she attended something before drafts were made by themselves."""
    actor.must_be(Role.NURSE)
    return db.scalar(attended_without_entry(actor.person_id).limit(1)) is not None


def reading_to_add(db: Db, *, actor: Actor, now: datetime) -> ReadingToAdd | None:
    """The newest draft that may lack the time she read for it; not for ever, since she may not have read."""
    actor.must_be(Role.NURSE)
    reads = select(SessionArticleRow.session_id).where(SessionArticleRow.session_id == CpdEntryRow.session_id)
    row = db.scalars(
        select(CpdEntryRow)
        .where(
            *_hers(actor),
            CpdEntryRow.is_own.is_(False),
            CpdEntryRow.reading_minutes == 0,
            CpdEntryRow.last_on >= (now - COMPLETED_WITHIN).date(),
            reads.exists(),
        )
        .order_by(CpdEntryRow.last_on.desc(), CpdEntryRow.id.desc())
        .limit(1)
    ).first()
    return None if row is None else ReadingToAdd(row.id, row.topic.split("\n", maxsplit=1)[0], row.last_on)


def cpd_for_paper(db: Db, *, actor: Actor, now: datetime) -> list[tuple[CpdEntry, str]]:
    """Her entries of this registration period, each with the version of its form, oldest first."""
    actor.must_be(Role.NURSE)
    wanted = select(CpdEntryRow).where(*_hers(actor))
    if period := my_period(db, actor=actor, now=now):
        wanted = wanted.where(CpdEntryRow.last_on.between(period.begins_on, period.ends_on))
    rows = db.scalars(wanted.order_by(CpdEntryRow.first_on, CpdEntryRow.id))
    return [(cpd_entry_value(row), row.form_version) for row in rows]


def _hers(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return CpdEntryRow.person_id == actor.person_id, CpdEntryRow.removed_at.is_(None)


def _lines(db: Db, *wanted: ColumnElement[bool], limit: int, offset: int = 0) -> list[CpdLine]:
    files = (
        select(func.count())
        .where(EvidenceFileRow.cpd_entry_id == CpdEntryRow.id)
        .correlate(CpdEntryRow)
        .scalar_subquery()
    )
    rows = db.execute(
        select(CpdEntryRow, func.coalesce(RegisterMarkRow.minutes, 0), files)
        .outerjoin(
            RegisterMarkRow,
            and_(
                RegisterMarkRow.session_id == CpdEntryRow.session_id,
                RegisterMarkRow.person_id == CpdEntryRow.person_id,
            ),
        )
        .where(*wanted)
        .order_by(CpdEntryRow.last_on.desc(), CpdEntryRow.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [
        CpdLine(
            id=row.id,
            entry=cpd_entry_value(row),
            session_id=row.session_id,
            is_draft=row.session_id is not None and not row.is_own,
            register_says=met if differs(is_own=row.is_own, seen=row.drafted_minutes, met=met) else None,
            form_version=row.form_version,
            files=count,
        )
        for row, met, count in rows
    ]
