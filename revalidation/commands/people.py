"""People's accounts: adding one, changing its roles."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from revalidation.commands.waiting_list import remove_from_all
from revalidation.domain.people import Actor, Role, checked_email, checked_name, checked_roles
from revalidation.domain.refusals import EmailTaken, LastLibrarian
from revalidation.storage.database import Db
from revalidation.storage.passwords import password_hash
from revalidation.storage.people import PersonRoleRow, PersonRow
from revalidation.storage.places import hold_places
from revalidation.storage.rows import get_held

NO_LONGER_A_NURSE = "The role of nurse was taken away."


def add_person(db: Db, *, name: str, email: str, password: str | None, roles: frozenset[Role], now: datetime) -> int:
    """A new account's id; whoever calls has decided that it may be made. Raises EmailTaken."""
    address = checked_email(email)
    if db.scalar(select(PersonRow.id).where(PersonRow.email == address)):
        raise EmailTaken(field="email", email=address)
    kept = password_hash(password) if password else None
    person = PersonRow(email=address, name=checked_name(name), password_hash=kept, created_at=now)
    db.add(person)
    try:
        db.flush()
    except IntegrityError:  # somebody else was quicker by a moment
        raise EmailTaken(field="email", email=address) from None
    db.add_all(PersonRoleRow(person_id=person.id, role=role) for role in checked_roles(roles))
    db.flush()
    return person.id


def change_roles(db: Db, *, actor: Actor, person_id: int, roles: frozenset[Role], now: datetime) -> None:
    """Give somebody exactly these roles; who is no longer a nurse leaves the sessions to come.

    Raises NoRoleChosen, or LastLibrarian if none would be left.
    """
    actor.must_be(Role.LIBRARIAN)
    checked_roles(roles)
    hold_places(db)
    # Held, so that two librarians cannot take the role from each other at the same moment.
    db.scalars(select(PersonRoleRow).where(PersonRoleRow.role == Role.LIBRARIAN).with_for_update()).all()
    get_held(db, PersonRow, person_id, "person")
    db.execute(delete(PersonRoleRow).where(PersonRoleRow.person_id == person_id))
    db.add_all(PersonRoleRow(person_id=person_id, role=role) for role in roles)
    db.flush()
    librarians = select(func.count()).where(PersonRoleRow.role == Role.LIBRARIAN)
    if not db.scalar(librarians):
        raise LastLibrarian(field="roles")
    if Role.NURSE not in roles:
        remove_from_all(db, actor=actor, person_id=person_id, note=NO_LONGER_A_NURSE, now=now)
