"""Tickets and sign-ins in memory, for the small application."""

import secrets
from datetime import UTC, datetime, timedelta

from revalidation.web.entering import Entered

FIRST_TICKET = "the-first-ticket"

apps_made = 0
_tickets = {FIRST_TICKET}
_sign_ins: dict[str, int] = {}


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
