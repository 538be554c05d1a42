"""My data as one zip: written while it is sent, so that no part of it lies anywhere unencrypted."""

import json
from collections.abc import Iterator
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from revalidation.acting import carry_out, look_up, now
from revalidation.commands.my_data import note_exported
from revalidation.domain.file_names import file_name_part
from revalidation.domain.people import Actor, Role
from revalidation.domain.portable import RECORD
from revalidation.domain.times import local
from revalidation.queries.my_data import my_data, my_stored_file
from revalidation.queries.sign_ins import find_signed_in
from revalidation.settings import settings
from revalidation.web.identity import find_signed_in as find_sign_in_id

PATH = "/documents/my-data.zip"
_NAME_BYTES = 120


class _Outgoing:
    """What a zip writes into: it can't go back, and gives what it holds to whoever sends it."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._held.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


def my_data_route() -> BaseRoute:
    """The route; whoever is not signed in as a nurse is sent to the door."""

    async def serve(request: Request) -> Response:
        sign_in_id = await find_sign_in_id(request)
        actor = await run_in_threadpool(_nurse, sign_in_id) if sign_in_id is not None else None
        if actor is None:
            return RedirectResponse("/", status_code=303)
        parts = await run_in_threadpool(zip_parts, actor)
        name = f"My data – {file_name_part(actor.name, _NAME_BYTES)} – {local(now()).date().isoformat()}.zip"
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
        return StreamingResponse(parts, media_type="application/zip", headers=headers)

    return Route(PATH, serve, methods=["GET"])


def zip_parts(actor: Actor) -> Iterator[bytes]:
    """The zip in parts, one file of hers at a time; that she took it is noted first."""
    at = now()
    carry_out(note_exported, actor=actor, now=at)
    mine = look_up(my_data, actor=actor, now=at)

    def parts() -> Iterator[bytes]:
        out = _Outgoing()
        with ZipFile(out, "w", ZIP_DEFLATED) as zipped:  # type: ignore[call-overload]
            zipped.writestr(RECORD, json.dumps(mine.record, ensure_ascii=False, indent=1))
            yield out.taken()
            for path, stored_as in mine.files:
                zipped.writestr(path, look_up(my_stored_file, actor=actor, stored_as=stored_as))
                yield out.taken()
        yield out.taken()

    return parts()


def _nurse(sign_in_id: int) -> Actor | None:
    found = look_up(find_signed_in, sign_in_id=sign_in_id, limits=settings().limits, now=now())
    return found.actor if found and Role.NURSE in found.actor.roles else None
