"""Documents, made when they are asked for and given only to whom they belong."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from mimetypes import guess_type
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from revalidation.acting import carry_out, look_up, now
from revalidation.commands.statements import issue_statement
from revalidation.documents.key_points import key_points_name, key_points_pdf
from revalidation.documents.reflective_accounts import filename, reflective_accounts_pdf
from revalidation.documents.run_sheet import run_sheet_name, run_sheet_pdf
from revalidation.documents.statement import statement_name, statement_pdf
from revalidation.domain.pack_refusals import PackGone
from revalidation.domain.people import Actor
from revalidation.domain.portfolio_refusals import NotAttended
from revalidation.domain.reading_refusals import FilesAreNotGivenOut, ForBookedOnly
from revalidation.domain.refusals import NoFinishedAccounts, NotForYourRole, NotFound, Refusal, SignInNeeded
from revalidation.domain.sign_offs import SignOffKind
from revalidation.packs.keeping import fetched
from revalidation.queries.accounts import accounts_for_paper
from revalidation.queries.article_files import article_file_content
from revalidation.queries.evidence import evidence_content
from revalidation.queries.reading import key_points
from revalidation.queries.run_sheet import run_sheet
from revalidation.queries.sign_ins import find_signed_in
from revalidation.queries.statements import my_statement
from revalidation.settings import settings
from revalidation.web import evaluation
from revalidation.web.identity import find_signed_in as find_sign_in_id
from revalidation.web.nmc_forms import blank_form, cpd_log, feedback_log, practice_hours_log, signed_form
from revalidation.web.references import REFERENCES
from revalidation.web.row_numbers import RowNumber  # noqa: F401 (routes name it as `:row`)

Document = tuple[str, bytes]  # its file name and its content

_PORTFOLIO = ("/portfolio", "your portfolio")
_SIGN_OFFS = ("/sign_offs", "your discussion and confirmation")
_ACCOUNTS = ("/accounts", "your reflective accounts")
_SCHEDULE = ("/schedule", "the schedule")
_SESSIONS = ("/sessions", "groups and sessions")
_EVIDENCE = ("/evidence", "your evidence")
_START = ("/", "the start")
_PACK = ("/pack", "your evidence pack")
_EVALUATION = ("/evaluation", "the evaluation")
_ARTICLES = ("/articles", "the articles")
_STATUS = {
    SignInNeeded: 401,
    NotForYourRole: 403,
    FilesAreNotGivenOut: 403,
    ForBookedOnly: 403,
    NotFound: 404,
    NoFinishedAccounts: 404,
    NotAttended: 404,
    PackGone: 404,
}
_REFUSED = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>This document can't be made</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.1rem/1.6 sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem }}
</style></head><body><main><h1>This document can't be made</h1><p>{sentence}</p>
<p>You can close this tab, or go <a href="{address}">back to {what}</a>.</p></main></body></html>
"""


def downloads() -> list[BaseRoute]:
    """The routes."""
    return [
        download("/documents/reflective-accounts.pdf", all_finished_accounts, back=_ACCOUNTS),
        download("/documents/reflective-account/{account_id:row}.pdf", one_account, back=_ACCOUNTS),
        download("/documents/practice-hours-log.pdf", practice_hours_log, back=_PORTFOLIO),
        download("/documents/cpd-log.pdf", cpd_log, back=_PORTFOLIO),
        download("/documents/feedback-log.pdf", feedback_log, back=_PORTFOLIO),
        download("/documents/signed-form/{sign_off_id:row}.pdf", signed_form, back=_SIGN_OFFS),
        *(
            download(f"/documents/{kind}-to-sign-by-hand.pdf", partial(blank_form, kind=kind), back=_SIGN_OFFS)
            for kind in SignOffKind
        ),
        download("/documents/run-sheet/{session_id:row}.pdf", run_sheet_of, back=_SCHEDULE),
        download("/documents/statement/{session_id:row}.pdf", statement_of, back=_SESSIONS),
        download("/documents/evidence-pack/{token}.pdf", evidence_pack, back=_PACK),
        download("/documents/evidence/{file_id:row}", evidence_file, back=_EVIDENCE, media_type=""),
        download("/documents/article-file/{article_file_id:row}", article_file, back=_START),
        download("/documents/key-points/{article_id:row}.pdf", key_points_of, back=_START),
        download(
            "/documents/evaluation/{span}.xlsx", evaluation.workbook, back=_EVALUATION, media_type=evaluation.XLSX
        ),
        download("/documents/evaluation/{span}.csv", evaluation.values, back=_EVALUATION, media_type=evaluation.CSV),
        *(
            download(f"/documents/{each}", make, back=_ARTICLES, media_type=kind, query=["about", "topic"])
            for each, (make, kind) in REFERENCES.items()
        ),
    ]


