"""The outbox: what waits, what could not be delivered, and whether anybody delivers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select

from revalidation.domain.messages import CAN_BE_STOPPED, LINK_IS_GONE, MessageKind, MessageState
from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.invitations import InvitationRow
from revalidation.storage.links import read_link_token
from revalidation.storage.messages import MessageRow, MessageStopRow, WorkerRow
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.sessions import GroupSessionRow

_FOR = {
    MessageKind.AFTERWARDS: Role.NURSE,
    MessageKind.BELOW_MINIMUM: Role.LIBRARIAN,
    MessageKind.FOLLOW_UP: Role.NURSE,
    MessageKind.BULLETIN: Role.NURSE,
    MessageKind.ASKED_FIRST: Role.NURSE,
    MessageKind.SEARCH_ASKED: Role.LIBRARIAN,
}


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message in a librarian's list; `at` is when it ended, or else when it is due."""

    id: int
    kind: MessageKind
    state: MessageState
    name: str
    email: str
    at: datetime
    tries: int
    trouble: str
    session_id: int | None = None
    group: str = ""
    starts_at: datetime | None = None

    @property
    def can_be_tried_again(self) -> bool:
        """Whether it makes sense to send it once more; the secret link of some is gone by then."""
        return self.state is MessageState.DEAD and self.kind not in LINK_IS_GONE


@dataclass(frozen=True, slots=True)
class Outbox:
    """How many messages wait and how many are dead, and when a worker last ran."""

    waiting: int
    dead: int
    seen_at: datetime | None = None
    trouble: str = ""
    trouble_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Which kinds of messages the person behind a link can stop, and which of them she has stopped."""

    kinds: tuple[MessageKind, ...]
    stopped: tuple[MessageKind, ...]


def is_anything_due(db: Db, *, now: datetime) -> bool:
    """Whether a worker would find a message to send."""
    is_free = or_(MessageRow.leased_until.is_(None), MessageRow.leased_until <= now)
    due = exists().where(MessageRow.state == MessageState.WAITING, MessageRow.due_at <= now, is_free)
    return bool(db.scalar(select(due)))


def outbox(db: Db, *, actor: Actor) -> Outbox:
    """The state of the outbox as a whole."""
    actor.must_be(Role.LIBRARIAN)
    wanted = (MessageState.WAITING, MessageState.DEAD)
    states = select(MessageRow.state, func.count()).where(MessageRow.state.in_(wanted)).group_by(MessageRow.state)
    counted = {state: number for state, number in db.execute(states)}  # noqa: C416 (dict() does not see the types)
    worker = db.get(WorkerRow, 1)
    return Outbox(
        waiting=counted.get(MessageState.WAITING, 0),
        dead=counted.get(MessageState.DEAD, 0),
        seen_at=worker.seen_at if worker else None,
        trouble=worker.trouble if worker else "",
        trouble_since=worker.trouble_since if worker else None,
    )


def messages_in(
    db: Db, *, actor: Actor, state: MessageState, limit: int = 25, offset: int = 0
) -> tuple[list[MessageLine], int]:
    """A page of all messages in one state, the newest of those that ended and the next of those that wait first."""
    actor.must_be(Role.LIBRARIAN)
    at = MessageRow.due_at if state is MessageState.WAITING else MessageRow.ended_at.desc()
    return _page(db, _lines().where(MessageRow.state == state).order_by(at, MessageRow.id), limit, offset)


def messages_about(
    db: Db, *, actor: Actor, session_id: int, limit: int = 25, offset: int = 0
) -> tuple[list[MessageLine], int]:
    """A page of the messages about one session, without those that no longer applied, newest first."""
    actor.must_be(Role.LIBRARIAN)
    wanted = _lines().where(MessageRow.session_id == session_id, MessageRow.state != MessageState.DROPPED)
    return _page(db, wanted.order_by(MessageRow.id.desc()), limit, offset)


def find_choices(db: Db, *, token: str) -> Choices | None:
    """What the person behind a link can stop, and has stopped."""
    person_id = read_link_token("messages", token)
    if person_id is None or db.get(PersonRow, person_id) is None:
        return None
    roles = set(db.scalars(select(PersonRoleRow.role).where(PersonRoleRow.person_id == person_id)))
    stopped = set(db.scalars(select(MessageStopRow.kind).where(MessageStopRow.person_id == person_id)))
    kinds = tuple(kind for kind in CAN_BE_STOPPED if _FOR[kind] in roles)
    return Choices(kinds, tuple(kind for kind in kinds if kind in stopped))


def _lines() -> Select[*tuple[object, ...]]:
    return (
        select(
            MessageRow.id,
            MessageRow.kind,
            MessageRow.state,
            func.coalesce(PersonRow.name, InvitationRow.name, "").label("name"),
            func.coalesce(PersonRow.email, InvitationRow.email, "").label("email"),
            func.coalesce(MessageRow.ended_at, MessageRow.due_at).label("at"),
            MessageRow.tries,
            MessageRow.trouble,
            MessageRow.session_id,
            func.coalesce(GroupRow.name, "").label("group"),
            GroupSessionRow.starts_at,
        )
        .outerjoin(PersonRow, PersonRow.id == MessageRow.person_id)
        .outerjoin(InvitationRow, InvitationRow.id == MessageRow.invitation_id)
        .outerjoin(GroupSessionRow, GroupSessionRow.id == MessageRow.session_id)
        .outerjoin(GroupRow, GroupRow.id == GroupSessionRow.group_id)
    )


def _page(db: Db, wanted: Select[*tuple[object, ...]], limit: int, offset: int) -> tuple[list[MessageLine], int]:
    counted = wanted.with_only_columns(MessageRow.id).order_by(None)
    total = db.scalar(select(func.count()).select_from(counted.subquery())) or 0
    rows = db.execute(wanted.limit(limit).offset(offset)).mappings().all()
    return [MessageLine(**row) for row in rows], total
