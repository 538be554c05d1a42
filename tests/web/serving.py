"""Our own routes over a real socket, with the middleware in front of them, and somebody's cookie."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from revalidation.acting import carry_out
from revalidation.commands.sign_ins import open_sign_in, swap_ticket
from revalidation.domain.people import Actor
from revalidation.domain.sign_ins import Limits
from revalidation.web.app import middleware
from revalidation.web.wiring import find_sign_in


@contextmanager
def served(routes: Sequence[BaseRoute]) -> Iterator[int]:
    """Serve them until the block is left; gives the port."""
    app = Starlette(routes=routes, middleware=middleware(find_sign_in=find_sign_in))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def cookie_of(actor: Actor) -> str:
    """What the browser of somebody who has just signed in sends along."""
    now = datetime.now(UTC)
    ticket = carry_out(open_sign_in, person_id=actor.person_id, limits=Limits(), now=now)
    entered = carry_out(swap_ticket, ticket=ticket, now=now)
    assert entered
    return f"revalidation={entered.token}"


def asked(port: int, path: str, cookie: str = "", *, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """The answer and its content."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content
