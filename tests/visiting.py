"""Starts a Streamlit server and visits it over its websocket, as a browser does but without drawing anything."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).parent.parent
_MAIN = 0  # of the containers that a page has; the menu is another
_PATIENCE = 90  # seconds a server may take to start


@dataclass(slots=True)
class Run:
    """What one run of the script sent."""

    messages: int = 0
    size: int = 0
    texts: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)  # all that stands on the page itself, element by element
    errors: list[str] = field(default_factory=list)


class Visit:
    """An open tab."""

    def __init__(self, connection: ClientConnection) -> None:
        """Over an open websocket."""
        self._connection = connection
        self._page_hash = ""
        self._query = ""

    async def run(self, page: str = "") -> Run:
        """Have the script run, the first time on this page, and wait until it has finished."""
        page, _, query = page.partition("?")
        self._query = query or self._query
        asked = BackMsg()
        asked.rerun_script.query_string = self._query
        asked.rerun_script.page_script_hash = self._page_hash
        asked.rerun_script.page_name = "" if self._page_hash else page
        asked.rerun_script.context_info.timezone = "Europe/London"
        await self._connection.send(asked.SerializeToString())
        run = Run()
        while not self._note(run, await self._connection.recv(decode=False)):
            pass
        return run

    def _note(self, run: Run, received: bytes) -> bool:
        """Note one message; says whether it was the last."""
        message = ForwardMsg.FromString(received)
        run.messages += 1
        run.size += len(received)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page_hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if message.metadata.delta_path[0] == _MAIN:
                run.drawn.append(f"{element.WhichOneof('type')}: {_said(element)}")
            if element.WhichOneof("type") == "text":
                run.texts.append(element.text.body)
            elif element.WhichOneof("type") == "exception":
                run.errors.append(element.exception.message)
        return bool(kind == "script_finished")


def _said(element: Element) -> str:
    """What an element says first: its text, or else its label."""
    inside = getattr(element, element.WhichOneof("type") or "empty")
    return str(getattr(inside, "body", "") or getattr(inside, "label", ""))


@asynccontextmanager
async def visit(port: int, headers: Mapping[str, str] | None = None) -> AsyncIterator[Visit]:
    """Open a tab; `headers` are those of the handshake, such as the cookie."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(address, additional_headers=headers, max_size=None, compression=None) as connection:
        yield Visit(connection)


class Served:
    """A server that runs until the block is left, and may be killed and started again in it."""

    def __init__(
        self,
        command: Sequence[str],
        port: int,
        environment: Mapping[str, str] | None = None,
        *,
        log: Path | None = None,
    ) -> None:
        """It is started where .streamlit/config.toml is; what it complains of goes to the end of `log`."""
        self._command, self._port, self._log = command, port, log or Path(os.devnull)
        paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._environment = {**os.environ, "PYTHONPATH": paths, **(environment or {})}
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self._log.open("ab") as complaints:
            self._server = subprocess.Popen(  # noqa: S603  the command is a test's own
                self._command, cwd=ROOT, env=self._environment, stdout=complaints, stderr=complaints
            )
        _wait_for(self._server, self._port)

    def kill(self) -> None:
        """As a power cut does."""
        assert self._server
        self._server.kill()
        self._server.wait()

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        assert self._server
        self._server.terminate()
        self._server.wait()


@contextmanager
def serving(
    command: Sequence[str], port: int, environment: Mapping[str, str] | None = None, *, log: Path | None = None
) -> Iterator[None]:
    """Run a server until the block is left; what it complains of is logged."""
    with Served(command, port, environment, log=log):
        yield


def streamlit_run(script: Path, port: int) -> list[str]:
    """The command that starts a script as README.md says."""
    return [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    given_up_at = time.monotonic() + _PATIENCE
    while time.monotonic() < given_up_at and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    message = "The server did not start"
    raise RuntimeError(message)
