"""Nobody is somebody because they say so; a cookie counts only while its sign-in is open."""

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from revalidation.web.identity import TRUSTED_HEADER, Identity, find_signed_in
from tests.web.asking import ask, knock

TOKEN = "t" * 43
FORGED = ((TRUSTED_HEADER, "1"), (TRUSTED_HEADER.lower(), "2"), (TRUSTED_HEADER.upper(), "3"))


class Behind:
    """What stands behind the middleware: notes the headers it gets, and answers who is asking."""

    def __init__(self) -> None:
        self.trusted: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.trusted = [value.decode() for name, value in scope["headers"] if name.decode() == TRUSTED_HEADER.lower()]
        if scope["type"] == "http":
            answer = PlainTextResponse(str(await find_signed_in(Request(scope))))
            await answer(scope, receive, send)


class SignIns:
    """One open sign-in, and the tokens that were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, token: str) -> int | None:
        self.asked.append(token)
        return 41 if token == TOKEN else None


def test_a_websocket_with_the_cookie_of_an_open_sign_in_gets_the_header() -> None:
    behind = Behind()
    knock(Identity(behind, SignIns().find), "/_stcore/stream", headers=[("Cookie", f"revalidation={TOKEN}")])
    assert behind.trusted == ["41"]


def test_a_forged_header_is_replaced_by_what_the_cookie_says() -> None:
    behind = Behind()
    headers = [*FORGED, ("Cookie", f"revalidation={TOKEN}")]
    knock(Identity(behind, SignIns().find), "/_stcore/stream", headers=headers)
    assert behind.trusted == ["41"]


def test_a_forged_header_is_stripped_from_a_websocket_without_a_cookie() -> None:
    behind = Behind()
    knock(Identity(behind, SignIns().find), "/_stcore/stream", headers=FORGED)
    assert behind.trusted == []


@pytest.mark.parametrize("path", ["/", "/enter", "/_stcore/upload_file/a/b", "/documents/1"])
def test_a_forged_header_is_stripped_from_http_whatever_the_address(path: str) -> None:
    behind = Behind()
    ask(Identity(behind, SignIns().find), "GET", path, headers=[*FORGED, ("Cookie", f"revalidation={TOKEN}")])
    assert behind.trusted == []


def test_a_route_learns_who_is_asking() -> None:
    answer = ask(Identity(Behind(), SignIns().find), "GET", "/", headers=[("Cookie", f"other=1; revalidation={TOKEN}")])
    assert answer.body == b"41"


def test_without_a_cookie_nobody_is_looked_up() -> None:
    sign_ins = SignIns()
    assert ask(Identity(Behind(), sign_ins.find), "GET", "/", headers=FORGED).body == b"None"
    assert sign_ins.asked == []


@pytest.mark.parametrize(
    "garbage", ["", "x", "t" * 42, "t" * 44, "t" * 4000, "' OR 1=1 --", "\N{LATIN SMALL LETTER E WITH ACUTE}" * 43]
)
def test_garbage_in_the_cookie_does_not_reach_the_database(garbage: str) -> None:
    sign_ins, behind = SignIns(), Behind()
    knock(Identity(behind, sign_ins.find), "/_stcore/stream", headers=[("Cookie", f"revalidation={garbage}")])
    assert behind.trusted == []
    assert sign_ins.asked == []


def test_a_token_whose_sign_in_has_ended_makes_a_guest() -> None:
    behind = Behind()
    knock(Identity(behind, SignIns().find), "/_stcore/stream", headers=[("Cookie", f"revalidation={'u' * 43}")])
    assert behind.trusted == []


@pytest.mark.parametrize(("scheme", "public_address"), [("wss", ""), ("ws", "https://reading.example")])
def test_over_https_only_the_cookie_no_other_host_can_plant_counts(scheme: str, public_address: str) -> None:
    behind = Behind()
    app = Identity(behind, SignIns().find, public_address)
    knock(app, "/_stcore/stream", headers=[("Cookie", f"revalidation={TOKEN}")], scheme=scheme)
    assert behind.trusted == []
    knock(app, "/_stcore/stream", headers=[("Cookie", f"__Host-revalidation={TOKEN}")], scheme=scheme)
    assert behind.trusted == ["41"]


def test_when_the_look_up_fails_nobody_gets_in() -> None:
    def fail(_token: str) -> int | None:
        raise ConnectionError

    behind = Behind()
    with pytest.raises(ConnectionError):
        knock(Identity(behind, fail), "/_stcore/stream", headers=[*FORGED, ("Cookie", f"revalidation={TOKEN}")])
    assert behind.trusted == []
