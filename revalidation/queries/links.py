"""What a link in a message opens: one booking, as its nurse sees it, without an account's sign-in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from revalidation.domain.bookings import BookingState
from revalidation.domain.groups import KIND_WORDS
from revalidation.domain.people import Actor
from revalidation.domain.places import may_claim
from revalidation.domain.sessions import SessionState
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.groups import GroupRow
from revalidation.storage.links import read_link_token
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.places import queue_order
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.sites import SiteRow


@dataclass(frozen=True, slots=True)
class LinkedBooking:
    """A booking and its session, and whoever the link lets act: only for the commands of this booking."""

    actor: Actor
    session_id: int
    group: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    where: str
    online_link: str
    is_called_off: bool
    state: BookingState
    offer_ends_at: datetime | None
    position: int | None
    waiting: int
    can_claim: bool
    is_unsure: bool
    answer_by: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether anything about it can still be changed."""
        return not self.is_called_off and now < self.starts_at


def find_linked_booking(db: Db, *, token: str, now: datetime) -> LinkedBooking | None:
    """The booking that a link in a message leads to; None for any other text."""
    booking_id = read_link_token("booking", token)
    if booking_id is None:
        return None
    found = db.execute(
        select(BookingRow, GroupSessionRow, GroupRow, SiteRow, PersonRow)
        .join(GroupSessionRow, GroupSessionRow.id == BookingRow.session_id)
        .join(GroupRow, GroupRow.id == GroupSessionRow.group_id)
        .outerjoin(SiteRow, SiteRow.id == GroupSessionRow.site_id)
        .join(PersonRow, PersonRow.id == BookingRow.person_id)
        .where(BookingRow.id == booking_id)
    ).one_or_none()
    if found is None:
        return None
    booking, session, group, site, person = found
    position, waiting = _turn(db, booking)
    has_a_place = booking.state is BookingState.CONFIRMED
    is_unsure = booking.sure_at is None or (booking.asked_at is not None and booking.sure_at < booking.asked_at)
    is_claimable = may_claim(queued_at=booking.queued_at, opened_at=session.claims_open_at, now=now)
    roles = db.scalars(select(PersonRoleRow.role).where(PersonRoleRow.person_id == person.id))
    where = (site.name, site.address) if site else ("Online",)
    return LinkedBooking(
        actor=Actor(person_id=person.id, name=person.name, email=person.email, roles=frozenset(roles)),
        session_id=session.id,
        group=group.name,
        kind=KIND_WORDS[group.kind],
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        where=", ".join(part for part in where if part),
        online_link=session.online_link if has_a_place else "",
        is_called_off=session.state is SessionState.CANCELLED,
        state=booking.state,
        offer_ends_at=booking.offer_ends_at,
        position=position,
        waiting=waiting,
        can_claim=booking.state is BookingState.WAITING and is_claimable,
        is_unsure=has_a_place and is_unsure,
        answer_by=booking.answer_by if has_a_place and is_unsure else None,
    )


def _turn(db: Db, booking: BookingRow) -> tuple[int | None, int]:
    """Which turn she has on the waiting list, and how many people wait; no turn without waiting."""
    if booking.state is not BookingState.WAITING:
        return None, 0
    in_order = select(BookingRow.id, func.row_number().over(order_by=queue_order()).label("turn")).where(
        BookingRow.session_id == booking.session_id, BookingRow.state == BookingState.WAITING
    )
    ids = in_order.subquery()
    row = db.execute(
        select(ids.c.turn, select(func.count()).select_from(in_order.subquery()).scalar_subquery()).where(
            ids.c.id == booking.id
        )
    ).one()
    return int(row[0]), int(row[1])
