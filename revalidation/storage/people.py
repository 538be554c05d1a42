"""Tables of people, their roles and their registration."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.people import Role
from revalidation.storage.base import Row, choice


class PersonRow(Row):
    """Somebody with an account; `used_library_before` is None until she has been asked."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    used_library_before: Mapped[bool | None]


class PersonRoleRow(Row):
    """A role that somebody holds."""

    __tablename__ = "person_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(choice(Role), primary_key=True)


class RegistrationRow(Row):
    """What a registrant says of her registration; `application_on` only where the NMC has moved it."""

    __tablename__ = "registration"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    nmc_pin: Mapped[str]
    renewal_on: Mapped[date | None]
    application_on: Mapped[date | None]


class RegistrationKindRow(Row):
    """A registration held; the keys are those of data/nmc/registrations."""

    __tablename__ = "registration_kind"

    person_id: Mapped[int] = mapped_column(ForeignKey("registration.person_id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
