"""/api/drafts/…: where the writing page sends what is typed as it is typed, and asks for the newest text."""

import json
import re
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from revalidation.acting import carry_out, look_up, now
from revalidation.commands.drafts import save_draft
from revalidation.commands.sign_ins import note_seen
from revalidation.domain.accounts import Written
from revalidation.domain.drafts import Came, Draft, Kept
from revalidation.domain.nmc import reflective_accounts_form_in_force
from revalidation.domain.people import Actor
from revalidation.domain.refusals import Busy, NotForYourRole, NotFound, Refusal, SignInNeeded
from revalidation.domain.remarks import remarks_on
from revalidation.domain.times import local, said_lately
from revalidation.domain.weak_points import weak_points
from revalidation.queries.accounts import get_account
from revalidation.queries.drafts import mirror_keys
from revalidation.queries.sign_ins import find_signed_in
from revalidation.recognising.names import names_in
from revalidation.settings import settings
from revalidation.web.entering import is_from_our_pages
from revalidation.web.identity import find_signed_in as find_sign_in_id
from revalidation.web.row_numbers import LARGEST_ID

BODY_LIMIT = 1_000_000  # bytes; four answers of the greatest length take less than half of it

_STATUS = {SignInNeeded: 401, NotForYourRole: 403, NotFound: 404, Busy: 503}
_NAME = re.compile(r"[A-Za-z0-9]{16,64}")
_KEY = re.compile(r"[a-z0-9_]{0,40}")
_QUESTIONS = 4

Answer = tuple[int, dict[str, Any]]


class _NotADraftError(ValueError):
    """What was sent has another shape."""


def drafts(public_address: str = "") -> Route:
    """The route. Its answers never repeat anything that was typed, but to its author who asks for the newest text."""

    async def answer(request: Request) -> Response:
        if not is_from_our_pages(request, public_address, must_say=request.method == "PUT"):
            return _json(403, {"sentence": "Only the writing page can do this."})
        sign_in_id = await find_sign_in_id(request)
        account_id: int = request.path_params["account_id"]
        act: Callable[[Actor], Answer]
        if request.method == "PUT":
            try:
                sent = await _read(request)
            except ClientDisconnect:
                return Response(status_code=400)
            if sent is None:
                return _json(413, {"sentence": "This is more text than can be kept here."})

            def act(actor: Actor) -> Answer:
                return _save(actor, account_id, sent)

        else:

            def act(actor: Actor) -> Answer:
                return _newest(actor, account_id, request.query_params.get("owner", ""))

        return _json(*await run_in_threadpool(_as_whoever_is_signed_in, sign_in_id, act))

    return Route("/api/drafts/{account_id:row}", answer, methods=["GET", "PUT"])


def _as_whoever_is_signed_in(sign_in_id: int | None, act: Callable[[Actor], Answer]) -> Answer:
    """The answer, or the refusal in its own words."""
    try:
        found = look_up(find_signed_in, sign_in_id=sign_in_id or 0, limits=settings().limits, now=now())
        if found is None:
            raise SignInNeeded
        if found.is_worth_noting and sign_in_id:  # somebody who only types is not idle
            carry_out(note_seen, sign_in_id=sign_in_id, now=now())
        return act(found.actor)
    except _NotADraftError:
        return 400, {"sentence": "This is not a draft."}
    except Refusal as refusal:
        return _STATUS.get(type(refusal), 422), {"sentence": refusal.sentence, "field": refusal.field}


def _save(actor: Actor, account_id: int, sent: bytes) -> Answer:
    draft, owner, fields = _draft_in(sent)
    _must_be_theirs(actor, owner)
    moment = now()
    kept = carry_out(save_draft, actor=actor, account_id=account_id, draft=draft, now=moment)
    return 200 if kept.came is Came.SAVED else 409, {
        **_said(kept, said_lately(kept.saved_at, moment)),
        "remarks": [astuple(remark) for remark in remarks_on(draft.written, fields, names_in=names_in)],
        "weak": _weak(draft.written),
    }


def _newest(actor: Actor, account_id: int, owner: str) -> Answer:
    _must_be_theirs(actor, owner)
    account = look_up(get_account, actor=actor, account_id=account_id)
    return 200, {
        "revision": account.revision,
        "saved": said_lately(account.saved_at, now()),
        "title": account.written.title,
        "answers": account.written.answers,
        "themes": account.written.themes,
        "remarks": [astuple(remark) for remark in remarks_on(account.written, names_in=names_in)],
        "weak": _weak(account.written),
    }


def _weak(written: Written) -> list[str]:
    themes = reflective_accounts_form_in_force(local(now()).date()).themes
    return [each.sentence for each in weak_points(written, themes)]


def _said(kept: Kept, saved: str) -> dict[str, Any]:
    return {"came": kept.came.value, "revision": kept.revision, "newest": kept.newest, "saved": saved}


def _must_be_theirs(actor: Actor, owner: str) -> None:
    """A tab that somebody left open has its own owner signed out, whoever may be signed in by now."""
    if owner not in {key.owner for key in look_up(mirror_keys, actor=actor)}:
        raise SignInNeeded


def _draft_in(sent: bytes) -> tuple[Draft, str, list[str]]:
    """The draft, whose it says it is, and the fields to look through. Raises _NotADraftError."""
    try:
        read = json.loads(sent)
        title, answers, themes = read["title"], read["answers"], read["themes"]
        client, owner, scaffold, settles = read["client"], read["owner"], read["scaffold"], read["settles"]
        seq, base = read["seq"], read["base"]
        first, second, third, fourth = answers
        texts, keys, numbers = (
            (title, first, second, third, fourth),
            (*themes, scaffold, *read["look_through"]),
            (seq, base, *settles),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _NotADraftError from None
    is_one = (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(key, str) and _KEY.fullmatch(key) for key in keys)
        and all(type(number) is int and 0 <= number <= LARGEST_ID for number in numbers)
        and all(isinstance(name, str) and _NAME.fullmatch(name) for name in (client, owner))
    )
    if not is_one:
        raise _NotADraftError
    written = Written(title, (first, second, third, fourth), tuple(themes))
    return Draft(client, seq, base, written, scaffold, tuple(settles)), owner, read["look_through"]


async def _read(request: Request) -> bytes | None:
    """What was sent; None if it is too much."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    return bytes(body)


def _json(status: int, said: dict[str, Any]) -> JSONResponse:
    return JSONResponse(said, status_code=status, headers={"Cache-Control": "no-store"})
