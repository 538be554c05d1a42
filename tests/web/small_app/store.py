"""Tickets and sign-ins in memory, for the small application."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

FIRST_TICKET = "the-first-ticket"

apps_made = 0
_tickets = {FIRST_TICKET}
_sign_ins: dict[str, int] = {}


@dataclass(frozen=True)
class Entered:
    """What a ticket is swapped for."""

    token: str
    ends_at: datetime


def open_ticket() -> str:
    """A ticket for one use."""
    ticket = secrets.token_urlsafe(32)
    _tickets.add(ticket)
    return ticket


def swap_ticket(ticket: str) -> Entered | None:
    """A sign-in for a ticket."""
    if ticket not in _tickets:
        return None
    _tickets.remove(ticket)
    token = secrets.token_urlsafe(32)
    _sign_ins[token] = 41 + len(_sign_ins)
    return Entered(token, datetime.now(UTC) + timedelta(hours=12))


def find_sign_in(token: str) -> int | None:
    """The number of an open sign-in."""
    return _sign_ins.get(token)


def check() -> None:
    """Always well."""
