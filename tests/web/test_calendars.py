"""The calendar feed and the download of one session over a real socket, and what everybody else gets."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
import vobject

from revalidation.acting import carry_out
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.calendars import make_calendar_address, withdraw_calendar_address
from revalidation.commands.sign_ins import sign_out_everywhere
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import local
from revalidation.web.calendars import calendars
from tests import make
from tests.web.serving import asked, cookie_of, served

GROUP = 'Night/readers; "R&D", ŵ\\n 🎉'


@pytest.fixture
def port(database: str) -> Iterator[int]:
    with served(calendars()) as port:
        yield port
    assert database


def read(port: int, path: str, cookie: str = "", *, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """The status, the headers by their names in lower case but for the time, and the content."""
    answer, content = asked(port, path, cookie, method=method)
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return answer.status, {name: value for name, value in headers.items() if name != "date"}, content


def booked(*nurses: Actor) -> tuple[int, datetime]:
    by = make.librarian()
    starts_at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
    session_id = make.session(by, make.group(by, GROUP), starts_at=starts_at)
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=datetime.now(UTC))
    return session_id, starts_at


def address_of(nurse: Actor) -> str:
    return f"/calendar/{carry_out(make_calendar_address, actor=nurse, now=datetime.now(UTC))}.ics"


def test_a_calendar_program_reads_her_places_without_a_cookie_and_nobody_keeps_them(port: int) -> None:
    nurse = make.person()
    session_id, starts_at = booked(nurse)
    address = address_of(nurse)
    status, headers, content = read(port, address)
    assert status == 200
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["cache-control"] == "private, no-store"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["content-disposition"] == 'attachment; filename="my-sessions.ics"'
    assert "set-cookie" not in headers
    (event,) = vobject.readOne(content.decode()).vevent_list
    assert (event.summary.value, event.dtstart.value, event.status.value) == (GROUP, starts_at, "CONFIRMED")
    carry_out(cancel_booking, actor=nurse, session_id=session_id, now=datetime.now(UTC))
    (after,) = vobject.readOne(read(port, address)[2].decode()).vevent_list
    assert (after.uid.value, after.status.value) == (event.uid.value, "CANCELLED")


def test_the_feed_holds_no_name_or_address_of_anybody(port: int) -> None:
    nurse, other = make.person("Siân Herself"), make.person("Somebody Else")
    booked(nurse, other)
    text = read(port, address_of(nurse))[2].decode()
    assert "BEGIN:VEVENT" in text
    assert not [word for word in ("Siân", "Somebody", "trust.example", "Rarian") if word in text]


def test_head_says_the_same_without_the_calendar(port: int) -> None:
    nurse = make.person()
    booked(nurse)
    address = address_of(nurse)
    _, whole, content = read(port, address)
    status, headers, nothing = read(port, address, method="HEAD")
    assert (status, nothing) == (200, b"")
    assert headers["content-length"] == str(len(content))
    assert headers == whole


def test_whatever_is_wrong_with_an_address_the_answer_is_the_same(port: int) -> None:
    nurse, switched_off = make.person(), make.person("Nurse Two")
    old, off = address_of(nurse), address_of(switched_off)
    address_of(nurse)
    carry_out(withdraw_calendar_address, actor=switched_off)
    without_ending = address_of(make.person("Nurse Three")).removesuffix(".ics")
    never = [f"/calendar/{token}.ics" for token in ("x" * 43, "x", "x" * 5000, "%00", "%F0%9F%8E%89", ".", "a/b")]
    answers = [read(port, path, cookie_of(nurse)) for path in (old, off, without_ending, *never)]
    for status, headers, content in answers:
        assert status == 404
        assert content == b"There is no calendar here."
        assert headers["cache-control"] == "private, no-store"
        assert headers == answers[0][1]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "OPTIONS"])
def test_a_calendar_can_only_be_read(port: int, method: str) -> None:
    assert read(port, address_of(make.person()), method=method)[0] == 405


def test_no_log_names_an_address(port: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    address = address_of(make.person())
    assert read(port, address)[0] == 200
    assert read(port, f"{address}x")[0] == 404
    ours = [record for record in caplog.records if not record.name.startswith("uvicorn")]
    assert not [record for record in ours if address[10:40] in record.getMessage()]


def test_she_downloads_her_session_under_a_name_that_says_which(port: int) -> None:
    nurse = make.person()
    session_id, starts_at = booked(nurse)
    status, headers, content = read(port, f"/documents/session/{session_id}.ics", cookie_of(nurse))
    assert status == 200
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    day = local(starts_at).date().isoformat()
    name = unquote(headers["content-disposition"].removeprefix("attachment; filename*=UTF-8''"))
    assert name == f"Night readers; R&D , ŵ n 🎉 – {day}.ics"
    assert headers["content-disposition"].isascii()
    calendar = vobject.readOne(content.decode())
    assert calendar.method.value == "PUBLISH"
    assert calendar.vevent.summary.value == GROUP


def test_another_nurse_a_librarian_and_a_number_too_large_are_refused(port: int) -> None:
    nurse = make.person()
    session_id, _ = booked(nurse)
    librarian = make.person("Lib Two", Role.LIBRARIAN)
    for who, which, status in (
        (make.person("Other"), session_id, 404),
        (librarian, session_id, 403),
        (nurse, 4711, 404),
        (nurse, 2**31, 404),
        (nurse, 10**40, 404),
    ):
        given, _, content = read(port, f"/documents/session/{which}.ics", cookie_of(who))
        assert given == status
        assert b"BEGIN:VCALENDAR" not in content
        assert b'<a href="/sessions">back to groups and sessions</a>' in content


def test_a_stranger_and_an_ended_sign_in_are_sent_to_the_door(port: int) -> None:
    nurse = make.person()
    session_id, _ = booked(nurse)
    cookie = cookie_of(nurse)
    carry_out(sign_out_everywhere, actor=nurse, now=datetime.now(UTC))
    for each in ("", cookie):
        status, headers, content = read(port, f"/documents/session/{session_id}.ics", each)
        assert (status, headers["location"], content) == (303, "/", b"")


def test_the_secret_address_opens_no_download_and_a_cookie_no_feed(port: int) -> None:
    nurse = make.person()
    session_id, _ = booked(nurse)
    token = address_of(nurse).removeprefix("/calendar/").removesuffix(".ics")
    assert read(port, f"/documents/session/{session_id}.ics", f"revalidation={token}")[0] == 303
    assert read(port, f"/calendar/{cookie_of(nurse).removeprefix('revalidation=')}.ics")[0] == 404
