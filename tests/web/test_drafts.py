"""The drafts' address over a real socket: who may send, what is refused, and that no answer repeats what was typed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import Any

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, start_account
from revalidation.commands.sign_ins import sign_out_everywhere
from revalidation.domain.people import Actor
from revalidation.domain.sign_ins import Limits
from revalidation.queries.accounts import get_account
from revalidation.queries.drafts import mirror_keys
from revalidation.queries.sign_ins import find_sign_in_id
from revalidation.web.drafts import BODY_LIMIT, drafts
from tests import make
from tests.web.serving import cookie_of, served

TEXT = "I met Mrs Patel, and a canary <b>sang</b>"
SENT: dict[str, Any] = {
    "client": "a" * 32,
    "seq": 1,
    "base": 0,
    "title": "One",
    "answers": [TEXT, "", "", ""],
    "themes": ["preserve_safety"],
    "scaffold": "",
    "settles": [],
    "look_through": ["answer_1"],
}


@pytest.fixture
def port(database: str) -> Iterator[int]:
    with served([drafts()]) as port:
        yield port
    assert database


def begun(nurse: Actor) -> int:
    return carry_out(start_account, actor=nurse, session_id=None, now=datetime.now(UTC))


def draft(nurse: Actor, **changed: object) -> dict[str, object]:
    (key,) = look_up(mirror_keys, actor=nurse)
    return {**SENT, "owner": key.owner, **changed}


def ask(
    port: int,
    account_id: int | str,
    cookie: str,
    *,
    method: str = "PUT",
    sent: object = None,
    headers: dict[str, str] | None = None,
    query: str = "",
) -> tuple[int, dict[str, Any]]:
    """The status and what was said."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    origin = {"Origin": f"http://127.0.0.1:{port}"} if method == "PUT" else {}
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    connection.request(
        method,
        f"/api/drafts/{account_id}{query}",
        body=body if method == "PUT" else None,
        headers={"Cookie": cookie, "Content-Type": "application/json", **origin, **(headers or {})},
    )
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.getheader("Cache-Control") == "no-store"
    if method == "PUT":
        assert "canary" not in content.decode()
    said: dict[str, Any] = json.loads(content)
    return answer.status, said


def stored(nurse: Actor, account_id: int) -> str:
    return look_up(get_account, actor=nurse, account_id=account_id).written.answers[0]


def test_a_draft_is_saved_and_answered_with_its_remarks(port: int) -> None:
    nurse = make.person()
    account_id = begun(nurse)
    status, said = ask(port, account_id, cookie_of(nurse), sent=draft(nurse))
    assert (status, said["came"], said["revision"], said["newest"]) == (200, "saved", 1, 1)
    assert stored(nurse, account_id) == TEXT
    ((field, start, end, _),) = said["remarks"]
    assert (field, TEXT[start:end]) == ("answer_1", "Mrs Patel")
    unchanged = draft(nurse, seq=2, base=1, look_through=["answer_2"])
    assert ask(port, account_id, cookie_of(nurse), sent=unchanged)[1]["remarks"] == []


def test_a_stale_draft_is_answered_with_what_the_newest_is(port: int) -> None:
    nurse = make.person()
    account_id, cookie = begun(nurse), cookie_of(nurse)
    ask(port, account_id, cookie, sent=draft(nurse))
    status, said = ask(port, account_id, cookie, sent=draft(nurse, client="b" * 32, title="Two"))
    assert (status, said["came"], said["newest"]) == (409, "beside", 1)
    (key,) = look_up(mirror_keys, actor=nurse)
    status, said = ask(port, account_id, cookie, method="GET", query=f"?owner={key.owner}")
    assert (status, said["revision"], said["answers"][0]) == (200, 1, TEXT)


def test_a_finished_account_says_so(port: int) -> None:
    nurse = make.person()
    account_id, cookie = begun(nurse), cookie_of(nurse)
    ask(port, account_id, cookie, sent=draft(nurse, answers=["a", "b", "c", "d"]))
    carry_out(finish_account, actor=nurse, account_id=account_id, revision=1, now=datetime.now(UTC))
    status, said = ask(port, account_id, cookie, sent=draft(nurse, seq=2, base=1))
    assert (status, said["came"]) == (409, "finished")


