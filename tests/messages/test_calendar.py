"""What we write for calendar programs, read back by two libraries that did not write it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from revalidation.domain.calendars import CalendarEntry, CalendarMethod
from revalidation.domain.text import cleaned
from revalidation.domain.times import LONDON, from_local
from revalidation.messages.calendar import calendar_feed_text, calendar_text

ENTRY = CalendarEntry(
    uid="booking-7@reading.example",
    sequence=0,
    title="Evening readers",
    starts_at=datetime(2026, 12, 4, 12, 30, tzinfo=UTC),
    ends_at=datetime(2026, 12, 4, 13, 30, tzinfo=UTC),
    where="Moor House, Seminar room 2",
    online_link="https://meet.example/a,b;c?d=e&f=ü",
    description="Reading group",
    stamped_at=datetime(2026, 7, 1, 9, 15, tzinfo=UTC),
    attendee_name="Siân O’Brien, RN; “Jo”",
    attendee_email="sian.o'brien@trust.example",
)
HOSTILE = (
    "Commas, semicolons; back\\slashes\\n and \\, twice",
    "C:\\New\\notes and C:\\\\New",
    "Two\nlines\r\nor\rmore",
    "Ends here\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:mine",
    "Separators\u2028ATTENDEE:mailto:me@elsewhere.example\u2029URL:https://elsewhere.example\x85X:y\x0bX:y\x0cX:y",
    "Emoji 👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿 and ŵŷ 漢字 עברית",
    "Half a pair \ud83d, a bell \x07 and a nought \x00",
    "Quotes \" and carets ^n ^' and colons: =?;VALUE=x",
    " " * 5 + "spaces around" + " " * 80 + "and inside ",
    "é" * 300,
    "🎉" * 100,
)


@dataclass(frozen=True)
class Read:
    """One event as a library understood it."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    description: str
    status: str
    attendees: tuple[str, ...]
    stamped_at: datetime


def read_by_vobject(text: str) -> tuple[str, list[Read]]:
    calendar = vobject.readOne(text)
    return str(calendar.method.value), [
        Read(
            uid=event.uid.value,
            sequence=int(event.sequence.value),
            title=event.summary.value,
            starts_at=event.dtstart.value,
            ends_at=event.dtend.value,
            where=event.location.value,
            description=event.description.value,
            status=event.status.value,
            attendees=tuple(each.value for each in event.contents.get("attendee", [])),
            stamped_at=event.dtstamp.value,
        )
        for event in calendar.vevent_list
    ]


def read_by_ical(text: str) -> tuple[str, list[Read]]:
    calendar = IcsCalendarStream.calendar_from_ics(text)
    method = re.findall(r"^METHOD:(\w+)\r$", text, re.MULTILINE)
    assert len(method) == 1
    found = []
    for event in calendar.events:
        assert isinstance(event.dtstart, datetime)
        assert isinstance(event.dtend, datetime)
        assert isinstance(event.dtstamp, datetime)
        assert event.sequence is not None
        assert event.status
        found.append(
            Read(
                uid=event.uid,
                sequence=event.sequence,
                title=event.summary or "",
                starts_at=event.dtstart,
                ends_at=event.dtend,
                where=event.location or "",
                description=event.description or "",
                status=event.status.value,
                attendees=tuple(str(each.uri) for each in event.attendees),
                stamped_at=event.dtstamp,
            )
        )
    return method[0], found


Reader = Callable[[str], tuple[str, list[Read]]]
both = pytest.mark.parametrize("reader", [read_by_vobject, read_by_ical])


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def kept(typed: str) -> str:
    """What is left of a text: all but what a calendar can't hold."""
    return re.sub("[\u2028\u2029]", "\n", cleaned(typed)).replace("\ufeff", "")


def at(day: date, clock: time, minutes: int = 60) -> CalendarEntry:
    starts_at = from_local(day, clock)
    return replace(ENTRY, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes))


@both
@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2027, 1, 15), 0),
        (date(2027, 7, 16), 1),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 25), 0),
        (date(2026, 10, 26), 0),
        (date(2027, 3, 27), 0),
        (date(2027, 3, 28), 1),
        (date(2027, 3, 29), 1),
        (date(2031, 10, 26), 0),
    ],
)
def test_half_past_twelve_is_half_past_twelve_all_year(reader: Reader, day: date, offset: int) -> None:
    _, (event,) = reader(calendar_text(at(day, time(12, 30)), CalendarMethod.REQUEST))
    assert event.starts_at.replace(tzinfo=None) == datetime.combine(day, time(12, 30))
    assert event.starts_at.utcoffset() == timedelta(hours=offset)
    assert event.starts_at.astimezone(UTC) == from_local(day, time(12, 30))
    assert event.ends_at.astimezone(UTC) == from_local(day, time(13, 30))


