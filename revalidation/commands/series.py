"""Changing or calling off several sessions of a series at once: all of them, or none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from revalidation.commands.sessions import cancel_session, change_session
from revalidation.domain.bookings import HOLDS_A_PLACE
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import CapacityBelowBookedOnSome
from revalidation.domain.series import Reach, carried_over
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.times import said_moment
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from revalidation.storage.places import hold_places
from revalidation.storage.series import plans_of, reached_sessions
from revalidation.storage.sessions import GroupSessionRow


def change_series(db: Db, *, actor: Actor, session_id: int, plan: SessionPlan, reach: Reach, now: datetime) -> int:
    """Change a session, and others of its series in the same way; how many were changed.

    Each keeps its articles and its people, who are told once a session.
    Raises CapacityBelowBookedOnSome with dates and names, and what `change_session` raises.
    """
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    rows = reached_sessions(db, session_id, reach, now=now)
    plans = plans_of(db, rows)
    was = plans[session_id]
    becomes = {row.id: carried_over(plans[row.id], was=was, becomes=plan) for row in rows}
    _must_hold_everybody(db, [row for row in rows if becomes[row.id].capacity < row.places_taken])
    for row in rows:
        change_session(db, actor=actor, session_id=row.id, plan=becomes[row.id], now=now)
    return len(rows)


def call_off_series(db: Db, *, actor: Actor, session_id: int, now: datetime) -> int:
    """Call off a session and the later ones of its series; how many. Raises SessionIsOver."""
    actor.must_be(Role.LIBRARIAN)
    hold_places(db)
    rows = reached_sessions(db, session_id, Reach.THIS_AND_LATER, now=now)
    for row in rows:
        cancel_session(db, actor=actor, session_id=row.id, now=now)
    return len(rows)


def _must_hold_everybody(db: Db, too_small: Sequence[GroupSessionRow]) -> None:
    if not too_small:
        return
    placed = db.execute(
        select(BookingRow.session_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == BookingRow.person_id)
        .where(BookingRow.session_id.in_([row.id for row in too_small]), BookingRow.state.in_(HOLDS_A_PLACE))
        .order_by(PersonRow.name)
    ).all()
    dates = (
        f"{said_moment(row.starts_at)} ({', '.join(name for session_id, name in placed if session_id == row.id)})"
        for row in too_small
    )
    raise CapacityBelowBookedOnSome(field="capacity", dates="; ".join(dates))
