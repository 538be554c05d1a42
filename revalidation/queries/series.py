"""The sessions of a series that a change can be meant for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from revalidation.domain.bookings import LIVE
from revalidation.domain.people import Actor, Role
from revalidation.domain.series import Reach
from revalidation.domain.sessions import SessionPlan
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.series import plans_of, reached_sessions


@dataclass(frozen=True, slots=True)
class SeriesSession:
    """One session of a series: what has been decided about it, and who has or waits for a place."""

    id: int
    plan: SessionPlan
    person_ids: frozenset[int]


def sessions_of_series(db: Db, *, actor: Actor, session_id: int, reach: Reach, now: datetime) -> list[SeriesSession]:
    """The sessions that a change of this one would reach, soonest first. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    rows = reached_sessions(db, session_id, reach, now=now)
    plans = plans_of(db, rows)
    people: dict[int, set[int]] = defaultdict(set)
    booked = select(BookingRow.session_id, BookingRow.person_id).where(
        BookingRow.session_id.in_([row.id for row in rows]), BookingRow.state.in_(LIVE)
    )
    for found, person_id in db.execute(booked):
        people[found].add(person_id)
    return [SeriesSession(row.id, plans[row.id], frozenset(people[row.id])) for row in rows]
