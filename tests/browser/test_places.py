"""How places go round: waited for, offered, taken and claimed by the link of a message; cut, moved and called off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from threading import Event

import pytest
from playwright.sync_api import Browser, expect

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor
from revalidation.domain.places import PlaceRules
from revalidation.domain.times import local
from revalidation.queries.bookings import my_booking
from revalidation.worker import work_once
from tests import make
from tests.browser.browsing import DESKTOP, PHONE, Visitor, visiting
from tests.browser.houses import filling, first_librarian, serving_filled, token_of
from tests.post_office import PostOffice, open_post_office


@dataclass(frozen=True)
class House:
    """The app as it is served, its library, and the mail server that its messages go to."""

    address: str
    by: Actor
    group_id: int
    office: PostOffice

    def session(self, *, hours: int, capacity: int = 1) -> int:
        begins = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(hours=hours)
        return make.session(self.by, self.group_id, starts_at=begins, capacity=capacity, now=datetime.now(UTC))

    def letter_to(self, person: Actor, about: str) -> str:
        """The link of the newest message to somebody about something, as it was mailed."""
        assert work_once(Event()) == ""
        (*_, mail) = [each for each in self.office.mails if _is_to(each, person) and about in str(each["Subject"])]
        plain = mail.get_body(("plain",))
        assert plain
        (link,) = re.findall(rf"{re.escape(self.address)}/booking\S+", plain.get_content())
        return str(link)


def _is_to(mail: EmailMessage, person: Actor) -> bool:
    return person.email in str(mail["To"])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("places")
    with filling(folder) as url, open_post_office() as office, pytest.MonkeyPatch.context() as patch:
        now = datetime.now(UTC)
        by = first_librarian(now)
        with serving_filled(url, folder) as address:
            patch.setenv("REVALIDATION_ADDRESS", address)
            patch.setenv("REVALIDATION_SMTP", f"smtp://127.0.0.1:{office.port}?tls=none")
            patch.setenv("REVALIDATION_MAIL_FROM", "The library <library@trust.example>")
            yield House(address, by, make.group(by, rules=PlaceRules(reminder_days=())), office)


def one_with_a_place_and_one_who_waits(session_id: int, prefix: str) -> tuple[Actor, Actor]:
    holder, waiting = make.person(f"{prefix} Bell"), make.person(f"{prefix} Okafor")
    for nurse in (holder, waiting):
        carry_out(book, actor=nurse, session_id=session_id, now=datetime.now(UTC))
    return holder, waiting


def state_of(nurse: Actor, session_id: int) -> BookingState | None:
    return look_up(my_booking, actor=nurse, session_id=session_id, now=datetime.now(UTC)).state


def test_who_waits_is_offered_a_place_and_takes_it_by_the_link_on_a_telephone(browser: Browser, house: House) -> None:
    session_id = house.session(hours=24 * 6)
    holder, waiting = one_with_a_place_and_one_who_waits(session_id, "Ann")
    with visiting(browser, house.address, size=PHONE) as nurse:
        nurse.go(house.letter_to(waiting, "You are on the waiting list"))
        nurse.reads("Waiting, 1st of 1")
        nurse.picture("link-waiting")
        carry_out(cancel_booking, actor=holder, session_id=session_id, now=datetime.now(UTC))
        nurse.go(house.letter_to(waiting, "A place for you until"))
        nurse.reads("A place is held for you until")
        nurse.picture("link-offered")
        nurse.press("Take the place")
        nurse.reads("The place is yours.")
        nurse.picture("link-taken")
    assert state_of(waiting, session_id) is BookingState.CONFIRMED


def test_close_to_the_start_the_first_to_claim_by_the_link_has_the_place(browser: Browser, house: House) -> None:
    session_id = house.session(hours=2)
    holder, waiting = one_with_a_place_and_one_who_waits(session_id, "Ben")
    carry_out(cancel_booking, actor=holder, session_id=session_id, now=datetime.now(UTC))
    with visiting(browser, house.address, size=PHONE) as nurse:
        link = house.letter_to(waiting, "A free place, for whoever claims it first")
        nurse.go(link)
        nurse.reads("It goes to whoever claims it first.")
        assert state_of(waiting, session_id) is BookingState.WAITING  # opening the link is no claim
        nurse.picture("link-to-claim")
        nurse.press("Claim the place")
        nurse.reads("The place is yours.")
        nurse.go(link)
        nurse.reads("You have a place.")
    assert state_of(waiting, session_id) is BookingState.CONFIRMED


def test_a_session_is_cut_moved_and_called_off_and_its_people_know(browser: Browser, house: House) -> None:
    session_id = house.session(hours=24 * 20, capacity=3)
    people = [make.person(name) for name in ("Cat Eze", "Dan Fox", "Eve Gill")]
    for each in people:
        carry_out(book, actor=each, session_id=session_id, now=datetime.now(UTC))
    late = people[-1]
    with (
        visiting(browser, house.address, size=DESKTOP, token=token_of(house.by)) as librarian,
        visiting(browser, house.address, size=PHONE, token=token_of(late)) as nurse,
    ):
        librarian.go(f"/meeting?session={session_id}")
        cut_to(librarian, 2)
        librarian.reads("Whoever went back to the waiting list is told.")
        assert [state_of(each, session_id) for each in people[:2]] == [BookingState.CONFIRMED] * 2
        nurse.go(f"/session?session={session_id}")
        nurse.reads("Waiting, 1st of 1")
        nurse.picture("cut-nurse")
        day = move_by_a_day(librarian)
        librarian.reads("Everybody who is booked keeps their booking.")
        librarian.picture("moved")
        nurse.reload()
        nurse.reads(day)
        librarian.press("Call this session off")
        librarian.reads("Cat Eze")
        librarian.picture("call-off")
        librarian.press("Call it off")
        librarian.reads("This session was called off.")
        nurse.reload()
        nurse.reads("Called off")
        nurse.picture("called-off-nurse")
    assert [state_of(each, session_id) for each in people] == [BookingState.CANCELLED] * 3


def cut_to(librarian: Visitor, places: int) -> None:
    """Have fewer places than people; the latest booked goes back to the waiting list, as the page proposes."""
    unfold(librarian)
    librarian.fill("Places", str(places))
    librarian.reads("Cat Eze, Dan Fox, Eve Gill")
    librarian.reads("Choose who goes back to the waiting list")
    expect(librarian.page.get_by_role("button", name="Eve Gill")).to_be_visible()
    librarian.picture("cut")
    librarian.at_rest("Save the changes")  # what appeared above the button has moved it
    librarian.press("Save the changes")


def move_by_a_day(librarian: Visitor) -> str:
    """Choose the next day of the same month or the first of the next; how the day is said."""
    day = local(datetime.now(UTC) + timedelta(days=21)).date()
    unfold(librarian)
    librarian.set_part("Date", "day", f"{day.day:02}")
    librarian.set_part("Date", "month", f"{day.month:02}")
    librarian.set_part("Date", "year", f"{day.year}")
    librarian.box("Online link").focus()  # elsewhere, so that the calendar closes
    librarian.settled()
    librarian.reads("This makes")
    librarian.press("Save the changes")
    return f"{day:%a} {day.day} {day:%b %Y}"


def unfold(librarian: Visitor) -> None:
    """Open what stands folded away, if it is."""
    if not librarian.box("Places").is_visible():
        librarian.page.get_by_text("Change date, time, place or size").click(delay=50)
        librarian.settled()
