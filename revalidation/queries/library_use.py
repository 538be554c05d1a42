"""Whether a nurse used the library before, for herself."""

from dataclasses import dataclass
from datetime import datetime

from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_row


@dataclass(frozen=True, slots=True)
class LibraryUse:
    """Her answer, if she has given one, and since when she has an account."""

    before: bool | None
    joined_at: datetime


def my_library_use(db: Db, *, actor: Actor) -> LibraryUse:
    """What she has answered."""
    actor.must_be(Role.NURSE)
    person = get_row(db, PersonRow, actor.person_id, "account")
    return LibraryUse(person.used_library_before, person.created_at)
