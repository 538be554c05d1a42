"""A ticket becomes a cookie once, and only for our own page."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette

from revalidation.web.entering import entering
from tests.web.asking import Answer, ask

TICKET = "a-ticket"
TOKEN = "t" * 43
ENDS_AT = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
OURS = (("Origin", "http://reading.example"), ("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/json"))
SECURE = (("Origin", "https://reading.example"), *OURS[1:])


@dataclass(frozen=True)
class Sesame:
    token: str
    ends_at: datetime


class Tickets:
    """One ticket, good for one use."""

    def __init__(self) -> None:
        self.left = {TICKET}

    def swap(self, ticket: str) -> Sesame | None:
        if ticket not in self.left:
            return None
        self.left.remove(ticket)
        return Sesame(TOKEN, ENDS_AT)


def app_with(tickets: Tickets, public_address: str = "") -> Starlette:
    return Starlette(routes=[entering(tickets.swap, public_address)])


def enter(
    app: Starlette, headers: tuple[tuple[str, str], ...] = OURS, *, ticket: object = TICKET, scheme: str = "http"
) -> Answer:
    return ask(app, "POST", "/enter", headers=headers, body=json.dumps({"ticket": ticket}).encode(), scheme=scheme)


def test_a_ticket_is_swapped_for_a_cookie_that_scripts_cannot_read() -> None:
    answer = enter(app_with(Tickets()))
    assert (answer.status, answer.body) == (204, b"")
    cookie = answer.header("set-cookie")
    assert cookie == f"revalidation={TOKEN}; expires=Mon, 23 Nov 2026 20:30:00 GMT; HttpOnly; Path=/; SameSite=lax"


@pytest.mark.parametrize(("scheme", "public_address"), [("https", ""), ("http", "https://reading.example/")])
def test_over_https_the_cookie_is_secure_and_bound_to_the_host(scheme: str, public_address: str) -> None:
    cookie = enter(app_with(Tickets(), public_address), SECURE, scheme=scheme).header("set-cookie") or ""
    assert cookie.startswith(f"__Host-revalidation={TOKEN}; ")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_a_ticket_is_swapped_once() -> None:
    app = app_with(Tickets())
    assert [enter(app).status, enter(app).status] == [204, 403]


def test_a_browser_that_sends_no_fetch_metadata_gets_in() -> None:
    assert enter(app_with(Tickets()), (OURS[0], OURS[2])).status == 204


@pytest.mark.parametrize(
    "headers",
    [
        (("Origin", "http://elsewhere.example"), *OURS[1:]),
        (("Origin", "http://reading.example.elsewhere.example"), *OURS[1:]),
        (("Origin", "http://reading.example:8080"), *OURS[1:]),
        (("Origin", "null"), *OURS[1:]),
        (OURS[1], OURS[2]),
        (OURS[0], ("Sec-Fetch-Site", "cross-site"), OURS[2]),
        (OURS[0], ("Sec-Fetch-Site", "same-site"), OURS[2]),
        (OURS[0], ("Sec-Fetch-Site", "none"), OURS[2]),
    ],
)
def test_another_site_cannot_sign_its_visitors_in_nor_use_a_ticket_up(headers: tuple[tuple[str, str], ...]) -> None:
    tickets = Tickets()
    answer = enter(app_with(tickets), headers)
    assert (answer.status, answer.body, answer.header("set-cookie")) == (403, b"", None)
    assert tickets.left == {TICKET}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_plain_form_could_send_is_refused(kind: str) -> None:
    tickets = Tickets()
    assert enter(app_with(tickets), (*OURS[:2], ("Content-Type", kind))).status == 403
    assert tickets.left == {TICKET}


@pytest.mark.parametrize("ticket", ["", None, 7, ["a-ticket"], {"a": 1}, "unknown", "long" * 1000])
def test_anything_but_a_ticket_is_refused_without_a_reason(ticket: object) -> None:
    answer = enter(app_with(Tickets()), ticket=ticket)
    assert (answer.status, answer.body) == (403, b"")


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 500, b'"' + b"a" * 600_000 + b'"'])
def test_a_body_that_is_no_small_json_object_is_refused(body: bytes) -> None:
    assert ask(app_with(Tickets()), "POST", "/enter", headers=OURS, body=body).status == 403


def test_only_post_enters() -> None:
    assert ask(app_with(Tickets()), "GET", "/enter", headers=OURS).status == 405
