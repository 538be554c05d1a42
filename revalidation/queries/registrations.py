"""A nurse's own registration details."""

from sqlalchemy import select

from revalidation.domain.people import Actor
from revalidation.domain.registrations import Registration
from revalidation.storage.database import Db
from revalidation.storage.people import RegistrationKindRow, RegistrationRow


def my_registration(db: Db, *, actor: Actor) -> Registration:
    """What she has said so far; empty if nothing."""
    row = db.get(RegistrationRow, actor.person_id)
    if row is None:
        return Registration()
    kinds = db.scalars(select(RegistrationKindRow.kind).where(RegistrationKindRow.person_id == actor.person_id))
    return Registration(
        nmc_pin=row.nmc_pin,
        kinds=tuple(sorted(kinds)),
        renewal_on=row.renewal_on,
        moved_application_on=row.application_on,
    )
