"""Small websocket messages leave at once, on every event loop."""

import contextlib
import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class Promptness:
    """Middleware that sets TCP_NODELAY on each websocket; without it every rerun waits some 40 ms.

    uvloop sets it by itself. asyncio, which is all that Windows has, does not for the sockets Streamlit opens.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reach for the connection behind a websocket, if the server shows it."""
        if scope["type"] == "websocket":
            transport = getattr(getattr(send, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if transport is not None else None
            if connection is not None:
                with contextlib.suppress(OSError, AttributeError):
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self._app(scope, receive, send)
