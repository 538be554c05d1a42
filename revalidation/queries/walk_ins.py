"""Who could be let in without a place: people who wait for one first, then any nurse by name."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from revalidation.domain.bookings import LIVE, BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.text import cleaned
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.places import queue_order


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who has no place; `booking` is waiting or offered, if she has one at all."""

    person_id: int
    name: str
    email: str
    booking: BookingState | None


def possible_walk_ins(
    db: Db, *, actor: Actor, session_id: int, search: str = "", limit: int = 10
) -> tuple[list[WalkIn], bool]:
    """People without a place, those who wait in turn first and then by name; and whether there are more.

    Without a search only those who wait.
    """
    actor.must_be(Role.LIBRARIAN)
    text = cleaned(search).strip()
    has_no_place = BookingRow.state != BookingState.CONFIRMED
    wanted = (
        select(PersonRow.id, PersonRow.name, PersonRow.email, BookingRow.state)
        .join(PersonRoleRow, and_(PersonRoleRow.person_id == PersonRow.id, PersonRoleRow.role == Role.NURSE))
        .outerjoin(
            BookingRow,
            and_(
                BookingRow.person_id == PersonRow.id,
                BookingRow.session_id == session_id,
                BookingRow.state.in_(LIVE),
            ),
        )
        .order_by(BookingRow.id.is_(None), *queue_order(), PersonRow.name, PersonRow.id)
        .limit(limit + 1)
    )
    if text:
        wanted = wanted.where(
            PersonRow.name.icontains(text, autoescape=True), or_(has_no_place, BookingRow.id.is_(None))
        )
    else:
        wanted = wanted.where(has_no_place)
    found = [WalkIn(*row) for row in db.execute(wanted)]
    return found[:limit], len(found) > limit