def all_finished_accounts(actor: Actor) -> Document:
    """All her finished accounts in one file. Raises NoFinishedAccounts."""
    accounts = look_up(accounts_for_paper, actor=actor)
    if not accounts:
        raise NoFinishedAccounts
    at = now()
    return filename(accounts, actor.name, at), reflective_accounts_pdf(accounts, author=actor.name, at=at)


def one_account(actor: Actor, account_id: int) -> Document:
    """One of her accounts, finished or not. Raises NotFound."""
    accounts = look_up(accounts_for_paper, actor=actor, account_ids=(account_id,))
    if not accounts:
        raise NotFound(what="reflective account")
    at = now()
    return filename(accounts, actor.name, at), reflective_accounts_pdf(accounts, author=actor.name, at=at)


def run_sheet_of(actor: Actor, session_id: int) -> Document:
    """What whoever leads a session takes along. Raises NotFound, SessionCancelled."""
    sheet = look_up(run_sheet, actor=actor, session_id=session_id, address=settings().address)
    return run_sheet_name(sheet), run_sheet_pdf(sheet, at=now())


def statement_of(actor: Actor, session_id: int) -> Document:
    """Her statement of attendance, with its reference made the first time. Raises NotAttended."""
    at = now()
    carry_out(issue_statement, actor=actor, session_id=session_id, now=at)
    statement = look_up(my_statement, actor=actor, session_id=session_id)
    return statement_name(statement), statement_pdf(statement, address=settings().address, at=at)


def evidence_file(actor: Actor, file_id: int) -> Document:
    """One of her files as she uploaded it. Raises NotFound."""
    return look_up(evidence_content, actor=actor, file_id=file_id)


def article_file(actor: Actor, article_file_id: int) -> Document:
    """A file of an article. Raises NotFound, FilesAreNotGivenOut, LicenceHasEnded, ForBookedOnly."""
    return look_up(article_file_content, actor=actor, article_file_id=article_file_id, now=now())


def key_points_of(actor: Actor, article_id: int) -> Document:
    """An article's key points on a sheet. Raises NotFound."""
    points, at = look_up(key_points, actor=actor, article_id=article_id, address=settings().address), now()
    return key_points_name(points, at), key_points_pdf(points, at=at)


def evidence_pack(actor: Actor, token: str) -> Document:
    """A pack that she has made within the hour. Raises PackGone."""
    return fetched(actor, token, now())


def download(
    path: str,
    make: Callable[..., Document],
    *,
    back: tuple[str, str],
    media_type: str = "application/pdf",
    query: Sequence[str] = (),
) -> Route:
    """The route of a document that `make` makes for whoever is signed in; `back` is where to go if it is refused.

    Without a media type it is told by the ending of the document's name, which we have given it. What the address says
    under the names of `query` is passed on to `make`.
    """

    async def serve(request: Request) -> Response:
        sign_in_id = await find_sign_in_id(request)
        asked = request.path_params | {name: request.query_params.get(name, "") for name in query}
        try:
            if sign_in_id is None:
                raise SignInNeeded  # noqa: TRY301 (answered like every other refusal)
            name, content = await run_in_threadpool(_make, make, sign_in_id, asked)
        except SignInNeeded:
            return RedirectResponse("/", status_code=303)
        except Refusal as refusal:
            page = _REFUSED.format(sentence=escape(refusal.sentence), address=back[0], what=back[1])
            return HTMLResponse(page, status_code=_STATUS.get(type(refusal), 422))
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
        kind = media_type or guess_type(name)[0] or "application/octet-stream"
        return Response(content, media_type=kind, headers=headers)

    return Route(path, serve, methods=["GET"])


def _make(make: Callable[..., Document], sign_in_id: int, asked: dict[str, Any]) -> Document:
    found = look_up(find_signed_in, sign_in_id=sign_in_id, limits=settings().limits, now=now())
    if found is None:
        raise SignInNeeded
    return make(found.actor, **asked)
