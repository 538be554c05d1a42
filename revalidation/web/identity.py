"""Who is asking: reads the sign-in cookie, and lets nobody claim to be somebody by sending a header."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

TRUSTED_HEADER = "X-Revalidation-Sign-In"  # .streamlit/config.toml makes it `st.user.sub`
_TRUSTED = TRUSTED_HEADER.lower().encode()
_FINDER = "revalidation.find_sign_in"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits as secrets.token_urlsafe(32) writes them

FindSignIn = Callable[[str], int | None]
"""From the token in a cookie to the id of a sign-in that is still open. May block: it is run in a thread."""


def is_secure(scope: Scope, public_address: str) -> bool:
    """Whether the person's browser speaks https, to us or to a proxy before us."""
    return scope.get("scheme") in {"https", "wss"} or urlsplit(public_address).scheme == "https"


def cookie_name(*, secure: bool) -> str:
    """The cookie's name; browsers let only this very host set one that starts with __Host-, and only over https."""
    return "__Host-revalidation" if secure else "revalidation"


class Identity:
    """Middleware that sets the trusted header for Streamlit, and for our routes the means to ask."""

    def __init__(self, app: ASGIApp, find_sign_in: FindSignIn, public_address: str = "") -> None:
        """Wrap `app`; `find_sign_in` looks a token up."""
        self._app = app
        self._find_sign_in = find_sign_in
        self._public_address = public_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Strip the header from every request; set it on a websocket whose cookie belongs to an open sign-in."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name.lower() != _TRUSTED]
        scope = {**scope, "headers": headers, _FINDER: self._find}
        if scope["type"] == "websocket":
            sign_in_id = await self._find(HTTPConnection(scope))
            if sign_in_id is not None:
                scope["headers"] = [*headers, (_TRUSTED, str(sign_in_id).encode())]
        await self._app(scope, receive, send)

    async def _find(self, connection: HTTPConnection) -> int | None:
        """The sign-in the cookie belongs to."""
        secure = is_secure(connection.scope, self._public_address)
        token = connection.cookies.get(cookie_name(secure=secure), "")
        if not _TOKEN.fullmatch(token):  # garbage does not reach the database
            return None
        return await run_in_threadpool(self._find_sign_in, token)


async def find_signed_in(connection: HTTPConnection) -> int | None:
    """The id of the sign-in a request to one of our routes comes with; looked up only when a route asks."""
    find: Callable[[HTTPConnection], Awaitable[int | None]] = connection.scope[_FINDER]
    return await find(connection)
