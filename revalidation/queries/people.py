"""People with an account, as a librarian sees them."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from revalidation.domain.bookings import LIVE
from revalidation.domain.people import Actor, Role
from revalidation.domain.text import cleaned
from revalidation.storage.bookings import BookingRow
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.rows import get_row


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the list."""

    id: int
    name: str
    email: str
    roles: frozenset[Role]


def people(db: Db, *, actor: Actor, search: str = "", limit: int = 25, offset: int = 0) -> tuple[list[PersonLine], int]:
    """A page of the people whose name or address holds `search`, by name, and how many there are in all."""
    actor.must_be(Role.LIBRARIAN)
    wanted = select(PersonRow.id, PersonRow.name, PersonRow.email)
    if text := cleaned(search).strip():
        wanted = wanted.where(
            PersonRow.name.icontains(text, autoescape=True) | PersonRow.email.icontains(text, autoescape=True)
        )
    total = db.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = db.execute(wanted.order_by(PersonRow.name, PersonRow.id).limit(limit).offset(offset)).all()
    roles: dict[int, set[Role]] = defaultdict(set)
    held = select(PersonRoleRow.person_id, PersonRoleRow.role).where(
        PersonRoleRow.person_id.in_([row.id for row in page])
    )
    for person_id, role in db.execute(held):
        roles[person_id].add(role)
    return [PersonLine(row.id, row.name, row.email, frozenset(roles[row.id])) for row in page], total


def get_person(db: Db, *, actor: Actor, person_id: int) -> PersonLine:
    """One person. Raises NotFound."""
    actor.must_be(Role.LIBRARIAN)
    row = get_row(db, PersonRow, person_id, "person")
    roles = db.scalars(select(PersonRoleRow.role).where(PersonRoleRow.person_id == person_id))
    return PersonLine(row.id, row.name, row.email, frozenset(roles))


def facilitators(db: Db, *, actor: Actor, also: int | None = None) -> dict[int, str]:
    """Who can lead a session, by name: the librarians, and somebody who was chosen already."""
    actor.must_be(Role.LIBRARIAN)
    wanted = select(PersonRow.id, PersonRow.name).where(
        PersonRow.id.in_(select(PersonRoleRow.person_id).where(PersonRoleRow.role == Role.LIBRARIAN))
        | (PersonRow.id == also)
    )
    return {row.id: row.name for row in db.execute(wanted.order_by(PersonRow.name, PersonRow.id))}


def people_to_try(db: Db) -> list[PersonLine]:
    """In a demonstration: the first librarian and the first two nurses, for the sign-in page to name."""
    lines: list[PersonLine] = []
    for role, number in ((Role.LIBRARIAN, 1), (Role.NURSE, 2)):
        found = db.execute(
            select(PersonRow.id, PersonRow.name, PersonRow.email)
            .join(PersonRoleRow, PersonRoleRow.person_id == PersonRow.id)
            .where(PersonRoleRow.role == role, PersonRow.id.not_in([line.id for line in lines]))
            .order_by(PersonRow.id)
            .limit(number)
        )
        lines += [PersonLine(row.id, row.name, row.email, frozenset({role})) for row in found]
    return lines


def nurses_by_name(db: Db, *, actor: Actor, session_id: int, search: str, limit: int = 10) -> dict[int, str]:
    """Nurses without a booking for a session whose name or address has these words: name and address by id."""
    actor.must_be(Role.LIBRARIAN)
    words = cleaned(search).strip()
    booked = select(BookingRow.person_id).where(BookingRow.session_id == session_id, BookingRow.state.in_(LIVE))
    rows = db.execute(
        select(PersonRow.id, PersonRow.name, PersonRow.email)
        .join(PersonRoleRow, (PersonRoleRow.person_id == PersonRow.id) & (PersonRoleRow.role == Role.NURSE))
        .where(
            or_(PersonRow.name.icontains(words, autoescape=True), PersonRow.email.icontains(words, autoescape=True)),
            PersonRow.id.not_in(booked),
        )
        .order_by(PersonRow.name, PersonRow.id)
        .limit(limit)
    )
    return {row.id: f"{row.name}, {row.email}" for row in rows}
