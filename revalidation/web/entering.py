"""POST /enter: swaps the one-use ticket of the sign-in page for the cookie."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from revalidation.web.identity import cookie_name, is_secure

_BODY_LIMIT = 512


class Entered(Protocol):
    """What a ticket was worth."""

    @property
    def token(self) -> str:
        """The secret of the cookie."""

    @property
    def ends_at(self) -> datetime:
        """When the sign-in ends at the latest."""


SwapTicket = Callable[[str], Entered | None]
"""Uses a ticket up; None if it is unknown, used or too old. May block: it is run in a thread."""


def entering(swap_ticket: SwapTicket, public_address: str = "") -> Route:
    """The route. Whatever is wrong, the answer is the same 403, so that nothing can be learnt from it."""

    async def enter(request: Request) -> Response:
        ticket = await _read_ticket(request) if is_from_our_pages(request, public_address) else None
        entered = await run_in_threadpool(swap_ticket, ticket) if ticket else None
        if entered is None:
            return Response(status_code=403)
        answer = Response(status_code=204)
        secure = is_secure(request.scope, public_address)
        answer.set_cookie(
            cookie_name(secure=secure),
            entered.token,
            expires=entered.ends_at.astimezone(UTC),
            secure=secure,
            httponly=True,
            samesite="lax",
        )
        return answer

    return Route("/enter", enter, methods=["POST"])


def is_from_our_pages(request: Request, public_address: str, *, must_say: bool = True) -> bool:
    """Whether our own page sent this; otherwise another site could sign its visitors in as somebody else.

    Browsers name no origin with what only reads (`must_say`).
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin", "")
    if not origin:
        return not must_say
    ours = {request.headers.get("host", ""), urlsplit(public_address).netloc} - {""}
    return urlsplit(origin).netloc in ours


async def _read_ticket(request: Request) -> str | None:
    """The ticket in a small JSON body."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _BODY_LIMIT:
            return None
    try:
        sent = json.loads(body)
    except ValueError:
        return None
    ticket = sent.get("ticket") if isinstance(sent, dict) else None
    return ticket if isinstance(ticket, str) else None
