"""What else takes place when sessions are planned: in the same room, or with the same facilitator."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from revalidation.domain.clashes import Meeting, said_clashes
from revalidation.domain.people import Actor, Role
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.people import PersonRow
from revalidation.storage.sessions import GroupSessionRow

_MOST = 500  # of them; nobody reads more, and a plan has at most sixty dates


def clashes(
    db: Db, *, actor: Actor, plans: Sequence[SessionPlan], besides: Collection[int] = ()
) -> list[tuple[str, ...]]:
    """The clashes of each plan in words, asked for all at once; sessions named by `besides` do not count."""
    actor.must_be(Role.LIBRARIAN)
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
            GroupSessionRow.id.not_in(list(besides)),
            or_(*conditions),
        )
        .order_by(GroupSessionRow.starts_at, GroupSessionRow.id)
        .limit(_MOST)
    )
    others = [Meeting(*row) for row in rows]
    return [said_clashes(plan, others) for plan in plans]


def _beside(plan: SessionPlan) -> ColumnElement[bool]:
    shared = []
    if plan.site_id is not None:
        shared.append(GroupSessionRow.site_id == plan.site_id)
    if plan.facilitator_id is not None:
        shared.append(GroupSessionRow.facilitator_id == plan.facilitator_id)
    return and_(GroupSessionRow.starts_at < plan.ends_at, GroupSessionRow.ends_at > plan.starts_at, or_(*shared))