@both
@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2026-10-25T00:30", "2026-10-25T01:30"),  # from the first half past one into the repeated one
        ("2026-10-25T01:30", "2026-10-25T02:30"),  # begins in the repeated hour
        ("2026-10-25T00:15", "2026-10-25T00:45"),  # all in the first pass
        ("2026-10-25T01:15", "2026-10-25T01:45"),  # all in the second
        ("2026-10-24T23:30", "2026-10-25T02:30"),  # across it
        ("2027-03-28T00:30", "2027-03-28T01:30"),  # across the hour that is skipped
        ("2027-03-28T01:00", "2027-03-28T02:00"),  # begins when it has just been skipped
        ("2026-12-31T23:30", "2027-01-01T00:30"),
    ],
)
def test_at_night_a_session_keeps_its_moment_and_its_length(reader: Reader, starts: str, ends: str) -> None:
    starts_at, ends_at = (datetime.fromisoformat(f"{moment}+00:00") for moment in (starts, ends))
    _, (event,) = reader(calendar_text(replace(ENTRY, starts_at=starts_at, ends_at=ends_at), CalendarMethod.REQUEST))
    assert event.starts_at.astimezone(UTC) == starts_at
    assert event.ends_at.astimezone(UTC) == ends_at


@pytest.mark.parametrize(
    ("clock", "minutes", "starts", "ends"),
    [
        (time(0, 30), 20, ";TZID=Europe/London:20261025T003000", ";TZID=Europe/London:20261025T005000"),
        (time(0, 30), 60, ":20261024T233000Z", ":20261025T003000Z"),
        (time(1, 30), 20, ":20261025T003000Z", ":20261025T005000Z"),
        (time(1, 30), 60, ":20261025T003000Z", ":20261025T013000Z"),
        (time(2, 0), 60, ";TZID=Europe/London:20261025T020000", ";TZID=Europe/London:20261025T030000"),
    ],
)
def test_only_the_hour_that_the_clock_shows_twice_is_written_in_utc(
    clock: time, minutes: int, starts: str, ends: str
) -> None:
    lines = unfolded(calendar_text(at(date(2026, 10, 25), clock, minutes), CalendarMethod.PUBLISH))
    assert {f"DTSTART{starts}", f"DTEND{ends}"} <= set(lines)


def test_our_own_time_zone_agrees_with_the_real_one_on_every_day_of_twenty_years() -> None:
    zone = vobject.readOne(calendar_text(ENTRY, CalendarMethod.PUBLISH)).vtimezone.gettzinfo()
    for number in range(20 * 366):
        moment = datetime(2020, 1, 1, 12, 30) + timedelta(days=number)  # noqa: DTZ001 (a wall clock's time)
        assert zone.utcoffset(moment) == LONDON.utcoffset(moment), moment


@both
def test_a_change_and_a_cancellation_keep_the_uid_and_raise_the_sequence(reader: Reader) -> None:
    moved = replace(ENTRY, sequence=1, starts_at=ENTRY.starts_at + timedelta(days=7), ends_at=ENTRY.ends_at)
    moved = replace(moved, ends_at=moved.starts_at + timedelta(hours=1))
    steps = [
        (ENTRY, CalendarMethod.REQUEST, "CONFIRMED"),
        (moved, CalendarMethod.REQUEST, "CONFIRMED"),
        (replace(moved, sequence=2), CalendarMethod.CANCEL, "CANCELLED"),
    ]
    for number, (entry, method, status) in enumerate(steps):
        said, (event,) = reader(calendar_text(entry, method))
        assert said == method
        assert (event.uid, event.sequence, event.status) == (ENTRY.uid, number, status)
        assert event.starts_at == entry.starts_at
        assert event.stamped_at == ENTRY.stamped_at
        assert event.attendees == (f"mailto:{ENTRY.attendee_email}",)


def test_whoever_is_invited_has_said_yes_already_and_is_not_asked() -> None:
    text = calendar_text(ENTRY, CalendarMethod.REQUEST, mail_from="Ward Library <lib@t.example>")
    (event,) = IcsCalendarStream.calendar_from_ics(text).events
    (attendee,) = event.attendees
    assert (attendee.status, attendee.role, attendee.rsvp) == ("ACCEPTED", "REQ-PARTICIPANT", False)
    assert attendee.common_name == ENTRY.attendee_name
    assert event.organizer
    assert (event.organizer.common_name, str(event.organizer.uri)) == ("Ward Library", "mailto:lib@t.example")
    assert event.transparency == "OPAQUE"


