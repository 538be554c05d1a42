"""Packs that wait to be fetched; without the database, since encrypting one would keep other writers waiting."""

from datetime import datetime

from revalidation.domain.people import Actor, Role
from revalidation.packs.making import MadePack
from revalidation.storage import made_packs


def keep(actor: Actor, pack: MadePack, now: datetime) -> str:
    """Keep a pack for an hour, encrypted; the token by which she alone can fetch it."""
    actor.must_be(Role.NURSE)
    made_packs.remove_old(now)
    return made_packs.keep(actor.person_id, pack.name, pack.content, now)


def fetched(actor: Actor, token: str, now: datetime) -> tuple[str, bytes]:
    """The name and the content of a pack that she has made within the hour. Raises PackGone."""
    actor.must_be(Role.NURSE)
    return made_packs.read(actor.person_id, token, now)
