"""Calendars: the feed behind a nurse's secret address, and one of her sessions as a file."""

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from revalidation.acting import look_up, now
from revalidation.domain.calendars import CalendarMethod
from revalidation.domain.file_names import file_name_part
from revalidation.domain.people import Actor
from revalidation.domain.times import local
from revalidation.messages.calendar import calendar_feed_text, calendar_text
from revalidation.queries.calendars import find_calendar, my_calendar_entry
from revalidation.settings import settings
from revalidation.web.downloads import Document, download

TITLE = "My reading group sessions"

_MEDIA_TYPE = "text/calendar; charset=utf-8"
_NAME = re.compile(r"([A-Za-z0-9_-]{43})\.ics")  # 256 bits as secrets.token_urlsafe(32) writes them
_NEVER_KEPT = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
# The browser of whoever opens the address would otherwise call the file by its secret.
_CALLED = {"Content-Disposition": 'attachment; filename="my-sessions.ics"'}
_NAME_BYTES = 130


def calendars() -> list[BaseRoute]:
    """The routes."""
    return [
        Route("/calendar/{name:path}", _feed, methods=["GET"]),
        download(
            "/documents/session/{session_id:row}.ics",
            one_session,
            back=("/sessions", "groups and sessions"),
            media_type=_MEDIA_TYPE,
        ),
    ]


def feed(name: str) -> str | None:
    """The calendar behind the end of a secret address, if there is one."""
    secret = _NAME.fullmatch(name)
    entries = look_up(find_calendar, token=secret[1], now=now()) if secret else None
    return None if entries is None else calendar_feed_text(entries, TITLE, mail_from=settings().mail_from)


def one_session(actor: Actor, session_id: int) -> Document:
    """A session on which she has a place. Raises NotFound."""
    entry = look_up(my_calendar_entry, actor=actor, session_id=session_id)
    day = local(entry.starts_at).date().isoformat()
    name = " – ".join(part for part in (file_name_part(entry.title, _NAME_BYTES), f"{day}.ics") if part)
    return name, calendar_text(entry, CalendarMethod.PUBLISH, mail_from=settings().mail_from).encode()


async def _feed(request: Request) -> Response:
    """No cookie is looked at; whatever is wrong with an address, the answer is the same."""
    text = await run_in_threadpool(feed, request.path_params["name"])
    if text is None:
        return PlainTextResponse("There is no calendar here.", status_code=404, headers=_NEVER_KEPT)
    return Response(text, media_type=_MEDIA_TYPE, headers={**_NEVER_KEPT, **_CALLED})
