"""Calendar entries as calendar programs read them: iCalendar text (RFC 5545 and 5546), one event a booking.

The time zone is written by hand: `icalendar` would list each change of the clocks by its date, which Outlook misreads.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from functools import cache

from icalendar import (
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDuration,
    vText,
    vUri,
)

from revalidation.domain.calendars import CalendarEntry, CalendarMethod
from revalidation.domain.text import cleaned
from revalidation.domain.times import local

ORGANISER = "The library"
NO_ADDRESS = "nobody@revalidation.invalid"  # the standard asks for an organiser's address, even where there is none
REFRESHED_EVERY = timedelta(hours=1)

_PRODUCT = "-//Revalidation//Reading groups//EN"
_OTHER_LINE_ENDS = re.compile("[\u2028\u2029]")  # some programs take these for the end of a property
_WINTER, _SUMMER = timedelta(0), timedelta(hours=1)


class _Text(vText):
    """Text as it was typed: `icalendar` itself would take a backslash and an N for the end of a line."""

    def to_ical(self) -> bytes:
        """Escaped as RFC 5545 asks."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def calendar_text(entry: CalendarEntry, method: CalendarMethod, *, mail_from: str = "") -> str:
    """One entry as a whole calendar object, ready to be sent or downloaded; its organiser is whoever sends the mail."""
    return _text(_calendar(method), method, [entry], _organiser(mail_from))


def calendar_feed_text(entries: Iterable[CalendarEntry], name: str, *, mail_from: str = "") -> str:
    """All entries of somebody's calendar, which its readers show under `name` and fetch again every hour."""
    calendar = _calendar(CalendarMethod.PUBLISH)
    for property_name in ("name", "x-wr-calname"):
        calendar.add(property_name, _Text(_typed(name)))
    calendar.add("x-wr-timezone", "Europe/London")
    calendar.add("refresh-interval", vDuration(REFRESHED_EVERY), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESHED_EVERY))
    return _text(calendar, CalendarMethod.PUBLISH, entries, _organiser(mail_from))


def _calendar(method: CalendarMethod) -> Calendar:
    calendar = Calendar()
    for name, value in (("prodid", _PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method.value)):
        calendar.add(name, value)
    calendar.add_component(_london())
    return calendar


def _text(calendar: Calendar, method: CalendarMethod, entries: Iterable[CalendarEntry], organiser: vCalAddress) -> str:
    for entry in entries:
        calendar.add_component(_event(entry, method, organiser))
    return str(calendar.to_ical(), "utf-8")


def _event(entry: CalendarEntry, method: CalendarMethod, organiser: vCalAddress) -> Event:
    is_cancelled = entry.is_cancelled or method is CalendarMethod.CANCEL
    link = "" if is_cancelled else entry.online_link
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    for name in ("dtstamp", "last-modified"):
        event.add(name, entry.stamped_at.astimezone(UTC))
    _add_times(event, entry.starts_at, entry.ends_at)
    # Several programs show what is cancelled in a feed like everything else, so the title says it as well.
    event.add("summary", _Text(("Cancelled: " if is_cancelled else "") + _typed(entry.title)))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_cancelled else "OPAQUE")
    event.add("location", _Text(_typed(entry.where) or "Online"))
    lines = filter(None, [_typed(entry.description), link and f"Join online: {link}"])
    event.add("description", _Text("\n".join(lines)))
    if link:
        event.add("url", link)
        event.add("conference", vUri(link, params={"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": "Join online"}))
    event.add("organizer", organiser)
    if entry.attendee_email and method is not CalendarMethod.PUBLISH:  # what is published names nobody who comes
        event.add("attendee", _attendee(entry))
    return event


def _add_times(event: Event, starts_at: datetime, ends_at: datetime) -> None:
    """By London's clock; by UTC in the hour that this clock shows twice, of which programs take either."""
    times = [local(starts_at), local(ends_at)]
    is_unclear = any(time.utcoffset() != time.replace(fold=1 - time.fold).utcoffset() for time in times)
    for name, time in zip(("dtstart", "dtend"), times, strict=True):
        event.add(name, time.astimezone(UTC) if is_unclear else time)


def _attendee(entry: CalendarEntry) -> vCalAddress:
    attendee = _address(entry.attendee_name, entry.attendee_email)
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    return attendee


def _organiser(mail_from: str) -> vCalAddress:
    """From `The library <library@trust.example>`, the bare address, or nothing."""
    name, email = parseaddr(mail_from)
    return _address(name or ORGANISER, email or NO_ADDRESS)


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = " ".join(_typed(name).split()).replace('"', "'")  # few programs know how to read a quote
    return address


def _typed(text: str) -> str:
    return _OTHER_LINE_ENDS.sub("\n", cleaned(text)).replace("\ufeff", "")  # which means nothing, and gets lost


@cache
def _london() -> Timezone:
    """The rule in force since 1996, which is all that our sessions need."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    _fill(summer, "BST", datetime(1996, 3, 31, 1), _WINTER, _SUMMER)  # noqa: DTZ001 (a wall clock's time)
    _fill(winter, "GMT", datetime(1996, 10, 27, 2), _SUMMER, _WINTER)  # noqa: DTZ001 (as above)
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


def _fill(part: Component, name: str, since: datetime, before: timedelta, after: timedelta) -> None:
    part.add("dtstart", since)
    part.add("rrule", {"freq": "yearly", "bymonth": since.month, "byday": "-1SU"})
    part.add("tzname", name)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
