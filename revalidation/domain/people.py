"""People who have an account: their roles, and who is acting."""

import re
from dataclasses import dataclass
from enum import StrEnum

from revalidation.domain.refusals import NoRoleChosen, NotAnEmail, NotForYourRole
from revalidation.domain.text import line

_EMAIL = re.compile(r"[^\s@<>\",;:]+@[^\s@<>\"',;:.]+(\.[^\s@<>\"',;:.]+)+")  # mary.o'brien@… is one
EMAIL_LIMIT = 254


class Role(StrEnum):
    """What somebody may do; one person may hold both."""

    NURSE = "nurse"
    LIBRARIAN = "librarian"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever is signed in and acts, with the roles held at this moment."""

    person_id: int
    name: str
    email: str
    roles: frozenset[Role]
    sign_in_id: int = 0

    def must_be(self, role: Role) -> None:
        """Raise NotForYourRole unless `role` is held."""
        if role not in self.roles:
            raise NotForYourRole(role=role.value)


def checked_email(typed: str) -> str:
    """The address in lower case. Raises Missing, TooLong or NotAnEmail."""
    address = line(typed, "an e-mail address", field="email", limit=EMAIL_LIMIT).lower()
    if not _EMAIL.fullmatch(address):
        raise NotAnEmail(field="email")
    return address


def checked_name(typed: str) -> str:
    """A person's full name. Raises Missing or TooLong."""
    return line(typed, "a name", field="name", limit=120)


def checked_roles(chosen: frozenset[Role]) -> frozenset[Role]:
    """At least one role. Raises NoRoleChosen."""
    if not chosen:
        raise NoRoleChosen(field="roles")
    return chosen
