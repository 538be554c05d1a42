"""GET /healthz: whether the application can do its work, for whoever watches it."""

import logging
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

log = logging.getLogger(__name__)


def health(check: Callable[[], object]) -> Route:
    """The route: 200 if `check` returns, 503 if it raises. `check` may block."""

    async def healthz(_request: Request) -> PlainTextResponse:
        try:
            await run_in_threadpool(check)
        except Exception:
            log.exception("The health check failed")
            return PlainTextResponse("not well", status_code=503)
        return PlainTextResponse("ok")

    return Route("/healthz", healthz)
