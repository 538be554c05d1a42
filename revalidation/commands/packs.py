"""Keeping an evidence pack for as long as it takes to fetch it."""

from datetime import datetime

from revalidation.domain.people import Actor, Role
from revalidation.storage import made_packs
from revalidation.storage.database import Db


def keep_pack(db: Db, *, actor: Actor, name: str, content: bytes, now: datetime) -> str:  # noqa: ARG001 (an act like others)
    """Keep a pack for an hour, encrypted; the token by which she alone can fetch it."""
    actor.must_be(Role.NURSE)
    made_packs.remove_old(now)
    return made_packs.keep(actor.person_id, name, content, now)


def remove_old_packs(db: Db, *, now: datetime) -> None:  # noqa: ARG001 (as above)
    """Remove packs that are an hour old."""
    made_packs.remove_old(now)
