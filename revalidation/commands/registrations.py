"""A nurse's own registration details."""

from sqlalchemy import delete

from revalidation.domain.people import Actor, Role
from revalidation.domain.registrations import Registration, kept_registration
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow, RegistrationKindRow, RegistrationRow
from revalidation.storage.rows import get_held


def save_registration(db: Db, *, actor: Actor, registration: Registration) -> Registration:
    """Keep what a nurse says of her registration, and give back what was kept."""
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "account")  # two clicks at once are kept one after the other
    row = db.get(RegistrationRow, actor.person_id) or RegistrationRow(person_id=actor.person_id)
    before = Registration(renewal_on=row.renewal_on, moved_application_on=row.application_on)
    kept = kept_registration(before, registration)
    row.nmc_pin, row.renewal_on, row.application_on = kept.nmc_pin, kept.renewal_on, kept.moved_application_on
    db.add(row)
    db.flush()
    db.execute(delete(RegistrationKindRow).where(RegistrationKindRow.person_id == actor.person_id))
    db.add_all(RegistrationKindRow(person_id=actor.person_id, kind=kind) for kind in kept.kinds)
    return kept
