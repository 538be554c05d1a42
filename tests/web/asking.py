"""Asks an ASGI application directly, as a server would, and says what it answered."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Scope

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; header names are in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for found, value in self.headers if found == name), None)


def ask(
    app: ASGIApp,
    method: str,
    path: str,
    *,
    headers: Headers = (),
    body: bytes = b"",
    scheme: str = "http",
    query: str = "",
) -> Answer:
    """Send one request."""
    scope: Scope = {**scope_of("http", path, headers, scheme), "method": method, "query_string": query.encode()}
    incoming: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    sent = _run(app, scope, incoming)
    start = next(message for message in sent if message["type"] == "http.response.start")
    return Answer(
        status=start["status"],
        headers=tuple((name.decode(), value.decode()) for name, value in start["headers"]),
        body=b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body"),
    )


def knock(app: ASGIApp, path: str, *, headers: Headers = (), scheme: str = "ws") -> None:
    """Begin a websocket handshake and leave again."""
    _run(app, scope_of("websocket", path, headers, scheme), [{"type": "websocket.connect"}])


def scope_of(kind: str, path: str, headers: Headers, scheme: str) -> Scope:
    """What a server says about a connection."""
    return {
        "type": kind,
        "http_version": "1.1",
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in (("Host", "reading.example"), *headers)],
        "client": ("192.0.2.7", 50000),
        "server": ("reading.example", 80),
    }


def _run(app: ASGIApp, scope: Scope, incoming: list[Message]) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(0)
        return incoming.pop(0) if incoming else {"type": f"{scope['type']}.disconnect"}

    async def send(message: Message) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    return sent
