"""What else takes place when sessions are planned: in the same room, with the same facilitator, or the same nurse."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from revalidation.domain.bookings import HOLDS_A_PLACE
from revalidation.domain.clashes import Elsewhere, Meeting, said_clashes, said_elsewhere
from revalidation.domain.people import Actor, Role
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow

_MOST = 500  # of them; nobody reads more, and a plan has at most sixty dates


def clashes(
    db: Db, *, actor: Actor, plans: Sequence[SessionPlan], session_ids: Sequence[int] = ()
) -> list[tuple[str, ...]]:
    """The clashes of each plan in words, asked for all at once.

    Where the plans change sessions, `session_ids` names these in the same order: they do not clash with one another,
    and those who have a place on them may have one elsewhere.
    """
    actor.must_be(Role.LIBRARIAN)
    beside = _shared(db, plans, session_ids)
    elsewhere = _elsewhere(db, plans, session_ids)
    return [
        found + said_elsewhere(plan, elsewhere[session_id])
        for plan, found, session_id in zip(plans, beside, session_ids or [0] * len(plans), strict=True)
    ]


def _shared(db: Db, plans: Sequence[SessionPlan], session_ids: Sequence[int]) -> list[tuple[str, ...]]:
    """Rooms and facilitators."""
    conditions = [_beside(plan) for plan in plans if plan.site_id is not None or plan.facilitator_id is not None]
    if not conditions:
        return [() for _ in plans]
    rows = db.execute(
        select(
            GroupRow.name,
            GroupSessionRow.starts_at,
            GroupSessionRow.ends_at,
            GroupSessionRow.site_id,
            GroupSessionRow.facilitator_id,
            PersonRow.name,
        )
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(PersonRow, PersonRow.id == GroupSessionRow.facilitator_id)
        .where(
            GroupSessionRow.state == SessionState.SCHEDULED,
            GroupSessionRow.id.not_in(session_ids),
            or_(*conditions),
        )
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
        .limit(_MOST)
    )
    others = [Meeting(*row) for row in rows]
    return [said_clashes(plan, others) for plan in plans]


def _elsewhere(db: Db, plans: Sequence[SessionPlan], session_ids: Sequence[int]) -> dict[int, list[Elsewhere]]:
    """For each session, the places on others at about that time of those who have a place on it."""
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    if not session_ids:
        return found
    here, there = aliased(BookingRow), aliased(BookingRow)
    rows = db.execute(
        select(here.session_id, PersonRow.name, GroupRow.name, GroupSessionRow.starts_at, GroupSessionRow.ends_at)
        .join(PersonRow, PersonRow.id == here.person_id)
        .join(there, there.person_id == here.person_id)
        .join(GroupSessionRow, GroupSessionRow.id == there.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .where(
            here.session_id.in_(session_ids),
            here.state.in_(HOLDS_A_PLACE),
            there.state.in_(HOLDS_A_PLACE),
            there.session_id.not_in(session_ids),
            GroupSessionRow.state == SessionState.SCHEDULED,
            GroupSessionRow.starts_at < max(plan.ends_at for plan in plans),
            GroupSessionRow.ends_at > min(plan.starts_at for plan in plans),
        )
        .order_by(PersonRow.name, GroupSessionRow.starts_at)
        .limit(_MOST)
    )
    for session_id, person, group, starts_at, ends_at in rows:
        found[session_id].append(Elsewhere(person, group, starts_at, ends_at))
    return found


def _beside(plan: SessionPlan) -> ColumnElement[bool]:
    shared = []
    if plan.site_id is not None:
        shared.append(GroupSessionRow.site_id == plan.site_id)
    if plan.facilitator_id is not None:
        shared.append(GroupSessionRow.facilitator_id == plan.facilitator_id)
    return and_(GroupSessionRow.starts_at < plan.ends_at, GroupSessionRow.ends_at > plan.starts_at, or_(*shared))
