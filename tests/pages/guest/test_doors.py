from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.installation import set_up
from revalidation.commands.invitations import invite
from revalidation.commands.sign_ins import sign_out_everywhere
from revalidation.domain.people import Actor, Role
from revalidation.domain.sign_ins import Limits
from revalidation.queries.people import people
from revalidation.queries.sign_ins import find_signed_in
from tests import make
from tests.make import PASSWORD
from tests.pages.looking import FRONT_DOOR, opened, press, texts, titles

pytestmark = pytest.mark.usefixtures("database")
PAGES = {role: sorted((FRONT_DOOR.parent / "pages" / role.value).glob("*.py")) for role in (Role.NURSE, Role.LIBRARIAN)}


def set_up_by(name: str = "Lib Rarian") -> Actor:
    now = datetime.now(UTC)
    roles = frozenset({Role.LIBRARIAN})
    email = "lib@trust.example"
    person_id = carry_out(set_up, name=name, email=email, password=PASSWORD, again=PASSWORD, roles=roles, now=now)
    return Actor(person_id=person_id, name=name, email=email, roles=roles)


def test_an_empty_installation_offers_to_be_set_up_or_to_be_looked_around_in() -> None:
    page = opened()
    assert titles(page) == ["Welcome"]
    assert {"Create the librarian's account", "Fill it with demonstration data"} <= {each.label for each in page.button}


def test_setting_up_asks_for_a_librarian_and_refuses_a_weak_password_beside_its_field() -> None:
    page = opened()
    page.text_input(key="name").set_value("Lib Rarian")
    page.text_input(key="email").set_value("lib@trust.example")
    page.text_input(key="password").set_value("short")
    press(page, "Create the librarian's account")
    assert "A password needs at least 12 characters" in texts(page)
    assert page.text_input(key="name").value == "Lib Rarian"
    page.text_input(key="password").set_value(PASSWORD)
    page.text_input(key="again").set_value(PASSWORD)
    press(page, "Create the librarian's account")
    assert titles(opened()) == ["Sign in"]


def test_a_wrong_password_is_refused_without_saying_which_of_the_two_was_wrong() -> None:
    set_up_by()
    said = []
    for email in ("lib@trust.example", "nobody@trust.example"):
        page = opened()
        page.text_input(key="email").set_value(email)
        page.text_input(key="password").set_value("not the right one")
        said.append(texts(press(page, "Sign in")))
    assert "do not match" in said[0]
    assert said[0] == said[1]


def test_five_wrong_passwords_slow_the_account_down_for_the_right_one_too() -> None:
    set_up_by()
    page = opened()
    page.text_input(key="email").set_value("lib@trust.example")
    for _ in range(5):
        page.text_input(key="password").set_value("not the right one")
        press(page, "Sign in")
    page.text_input(key="password").set_value(PASSWORD)
    assert "Please wait 1 minute" in texts(press(page, "Sign in"))


def test_an_invitation_makes_an_account_once() -> None:
    by = set_up_by()
    roles = frozenset({Role.NURSE})
    email, now = "third@trust.example", datetime.now(UTC)
    token = carry_out(invite, actor=by, name="Third Nurse", email=email, roles=roles, now=now)
    page = AppTest.from_file(FRONT_DOOR, default_timeout=30).run()
    page.switch_page("pages/guest/invitation.py")
    page.query_params["token"] = token
    page.run()
    assert "third@trust.example" in texts(page)
    page.text_input(key="password").set_value(PASSWORD)
    page.text_input(key="again").set_value(PASSWORD)
    press(page, "Open my account")
    assert [line.name for line in look_up(people, actor=by)[0]] == ["Lib Rarian", "Third Nurse"]
    again = AppTest.from_file(FRONT_DOOR, default_timeout=30).run()
    again.switch_page("pages/guest/invitation.py")
    again.query_params["token"] = token
    assert "has been used, withdrawn or is too old" in texts(again.run())


@pytest.mark.parametrize("role", PAGES)
def test_pages_opened_by_themselves_show_a_stranger_one_sentence(role: Role) -> None:
    set_up_by()
    assert PAGES[role]
    for path in PAGES[role]:
        page = AppTest.from_file(path, default_timeout=30).run()
        assert texts(page) == "Please sign in first.", path
        assert titles(page) == ["This page can't be shown"], path
        assert not page.button, path
        assert not page.text_input, path


@pytest.mark.parametrize("role", PAGES)
def test_pages_opened_by_the_wrong_role_show_one_sentence(role: Role) -> None:
    (wrong,) = set(PAGES) - {role}
    page = opened(by=make.person("Wrong", wrong))
    for path in PAGES[role]:
        page.switch_page(f"pages/{role.value}/{path.name}").run()
        assert texts(page).startswith(f"This page is for {role.value}s."), path
        assert titles(page) == ["This page can't be shown"], path
        assert [button.label for button in page.button] == ["Sign out"], path


def test_somebody_without_any_role_sees_nothing() -> None:
    both = make.person("Both", Role.NURSE, Role.LIBRARIAN)
    nobody = AppTest.from_file(FRONT_DOOR, default_timeout=30)
    nobody.user = {"sub": "4711"}
    set_up_titles = titles(nobody.run())
    assert set_up_titles == ["Welcome"]
    assert titles(opened("librarian/today", by=both)) == ["Today"]


def test_signing_out_ends_the_sign_in_in_every_tab() -> None:
    set_up_by()
    nurse = make.person()
    sign_in_id = make.sign_in_of(nurse)
    tabs = []
    for _ in range(2):
        tab = AppTest.from_file(FRONT_DOOR, default_timeout=30)
        tab.user = {"sub": str(sign_in_id)}
        tabs.append(tab.run())
    assert [titles(tab) for tab in tabs] == [["Home"], ["Home"]]
    press(tabs[0], "Sign out")
    assert titles(tabs[0]) == ["Sign in"]
    assert titles(tabs[1].run()) == ["Sign in"]


def test_signing_out_everywhere_ends_all_devices() -> None:
    nurse = make.person()
    ids = [make.sign_in_of(nurse) for _ in range(2)]
    now = datetime.now(UTC)
    carry_out(sign_out_everywhere, actor=nurse, now=now)
    for sign_in_id in ids:
        later = now + timedelta(seconds=1)
        assert look_up(find_signed_in, sign_in_id=sign_in_id, limits=Limits(), now=later) is None
