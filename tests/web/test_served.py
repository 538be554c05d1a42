"""One file under `streamlit run`, `uvicorn` and AppTest: Streamlit's own server behind our middleware."""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.web.headers import content_security_policy, script_hashes
from revalidation.web.identity import TRUSTED_HEADER
from tests.visiting import Run, free_port, serving, streamlit_run, visit
from tests.web.small_app.store import FIRST_TICKET

APP = Path(__file__).parent / "small_app" / "streamlit_app.py"


def by_uvicorn(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "uvicorn", "streamlit_app:app"),
        *("--app-dir", str(APP.parent), "--port", str(port), "--no-access-log"),
    ]


@pytest.fixture(scope="module", params=["streamlit run", "uvicorn"])
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    number = free_port()
    command = streamlit_run(APP, number) if request.param == "streamlit run" else by_uvicorn(number)
    with serving(command, number):
        yield number


def look(port: int, headers: dict[str, str] | None = None, page: str = "") -> Run:
    async def one_visit() -> Run:
        async with visit(port, headers) as tab:
            await tab.run(page)
            return await tab.run()

    return asyncio.run(one_visit())


def request(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def test_a_stranger_is_nobody_and_the_application_is_made_once_not_at_each_rerun(port: int) -> None:
    run = look(port)
    assert run.texts == ["sign-in None", "made 1"]
    assert run.errors == []


def test_a_forged_header_changes_nothing(port: int) -> None:
    assert look(port, {TRUSTED_HEADER: "41"}).texts[0] == "sign-in None"


def test_a_ticket_leads_to_a_cookie_and_the_cookie_to_the_sign_in_on_every_page(port: int) -> None:
    answer = request(
        *(port, "POST", "/enter", json.dumps({"ticket": FIRST_TICKET}).encode()),
        Origin=f"http://127.0.0.1:{port}",
        Content_Type="application/json",
    )
    assert answer[0] == 204
    cookie = {"Cookie": answer[1]["set-cookie"].partition(";")[0]}
    assert look(port, cookie).texts[0] == "sign-in 41"
    assert look(port, cookie | {TRUSTED_HEADER: "1"}, "other").texts == ["sign-in 41 on the other page"]


def test_the_policy_allows_the_inline_script_of_the_page_that_is_served(port: int) -> None:
    status, headers, page = request(port, "GET", "/")
    assert status == 200
    assert headers["content-security-policy"] == content_security_policy()
    assert all(allowed in content_security_policy() for allowed in script_hashes(page.decode()))


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_closed_addresses_are_closed(port: int, path: str) -> None:
    assert request(port, "GET", path)[0] == 404


def test_our_routes_stand_before_streamlits(port: int) -> None:
    assert request(port, "GET", "/healthz")[::2] == (200, b"ok")


def test_the_same_file_runs_under_app_test() -> None:
    page = AppTest.from_file(str(APP))
    page.user = {"sub": "7"}
    assert page.run().text[0].value == "sign-in 7"
    assert not page.exception


def test_entering_is_drawn_once_a_ticket_is_there() -> None:
    for _ in range(2):  # the second has a runtime of its own
        page = AppTest.from_file(str(APP)).run()
        page.button[0].click().run()
        assert not page.exception
        assert page.get("bidi_component")
