"""/messages/stop: where a mail program's own button stops a kind of message, in one step and without a page."""

from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from revalidation.domain.refusals import NoSuchLink, Refusal

Stop = Callable[[str, str], None]
"""Stops a kind for whom the token belongs to. Raises NoSuchLink. May block: it is run in a thread."""


def stopping(stop: Stop) -> Route:
    """The route. Only POST stops (RFC 8058): scanners open links; whoever follows one gets the page with buttons."""

    async def answer(request: Request) -> Response:
        token, kind = (request.query_params.get(name, "") for name in ("token", "kind"))
        if request.method != "POST":
            return RedirectResponse(f"/messages?token={quote(token)}", status_code=303)
        try:
            await run_in_threadpool(stop, token, kind)
        except NoSuchLink as refusal:
            return PlainTextResponse(refusal.sentence, status_code=404)
        except Refusal as refusal:
            return PlainTextResponse(refusal.sentence, status_code=503)
        return PlainTextResponse("You will get no more messages like this one.")

    return Route("/messages/stop", answer, methods=["GET", "POST"])