def test_whoever_is_signed_out_is_told_so(port: int) -> None:
    nurse = make.person()
    account_id, cookie = begun(nurse), cookie_of(nurse)
    carry_out(sign_out_everywhere, actor=nurse, now=datetime.now(UTC))
    for given in ("", cookie, "revalidation=garbage"):
        assert ask(port, account_id, given, sent=draft(nurse))[0] == 401
    assert stored(nurse, account_id) == ""


def test_a_tab_left_open_does_not_write_as_whoever_is_signed_in_by_now(port: int) -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    account_id = begun(other)
    assert ask(port, account_id, cookie_of(other), sent=draft(nurse))[0] == 401
    (key,) = look_up(mirror_keys, actor=nurse)
    assert ask(port, account_id, cookie_of(other), method="GET", query=f"?owner={key.owner}")[0] == 401
    assert stored(other, account_id) == ""


def test_an_account_of_somebody_else_is_as_good_as_not_there(port: int) -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    account_id = begun(nurse)
    ask(port, account_id, cookie_of(nurse), sent=draft(nurse))
    (key,) = look_up(mirror_keys, actor=other)
    for number in (account_id, 4711, 2**31, "9" * 40, "9" * 5000):
        assert ask(port, number, cookie_of(other), sent=draft(other, seq=2, base=1))[0] == 404
        assert ask(port, number, cookie_of(other), method="GET", query=f"?owner={key.owner}")[0] == 404
    assert stored(nurse, account_id) == TEXT


def test_a_librarian_has_no_accounts(port: int) -> None:
    nurse = make.person()
    account_id = begun(nurse)
    assert ask(port, account_id, cookie_of(make.librarian()), sent=draft(nurse))[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": ""},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_other_site_sends_drafts(port: int, headers: dict[str, str]) -> None:
    nurse = make.person()
    account_id = begun(nurse)
    assert ask(port, account_id, cookie_of(nurse), sent=draft(nurse), headers=headers)[0] == 403
    assert stored(nurse, account_id) == ""


@pytest.mark.parametrize(
    "changed",
    [
        {"client": "short"},
        {"client": "a b" * 8},
        {"client": 7},
        {"seq": "1"},
        {"seq": -1},
        {"seq": True},
        {"seq": 2**31},
        {"base": None},
        {"title": 7},
        {"answers": ["canary", "", ""]},
        {"answers": ["canary", "", "", 4]},
        {"answers": None},
        {"themes": ["Preserve safety"]},
        {"themes": [7]},
        {"scaffold": "../x"},
        {"settles": ["1"]},
        {"settles": None},
        {"look_through": None},
        {"look_through": [["answer_1"]]},
        {"owner": None},
        {"owner": "\ud800" * 32},
    ],
)
def test_what_is_no_draft_is_refused(port: int, changed: dict[str, object]) -> None:
    nurse = make.person()
    account_id = begun(nurse)
    assert ask(port, account_id, cookie_of(nurse), sent=draft(nurse, **changed))[0] == 400
    assert look_up(get_account, actor=nurse, account_id=account_id).revision == 0


@pytest.mark.parametrize("sent", [b"", b"canary", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(port: int, sent: bytes) -> None:
    nurse = make.person()
    assert ask(port, begun(nurse), cookie_of(nurse), sent=sent)[0] == 400


def test_text_that_is_too_long_is_refused_beside_its_field(port: int) -> None:
    nurse = make.person()
    account_id, cookie = begun(nurse), cookie_of(nurse)
    status, said = ask(port, account_id, cookie, sent=draft(nurse, answers=["", "", "", "canary" * 5000]))
    assert (status, said["field"]) == (422, "answer_4")
    assert ask(port, account_id, cookie, sent=b" " * (BODY_LIMIT + 1))[0] == 413


def test_half_a_character_is_dropped(port: int) -> None:
    nurse = make.person()
    account_id = begun(nurse)
    assert ask(port, account_id, cookie_of(nurse), sent=draft(nurse, answers=["a\ud83db", "", "", ""]))[0] == 200
    assert stored(nurse, account_id) == "ab"


def test_somebody_who_only_types_is_not_idle(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    nurse = make.person()
    account_id, cookie = begun(nurse), cookie_of(nurse)
    later = datetime.now(UTC) + timedelta(minutes=50)
    monkeypatch.setattr("revalidation.web.drafts.now", lambda: later)
    assert ask(port, account_id, cookie, sent=draft(nurse))[0] == 200
    token = cookie.partition("=")[2]
    assert look_up(find_sign_in_id, token=token, limits=Limits(), now=later + timedelta(minutes=50))
