"""Every answer carries the security headers, and the policy fits the page Streamlit really serves."""

import importlib.util
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from revalidation.web.headers import SecurityHeaders, content_security_policy, script_hashes
from tests.web.asking import Answer, ask


async def plain(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("here")


async def with_its_own(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("here", headers={"Cache-Control": "max-age=60", "Content-Security-Policy": "sandbox"})


OPEN = Starlette(routes=[Route("/own", with_its_own), Route("/{rest:path}", plain)])


def get(path: str, *, scheme: str = "http", public_address: str = "") -> Answer:
    return ask(SecurityHeaders(OPEN, public_address), "GET", path, scheme=scheme)


@pytest.mark.parametrize("path", ["/", "/enter", "/_stcore/health", "/_stcore/metrics"])
def test_every_answer_has_the_headers(path: str) -> None:
    answer = get(path)
    assert answer.header("content-security-policy") == content_security_policy()
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("x-frame-options") == "DENY"
    assert answer.header("referrer-policy") == "no-referrer"
    assert answer.header("cross-origin-opener-policy") == "same-origin"
    assert "camera=()" in (answer.header("permissions-policy") or "")
    assert answer.header("cache-control") == "no-store"


def test_a_route_may_say_something_of_its_own() -> None:
    answer = get("/own")
    assert answer.header("cache-control") == "max-age=60"
    assert answer.header("content-security-policy") == "sandbox"
    assert len([name for name, _ in answer.headers if name == "content-security-policy"]) == 1


@pytest.mark.parametrize(("scheme", "public_address"), [("https", ""), ("http", "https://reading.example")])
def test_https_is_remembered_by_the_browser(scheme: str, public_address: str) -> None:
    assert get("/", scheme=scheme, public_address=public_address).header("strict-transport-security")


def test_http_does_not_ask_for_https() -> None:
    assert get("/").header("strict-transport-security") is None


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"]
)
def test_streamlits_addresses_that_tell_tales_are_closed(path: str) -> None:
    answer = get(path)
    assert (answer.status, answer.body) == (404, b"")


def test_the_rest_is_open() -> None:
    assert get("/_stcore/health").status == 200


def test_the_policy_names_the_one_inline_script_of_streamlits_page() -> None:
    spec = importlib.util.find_spec("streamlit")
    assert spec is not None
    assert spec.origin is not None
    page = (Path(spec.origin).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = script_hashes(page)
    assert len(hashes) == 1, "Streamlit's page has changed: look at its inline scripts before allowing them"
    assert f"script-src 'self' blob: {hashes[0]};" in content_security_policy()


def test_the_policy_lets_no_text_become_a_program() -> None:
    directives = {part.split()[0]: part.split()[1:] for part in content_security_policy().split("; ")}
    assert directives["default-src"] == ["'none'"]
    assert "'unsafe-inline'" not in directives["script-src"]
    assert "'unsafe-eval'" not in directives["script-src"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert not [source for sources in directives.values() for source in sources if "http" in source or "*" in source]


def test_a_hash_is_what_a_browser_computes() -> None:
    page = '<script src="a.js"></script><script type="module">alert(1)</script><style>p {}</style>'
    assert script_hashes(page) == ["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]
