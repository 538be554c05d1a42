"""Everything that is served besides the pages, put together for the front door."""

import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from revalidation.web.entering import SwapTicket, entering
from revalidation.web.headers import SecurityHeaders
from revalidation.web.health import health
from revalidation.web.identity import FindSignIn, Identity
from revalidation.web.promptness import Promptness


def routes(*, swap_ticket: SwapTicket, check: Callable[[], object], public_address: str = "") -> list[BaseRoute]:
    """Our own addresses; each is one line here and one module beside this one."""
    return [
        entering(swap_ticket, public_address),
        health(check),
    ]


def middleware(*, find_sign_in: FindSignIn, public_address: str = "") -> list[Middleware]:
    """What every request passes, the first outermost."""
    return [
        Middleware(Promptness),
        Middleware(SecurityHeaders, public_address=public_address),
        Middleware(Identity, find_sign_in=find_sign_in, public_address=public_address),
    ]


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Once at the start: no log of addresses, and no garbage collection of what is loaded by now and stays."""
    logging.getLogger("uvicorn.access").disabled = True  # an invitation's link is a secret, and stands in its address
    gc.collect()
    gc.freeze()
    yield
