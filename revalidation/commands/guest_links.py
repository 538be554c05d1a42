"""Counting links and references that lead nowhere, so that nobody can try them one after the other."""

from datetime import datetime

from revalidation.domain.guest_links import wait_after_wrong_links
from revalidation.domain.link_refusals import TooManyLinks
from revalidation.domain.times import said_wait
from revalidation.storage.database import Db
from revalidation.storage.guest_links import client_digest
from revalidation.storage.sign_ins import held_tries


def count_wrong_link(db: Db, *, client: str | None, now: datetime) -> None:
    """Count one more for this client address. Raises TooManyLinks while it has to wait; that try is not counted.

    It has a transaction of its own, because the refusal that follows would undo what came with it.
    """
    count_guess(db, client=client, is_wrong=True, now=now)


def count_guess(db: Db, *, client: str | None, is_wrong: bool, now: datetime) -> None:
    """As `count_wrong_link`, for what is short enough to be guessed: a right one has to wait as well.

    It does not make the wrong ones forgotten: whoever has one could try others between.
    """
    tries = held_tries(db, client_digest(client), now)
    wait = tries.last_at + wait_after_wrong_links(tries.wrong) - now
    if wait.total_seconds() > 0:
        raise TooManyLinks(wait=said_wait(wait))
    if is_wrong:
        tries.wrong += 1
        tries.last_at = now
