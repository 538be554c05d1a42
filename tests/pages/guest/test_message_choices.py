"""Stopping and resuming kinds of messages by a link, and by a mail program's own button."""

from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.installation import set_up
from revalidation.domain.messages import CAN_BE_STOPPED, MessageKind
from revalidation.domain.people import Role
from revalidation.queries.messages import find_choices
from revalidation.storage.links import link_token
from revalidation.web.stopping import stopping
from revalidation.web.wiring import stop
from tests.make import PASSWORD
from tests.pages.looking import FRONT_DOOR, texts
from tests.web.asking import Answer, ask

pytestmark = pytest.mark.usefixtures("database")
AFTERWARDS = MessageKind.AFTERWARDS
ONE_CLICK = b"List-Unsubscribe=One-Click"


def somebody() -> int:
    return carry_out(
        set_up,
        name="Lib Rarian",
        email="lib@trust.example",
        password=PASSWORD,
        again=PASSWORD,
        roles=frozenset({Role.LIBRARIAN, Role.NURSE}),
        now=datetime.now(UTC),
    )


def page_of(token: str) -> AppTest:
    page = AppTest.from_file(FRONT_DOOR, default_timeout=30).run()
    page.switch_page("pages/guest/messages.py")
    page.query_params["token"] = token
    return page.run()


def stopped(token: str) -> tuple[MessageKind, ...]:
    found = look_up(find_choices, token=token)
    assert found
    return found.stopped


def clicked(method: str, token: str, kind: str = AFTERWARDS.value) -> Answer:
    app = Starlette(routes=[stopping(stop)])
    return ask(app, method, "/messages/stop", query=f"token={token}&kind={kind}", body=ONE_CLICK)


def test_a_kind_is_stopped_and_resumed_on_the_page() -> None:
    token = link_token("messages", somebody())
    page = page_of(token)
    assert len(page.button) == len(CAN_BE_STOPPED)
    page = page.button[0].click().run()
    assert "You will not get them any more." in texts(page)
    assert stopped(token) == (AFTERWARDS,)
    page = page.button[0].click().run()
    assert stopped(token) == ()


@pytest.mark.parametrize("wrong", ["", "1", "1.{}"])
def test_a_wrong_link_shows_one_sentence(wrong: str) -> None:
    somebody()
    page = page_of(wrong.format(link_token("booking", 1).split(".")[1]))
    assert texts(page).startswith("This link does not lead anywhere any more.")
    assert not page.button


def test_the_button_of_a_mail_program_stops_in_one_step() -> None:
    token = link_token("messages", somebody())
    for _ in range(2):
        assert clicked("POST", token).status == 200
    assert stopped(token) == (AFTERWARDS,)


def test_opening_that_address_stops_nothing_and_leads_to_the_page() -> None:
    token = link_token("messages", somebody())
    answer = clicked("GET", token)
    assert (answer.status, answer.header("location")) == (303, f"/messages?token={token}")
    assert stopped(token) == ()


@pytest.mark.parametrize("kind", ["", "booked", "nonsense"])
def test_messages_about_a_booking_cannot_be_stopped_that_way(kind: str) -> None:
    token = link_token("messages", somebody())
    assert clicked("POST", token, kind).status == 404
    assert stopped(token) == ()


def test_a_foreign_token_stops_nothing() -> None:
    person_id = somebody()
    assert clicked("POST", link_token("booking", person_id)).status == 404
    assert stopped(link_token("messages", person_id)) == ()
