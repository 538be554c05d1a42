"""A nurse's own registration details."""

from datetime import datetime

from sqlalchemy import select

from revalidation.domain.nmc import requirements_in_force
from revalidation.domain.people import Actor
from revalidation.domain.registration_periods import RegistrationPeriod, registration_period
from revalidation.domain.registrations import Registration
from revalidation.domain.times import local
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


def my_period(db: Db, *, actor: Actor, now: datetime) -> RegistrationPeriod | None:
    """Her registration period; None before she has given a renewal date."""
    registration = my_registration(db, actor=actor)
    asked = requirements_in_force(registration.application_on or local(now).date())
    return registration_period(registration, asked)
