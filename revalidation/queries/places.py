"""Who has a place on a session, as a librarian needs it who has to take some away."""

from dataclasses import dataclass

from sqlalchemy import select

from revalidation.domain.bookings import HOLDS_A_PLACE
from revalidation.domain.people import Actor, Role
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Somebody with a place, or with the offer of one."""

    person_id: int
    name: str


def places(db: Db, *, actor: Actor, session_id: int) -> list[PlaceLine]:
    """Whoever has a place, the latest booked first."""
    actor.must_be(Role.LIBRARIAN)
    rows = db.execute(
        select(PersonRow.id, PersonRow.name)
        .join(BookingRow, BookingRow.person_id == PersonRow.id)
        .where(
            BookingRow.session_id == session_id,
            BookingRow.state.in_(HOLDS_A_PLACE),
            BookingRow.is_vacated.is_(False),
        )
        .order_by(BookingRow.queued_at.desc(), BookingRow.id.desc())
    )
    return [PlaceLine(*row) for row in rows]
