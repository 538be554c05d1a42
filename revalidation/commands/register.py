"""Marking who came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from revalidation.commands.cpd import follow_register
from revalidation.domain.bookings import HOLDS_A_PLACE
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotOnTheRegister
from revalidation.domain.register import Mark, check_register_is_open, minutes_attended
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.register import RegisterChangeRow, RegisterMarkRow
from revalidation.storage.rows import get_held
from revalidation.storage.sessions import GroupSessionRow


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What to mark for one person; `minutes` only with *attended part*, None for a mark taken back."""

    mark: Mark | None
    minutes: int | None = None


def mark_register(
    db: Db, *, actor: Actor, session_id: int, entries: Mapping[int, RegisterEntry], now: datetime
) -> None:
    """Keep marks by person id, all or none.

    Raises RegisterNotOpen, SessionCancelled, NotOnTheRegister, MinutesNeeded.
    """
    actor.must_be(Role.LIBRARIAN)
    session = get_held(db, GroupSessionRow, session_id, "session")
    check_register_is_open(session.state, session.starts_at, now)
    with_a_place = set(
        db.scalars(
            select(BookingRow.person_id).where(BookingRow.session_id == session_id, BookingRow.state.in_(HOLDS_A_PLACE))
        )
    )
    if not entries.keys() <= with_a_place:
        raise NotOnTheRegister
    for person_id, entry in entries.items():
        keep_mark(db, actor=actor, session=session, person_id=person_id, entry=entry, now=now)


def keep_mark(
    db: Db, *, actor: Actor, session: GroupSessionRow, person_id: int, entry: RegisterEntry, now: datetime
) -> None:
    """Keep one mark for somebody who may be marked, made by `actor`, and let her CPD log follow it.

    Whoever calls has made sure of both, and holds the session.
    """
    key = (session.id, person_id)
    row = db.get(RegisterMarkRow, key)
    if entry.mark is None:
        if row is not None:
            db.delete(row)
            _remember(db, actor, key, None, 0, now)
            follow_register(db, session_id=session.id, person_id=person_id, met=0, now=now)
        return
    length = int((session.ends_at - session.starts_at).total_seconds()) // 60
    minutes = minutes_attended(entry.mark, length=length, minutes=entry.minutes)
    if row is not None and (row.mark, row.minutes) == (entry.mark, minutes):
        return
    row = row or RegisterMarkRow(session_id=key[0], person_id=key[1])
    row.mark, row.minutes, row.marked_at, row.marked_by_id = entry.mark, minutes, now, actor.person_id
    db.add(row)
    _remember(db, actor, key, entry.mark, minutes, now)
    follow_register(db, session_id=session.id, person_id=person_id, met=minutes, now=now)


def _remember(db: Db, actor: Actor, key: tuple[int, int], mark: Mark | None, minutes: int, now: datetime) -> None:
    """Every mark that is made, changed or taken back stays on record."""
    session_id, person_id = key
    db.add(
        RegisterChangeRow(
            session_id=session_id, person_id=person_id, at=now, actor_id=actor.person_id, mark=mark, minutes=minutes
        )
    )
