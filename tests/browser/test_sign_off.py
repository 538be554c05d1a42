"""From an attended session to the fifth account, a signed discussion and confirmation, on a desktop and a telephone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.installation import set_up
from revalidation.domain.messages import MessageKind
from revalidation.domain.nmc import reflective_accounts_form_in_force
from revalidation.domain.people import Actor, Role
from revalidation.domain.times import local
from revalidation.messages.letters import worded
from revalidation.queries.letters import find_letter
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from tests import make
from tests.browser.browsing import DESKTOP, PHONE, Visitor
from tests.browser.conftest import Visiting
from tests.browser.houses import filling, serving_filled, token_of
from tests.signing import TITLES, ready_nurse

SUMMARY = "We talked about all five accounts,\nand about what comes next."
ADDRESS = "Ward 1\nMoor House\nLN1 2NM"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Actor]]]:
    """The app, and nurses with four finished accounts each, who attended a session this morning."""
    now, folder = datetime.now(UTC), tmp_path_factory.mktemp("sign_off")
    with filling(folder) as url:
        secret, roles = make.PASSWORD, frozenset({Role.LIBRARIAN})
        email = "first@trust.example"
        carry_out(set_up, name="First", email=email, password=secret, again=secret, roles=roles, now=now)
        nurses = [ready_nurse(name, now=now, titles=TITLES[:4])[0] for name in ("Amy Nurse", "Bea Nurse")]
        by = make.librarian()
        starts_at = now - timedelta(hours=2)
        session_id = make.session(by, make.group(by), starts_at=starts_at, articles=(make.article(by),))
        for nurse in nurses:
            carry_out(book, actor=nurse, session_id=session_id, now=starts_at - timedelta(days=1))
        make.attended(by, session_id, *nurses, now=now)
        with serving_filled(url, folder) as address:
            yield address, nurses


def waiting(db: Db) -> list[int]:
    wanted = select(MessageRow.id).where(MessageRow.kind == MessageKind.SIGN_OFF_INVITATION)
    return list(db.scalars(wanted.order_by(MessageRow.id.desc())))


def link_in_the_letter(address: str) -> str:
    """Where the newest letter of the outbox leads to."""
    letter = look_up(find_letter, message_id=look_up(waiting)[0], now=datetime.now(UTC))
    assert letter
    (link,) = (block for block in worded(letter, address).blocks if hasattr(block, "address"))
    return str(link.address)


def ask(nurse: Visitor, kind: str, name: str, email: str, button: str) -> None:
    """Fill in whom, within the section of this form."""
    form = nurse.page.get_by_test_id("stForm").filter(has=nurse.page.get_by_role("button", name=button))
    form.get_by_label("Their name (required)").fill(name)
    form.get_by_label("Their e-mail address (required)").fill(email)
    if kind == "confirmation":
        form.get_by_text("A regulated healthcare professional", exact=True).click(delay=50)
    nurse.picture(f"so-{size_of(nurse)}-asking-{kind}")
    nurse.press(button)
    nurse.reads(f"The link for {name} is made")
    nurse.picture(f"so-{size_of(nurse)}-link-{kind}")
    nurse.press("Done")
    nurse.reads("Link sent, not opened yet")


def size_of(visitor: Visitor) -> str:
    return "phone" if visitor.is_narrow() else "wide"


def give_the_day(guest: Visitor, label: str) -> None:
    today = local(datetime.now(UTC))
    for part, number in (("day", f"{today:%d}"), ("month", f"{today:%m}"), ("year", f"{today:%Y}")):
        guest.set_part(label, part, number)
    guest.page.keyboard.press("Escape")  # the calendar opens beside it
    guest.settled()


def tick_everything(guest: Visitor) -> None:
    ticks = guest.page.get_by_test_id("stCheckbox")
    for number in range(ticks.count()):
        ticks.nth(number).locator("label").first.click(delay=50, position={"x": 8, "y": 10})
    guest.settled()
    expect(guest.page.get_by_role("checkbox", checked=True)).to_have_count(ticks.count())
    expect(guest.page.get_by_text("changed in another window")).to_have_count(0)  # she was only quick


def sign(guest: Visitor, name: str) -> None:
    guest.fill("Signature: type your full name", name)
    guest.picture(f"so-{size_of(guest)}-ready-{name.split(maxsplit=1)[0]}")
    guest.press("Sign this form")
    guest.reads("Nobody can change it afterwards.")
    guest.picture(f"so-{size_of(guest)}-dialog-{name.split(maxsplit=1)[0]}")
    guest.press("Sign it")
    guest.reads("Thank you. You signed this form for")
    guest.picture(f"so-{size_of(guest)}-thanks-{name.split(maxsplit=1)[0]}")
    expect(guest.page.get_by_text("What happened")).to_have_count(0)


def discuss(partner: Visitor, link: str) -> None:
    """Read, come back, complete and sign the discussion form."""
    partner.go(link)
    partner.titled("Reflective discussion form")
    for title in ("Talking on the ward", *TITLES[:4]):
        partner.reads(title)
    partner.picture(f"so-{size_of(partner)}-discussion")
    partner.page.get_by_text("Read account 4").click(delay=50)
    partner.reads("What happened: Three")
    partner.picture(f"so-{size_of(partner)}-reading")
    partner.fill("NMC Pin", "13A1234B")
    partner.fill("Professional address including postcode", ADDRESS)
    partner.fill("Contact number", "020 1232 1234")
    partner.fill("Short summary of discussion", SUMMARY)
    partner.reads("Saved ")
    if not partner.is_narrow():
        partner.reload()
        expect(partner.box("Short summary of discussion")).to_have_value(SUMMARY)
        expect(partner.box("Name")).to_have_value("Pat Partner")
        partner.press("Sign this form")
        partner.reads("Please fill in “Date of discussion”.")
        partner.picture(f"so-{size_of(partner)}-missing")
    give_the_day(partner, "Date of discussion")
    tick_everything(partner)
    sign(partner, "Pat Partner")


def confirm(confirmer: Visitor, link: str) -> None:
    """Look at the figures, complete the checklist, and sign."""
    confirmer.go(link)
    confirmer.titled("Confirmation form")
    confirmer.reads("With Pat Partner (NMC Pin 13A1234B)")
    confirmer.picture(f"so-{size_of(confirmer)}-confirmation")
    confirmer.fill("Job title", "Ward manager")
    confirmer.fill("Professional address including postcode", ADDRESS)
    confirmer.fill("Contact number", "020 1232 1234")
    give_the_day(confirmer, "Date of confirmation discussion")
    confirmer.fill("Profession", "Physiotherapist")
    confirmer.fill("Registration number for regulatory body", "PH12345")
    tick_everything(confirmer)
    sign(confirmer, "Con Firmer")


def write_the_fifth(nurse: Visitor) -> None:
    """From the session that she attended to a finished account."""
    nurse.go("/home")
    nurse.follow("Write about it")
    nurse.titled("Reflective account")
    form = reflective_accounts_form_in_force(local(datetime.now(UTC)).date())
    for question in form.questions:
        nurse.type(question, f"The fifth account. {question}")
    nurse.page.get_by_role("checkbox", name="Practise effectively").check()
    expect(nurse.page.locator(".writing[data-state=saved]")).to_be_visible()
    nurse.press("Finish this account")
    nurse.reads("This account is finished.")
    nurse.picture(f"so-{size_of(nurse)}-fifth")


def whole_journey(address: str, asks: Actor, visit: Visiting, size: tuple[int, int]) -> None:
    nurse = visit(address, size=size, token=token_of(asks))
    write_the_fifth(nurse)
    nurse.go("/accounts")
    nurse.reads("5 of 5 finished")
    nurse.follow("Go on to discussion and confirmation")
    nurse.titled("Discussion and confirmation")
    nurse.picture(f"so-{size_of(nurse)}-empty")
    ask(nurse, "discussion", "Pat Partner", "pat@trust.example", "Ask my reflective discussion partner")
    link = link_in_the_letter(address)
    partner = visit(address, size=size)
    discuss(partner, link)
    nurse.go("/sign_offs")
    nurse.reads("Signed")
    ask(nurse, "confirmation", "Con Firmer", "con@trust.example", "Ask my confirmer")
    confirmer = visit(address, size=size)
    confirm(confirmer, link_in_the_letter(address))
    partner.go(link)
    partner.reads("Thank you.")
    nurse.go("/sign_offs")
    expect(nurse.page.locator(".state").get_by_text("Signed", exact=True)).to_have_count(2)
    nurse.picture(f"so-{size_of(nurse)}-both")
    nurse.page.get_by_role("link", name="Read it").first.click(delay=50)
    nurse.titled("Reflective discussion form")
    nurse.reads("Pat Partner (typed name)")
    nurse.picture(f"so-{size_of(nurse)}-signed")
    nurse.follow("Back to discussion and confirmation")
    nurse.titled("Discussion and confirmation")


def test_from_an_attended_session_to_both_signatures(house: tuple[str, list[Actor]], visit: Visiting) -> None:
    address, (amy, _) = house
    whole_journey(address, amy, visit, DESKTOP)


def test_from_an_attended_session_to_both_signatures_on_a_telephone(
    house: tuple[str, list[Actor]], visit: Visiting
) -> None:
    address, (_, bea) = house
    whole_journey(address, bea, visit, PHONE)
