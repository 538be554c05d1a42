from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.calendars import make_calendar_address
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.commands.waiting_list import give_place_by_hand, put_back
from revalidation.domain.calendars import KEPT_FOR, CalendarEntry
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotForYourRole, NotFound
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.calendars import find_calendar, my_calendar_entry
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)


class Library:
    """A librarian's group, and a nurse who has an address."""

    def __init__(self) -> None:
        self.by, self.nurse = make.librarian(), make.person()
        self.group_id = make.group(self.by)
        self.token = carry_out(make_calendar_address, actor=self.nurse, now=NOON)

    def session(self, *booked: Actor, day: int = 0, capacity: int = 8) -> int:
        session_id = make.session(
            self.by, self.group_id, starts_at=START + timedelta(days=day), capacity=capacity, now=NOON
        )
        for each in booked:
            carry_out(book, actor=each, session_id=session_id, now=NOON)
        return session_id

    def calendar(self, now: datetime = NOON) -> Sequence[CalendarEntry]:
        found = look_up(find_calendar, token=self.token, now=now)
        assert found is not None
        return found

    def days(self, now: datetime = NOON) -> list[tuple[int, bool]]:
        return [((entry.starts_at - START).days, entry.is_cancelled) for entry in self.calendar(now)]


def test_an_app_that_moves_keeps_the_uid_of_every_booking(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library()
    library.session(library.nurse)
    library.session(library.nurse, day=1)
    before = [entry.uid for entry in library.calendar()]
    monkeypatch.setenv("REVALIDATION_ADDRESS", "https://elsewhere.trust.example")
    assert [entry.uid for entry in library.calendar()] == before
    assert len(set(before)) == 2


def test_her_places_are_there_soonest_first_and_nothing_else_is() -> None:
    library = Library()
    other = make.person("Nurse Two")
    library.session(library.nurse, day=2)
    library.session(library.nurse, other, day=1)
    library.session(other, day=3)
    library.session(other, library.nurse, day=4, capacity=1)  # she waits
    library.session(day=5)
    assert library.days() == [(1, False), (2, False)]


def test_an_entry_says_when_where_and_what() -> None:
    library = Library()
    site_id = make.site(library.by)
    session_id = library.session(library.nurse)
    plan = SessionPlan(START, 90, 8, 0, site_id, "https://meet.example/x")
    carry_out(change_session, actor=library.by, session_id=session_id, plan=plan, now=NOON + timedelta(hours=1))
    (entry,) = library.calendar()
    assert (entry.title, entry.description) == ("Evening readers", "Reading group")
    assert (entry.starts_at, entry.ends_at) == (START, START + timedelta(minutes=90))
    assert (entry.where, entry.online_link) == ("Moor House, Seminar room 2", "https://meet.example/x")
    assert (entry.sequence, entry.stamped_at) == (1, NOON + timedelta(hours=1))
    assert look_up(my_calendar_entry, actor=library.nurse, session_id=session_id) == entry


def test_a_place_given_back_is_told_as_cancelled_under_its_uid_for_thirty_days() -> None:
    library = Library()
    session_id = library.session(library.nurse, day=60)
    (before,) = library.calendar()
    carry_out(cancel_booking, actor=library.nurse, session_id=session_id, now=NOON + timedelta(hours=1))
    (after,) = library.calendar()
    assert after == replace(before, is_cancelled=True, sequence=1, stamped_at=NOON + timedelta(hours=1))
    end = NOON + timedelta(hours=1) + KEPT_FOR
    assert library.days(end - timedelta(seconds=1)) == [(60, True)]
    assert library.days(end) == []


def test_whoever_only_waited_had_nothing_that_could_be_cancelled() -> None:
    library = Library()
    session_id = library.session(make.person("Nurse Two"), library.nurse, capacity=1)
    carry_out(cancel_booking, actor=library.nurse, session_id=session_id, now=NOON)
    assert library.days() == []


def test_a_session_that_is_called_off_is_told_as_cancelled() -> None:
    library = Library()
    session_id = library.session(library.nurse)
    carry_out(cancel_session, actor=library.by, session_id=session_id, now=NOON)
    assert library.days() == [(0, True)]
    with pytest.raises(NotFound):
        look_up(my_calendar_entry, actor=library.nurse, session_id=session_id)


def test_a_place_that_is_taken_back_and_given_again_keeps_its_uid_and_counts_on() -> None:
    library = Library()
    session_id = library.session(library.nurse)
    entries = [*library.calendar()]
    carry_out(put_back, actor=library.by, session_id=session_id, person_ids=[library.nurse.person_id], now=NOON)
    entries += library.calendar()
    carry_out(
        give_place_by_hand,
        actor=library.by,
        session_id=session_id,
        person_id=library.nurse.person_id,
        note="A mistake",
        now=NOON,
    )
    entries += library.calendar()
    assert [(entry.sequence, entry.is_cancelled) for entry in entries] == [(0, False), (1, True), (2, False)]
    assert len({entry.uid for entry in entries}) == 1


def test_booking_again_after_cancelling_is_a_new_entry_and_the_old_one_stays_cancelled() -> None:
    library = Library()
    session_id = library.session(library.nurse)
    carry_out(cancel_booking, actor=library.nurse, session_id=session_id, now=NOON)
    carry_out(book, actor=library.nurse, session_id=session_id, now=NOON)
    old, new = library.calendar()
    assert (old.is_cancelled, new.is_cancelled) == (True, False)
    assert old.uid != new.uid
    assert look_up(my_calendar_entry, actor=library.nurse, session_id=session_id) == new


def test_what_is_over_stays_for_thirty_days() -> None:
    library = Library()
    library.session(library.nurse)
    end = START + timedelta(hours=1) + KEPT_FOR
    assert library.days(end - timedelta(seconds=1)) == [(0, False)]
    assert library.days(end) == []


@pytest.mark.parametrize("token", ["", "x" * 43, "' OR 1=1 --", "\ud83d", "x\x00", "9" * 10_000])
def test_an_address_that_nobody_made_opens_nothing(token: str) -> None:
    Library()
    assert look_up(find_calendar, token=token, now=NOON) is None


def test_one_session_is_for_whoever_has_a_place_on_it() -> None:
    library = Library()
    waits, stranger = make.person("Nurse Two"), make.person("Nurse Three")
    session_id = library.session(library.nurse, waits, capacity=1)
    assert look_up(my_calendar_entry, actor=library.nurse, session_id=session_id).title == "Evening readers"
    for who, which in ((waits, session_id), (stranger, session_id), (library.nurse, 4711), (library.nurse, 0)):
        with pytest.raises(NotFound):
            look_up(my_calendar_entry, actor=who, session_id=which)
    with pytest.raises(NotForYourRole):
        look_up(my_calendar_entry, actor=library.by, session_id=session_id)