def test_the_link_to_join_stands_where_programs_look_for_it() -> None:
    (event,) = IcsCalendarStream.calendar_from_ics(calendar_text(ENTRY, CalendarMethod.REQUEST)).events
    assert event.url == ENTRY.online_link
    assert [str(each.uri) for each in event.conference] == [ENTRY.online_link]
    assert event.description == f"Reading group\nJoin online: {ENTRY.online_link}"
    assert event.location == ENTRY.where
    nowhere = calendar_text(replace(ENTRY, where="", online_link=""), CalendarMethod.REQUEST)
    assert "LOCATION:Online" in unfolded(nowhere)
    assert "CONFERENCE" not in nowhere
    assert "URL" not in nowhere


@pytest.mark.parametrize(("method", "is_cancelled"), [(CalendarMethod.CANCEL, False), (CalendarMethod.PUBLISH, True)])
def test_what_is_cancelled_says_so_blocks_no_time_and_has_no_link_any_more(
    method: CalendarMethod, *, is_cancelled: bool
) -> None:
    lines = unfolded(calendar_text(replace(ENTRY, is_cancelled=is_cancelled), method))
    assert {"SUMMARY:Cancelled: Evening readers", "STATUS:CANCELLED", "TRANSP:TRANSPARENT"} <= set(lines)
    assert not [line for line in lines if "meet.example" in line]


def test_what_is_published_names_nobody_who_comes() -> None:
    text = calendar_text(ENTRY, CalendarMethod.PUBLISH)
    assert "ATTENDEE" not in text
    assert "trust.example" not in text
    assert "ORGANIZER" in text


@both
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_typed_survives_and_adds_nothing(reader: Reader, typed: str) -> None:
    entry = replace(ENTRY, title=typed, where=typed, description=typed, attendee_name=typed, online_link="")
    text = calendar_text(entry, CalendarMethod.REQUEST)
    _, (event,) = reader(text)
    expected = kept(typed)
    assert (event.title, event.where, event.description) == (expected, expected, expected)
    assert event.uid == ENTRY.uid
    assert event.attendees == (f"mailto:{ENTRY.attendee_email}",)
    usual = [line.split(":")[0].split(";")[0] for line in unfolded(calendar_text(ENTRY, CalendarMethod.REQUEST))]
    names = [line.split(":")[0].split(";")[0] for line in unfolded(text)]
    assert names == [name for name in usual if name not in {"URL", "CONFERENCE"}]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_at_all_breaks_a_calendar(typed: str) -> None:
    entry = replace(ENTRY, title=typed, where=typed, description=typed, attendee_name=typed)
    text = calendar_text(entry, CalendarMethod.REQUEST)
    expected = kept(typed)
    for reader in (read_by_vobject, read_by_ical):
        _, (event,) = reader(text)
        assert event.title == expected


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_lines_are_folded_at_75_octets_and_never_inside_a_character(typed: str) -> None:
    entry = replace(ENTRY, title=typed, attendee_name=typed, where=typed)
    sent = calendar_text(entry, CalendarMethod.REQUEST).encode()
    assert sent.endswith(b"END:VCALENDAR\r\n")
    lines = sent.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        assert not re.search(r"[\x00-\x1f]", line.decode())


@both
def test_a_feed_holds_one_event_for_each_date(reader: Reader) -> None:
    entries = [
        replace(
            ENTRY,
            uid=f"booking-{number}@reading.example",
            starts_at=ENTRY.starts_at + timedelta(days=number),
            ends_at=ENTRY.ends_at + timedelta(days=number),
            is_cancelled=number % 10 == 0,
        )
        for number in range(200)
    ]
    text = calendar_feed_text(entries, "My sessions, and; more")
    method, events = reader(text)
    assert method == "PUBLISH"
    assert [(event.uid, event.starts_at) for event in events] == [(entry.uid, entry.starts_at) for entry in entries]
    assert sum(event.status == "CANCELLED" for event in events) == 20
    assert text.count("BEGIN:VTIMEZONE") == 1


def test_a_feed_says_what_it_is_called_and_how_often_to_come_back() -> None:
    lines = unfolded(calendar_feed_text([], "My sessions, and;\nmore"))
    assert {r"X-WR-CALNAME:My sessions\, and\;\nmore", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"} <= set(lines)
    assert {"X-PUBLISHED-TTL:PT1H", "METHOD:PUBLISH", "VERSION:2.0"} <= set(lines)
    assert "BEGIN:VEVENT" not in lines
