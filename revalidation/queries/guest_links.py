"""Whether somebody who opens personal links has to wait after too many that led nowhere."""

from datetime import datetime, timedelta

from revalidation.domain.guest_links import wait_after_wrong_links
from revalidation.storage.database import Db
from revalidation.storage.guest_links import client_digest
from revalidation.storage.sign_ins import SignInTryRow


def link_wait(db: Db, *, client: str | None, now: datetime) -> timedelta:
    """How long this client address still has to wait; nothing or less if not at all."""
    tries = db.get(SignInTryRow, client_digest(client))
    return tries.last_at + wait_after_wrong_links(tries.wrong) - now if tries else timedelta(0)
