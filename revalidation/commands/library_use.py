"""Whether a nurse used the library before she came to this app, as she says herself."""

from revalidation.domain.people import Actor, Role
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from revalidation.storage.rows import get_held


def say_library_use(db: Db, *, actor: Actor, before: bool) -> None:
    """Keep her answer; answered again, it changes."""
    actor.must_be(Role.NURSE)
    get_held(db, PersonRow, actor.person_id, "account").used_library_before = before
