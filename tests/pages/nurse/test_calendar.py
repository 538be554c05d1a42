from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import look_up, now
from revalidation.domain.people import Actor
from revalidation.queries.calendars import find_calendar
from tests import make
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


def shown(page: AppTest) -> str:
    (code,) = page.code
    return str(code.value)


def works(address: str) -> bool:
    token = urlsplit(address).path.removeprefix("/calendar/").removesuffix(".ics")
    return look_up(find_calendar, token=token, now=now()) is not None


def made(nurse: Actor) -> str:
    return shown(press(opened("nurse/details", by=nurse), "Make my calendar address"))


def test_a_nurse_makes_an_address_that_is_shown_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALIDATION_ADDRESS", "https://reading.example")
    nurse = make.person()
    page = opened("nurse/details", by=nurse)
    assert "Whoever has the address can see them" in texts(page)
    page = press(page, "Make my calendar address")
    address = shown(page)
    assert address.startswith("https://reading.example/calendar/")
    assert works(address)
    page = press(page, "Done")
    assert not page.code
    assert "It can't be shown again" in texts(page)
    assert not opened("nurse/details", by=nurse).code


def test_a_new_address_ends_the_old_one() -> None:
    nurse = make.person()
    old = made(nurse)
    new = shown(press(opened("nurse/details", by=nurse), "Make a new address"))
    assert not works(old)
    assert works(new)


def test_she_switches_it_off() -> None:
    nurse = make.person()
    address = made(nurse)
    page = press(opened("nurse/details", by=nurse), "Switch it off")
    assert "Your calendar address is switched off." in texts(page)
    assert not works(address)
    assert [button.label for button in page.button if "address" in button.label] == ["Make my calendar address"]


def test_a_session_is_added_by_a_link_to_its_file() -> None:
    def draw() -> None:
        from pages.nurse.parts.calendar import add_to_my_calendar  # noqa: PLC0415 (AppTest runs this text by itself)

        add_to_my_calendar(7)

    (button,) = AppTest.from_function(draw).run().get("link_button")
    assert (button.proto.label, button.proto.url) == ("Add to my calendar", "/documents/session/7.ics")
