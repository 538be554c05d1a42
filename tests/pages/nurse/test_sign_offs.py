"""The nurse's page: asking, where a form stands, withdrawing, and reading what was signed."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, reopen_account, save_account
from revalidation.commands.signing import note_opened
from revalidation.domain.accounts import Written
from revalidation.domain.people import Actor
from revalidation.domain.sign_offs import SignOffKind, SignOffState
from revalidation.queries.sign_offs import find_linked_form, my_sign_offs
from tests import make
from tests.pages.looking import opened, press, texts, titles
from tests.signing import TITLES, an_ask, asked, ready_nurse, signed
from tests.signing import opened as form_behind

pytestmark = pytest.mark.usefixtures("database")
D, C = SignOffKind.DISCUSSION, SignOffKind.CONFIRMATION
PAGE = "nurse/sign_offs"


def now() -> datetime:
    return datetime.now(UTC)


def ask(page: AppTest, kind: SignOffKind = D, name: str = "Pat Partner", email: str = "pat@trust.example") -> AppTest:
    page.text_input(key=f"{kind.value}-name").set_value(name)
    page.text_input(key=f"{kind.value}-email").set_value(email)
    label = "Ask my reflective discussion partner" if kind is D else "Ask my confirmer"
    return press(page, label)


def token_on(page: AppTest) -> str:
    (shown,) = page.code
    return str(shown.value).partition("token=")[2]


def states(nurse: Actor) -> list[SignOffState]:
    return [line.state for line in look_up(my_sign_offs, actor=nurse, now=now())]


def test_who_lacks_accounts_reads_how_many_and_has_no_form() -> None:
    nurse = make.person()
    make.registered(nurse)
    for title in TITLES[:3]:
        make.finished_account(nurse, title)
    page = opened(PAGE, by=nurse)
    assert "You have finished 3 so far." in texts(page)
    assert "A reading-group session is never this discussion." in texts(page)
    assert not [each for each in page.text_input if each.key == "discussion-name"]


def test_without_a_renewal_date_the_page_leads_to_it() -> None:
    nurse, _ = ready_nurse(now=now())
    make.registered(nurse, renewal_on=None)
    assert "A confirmation is tied to your renewal date." in texts(opened(PAGE, by=nurse))


def test_five_finished_accounts_are_chosen_already_and_the_link_is_shown_once() -> None:
    nurse, _ = ready_nurse(now=now())
    page = ask(opened(PAGE, by=nurse))
    assert "The link for Pat Partner is made" in texts(page)
    found = form_behind(token_on(page), now=now())
    assert sorted(account.title for account in found.shown.accounts) == sorted(TITLES)
    page = press(page, "Done")
    assert not page.code
    assert "Link sent, not opened yet" in texts(page)
    assert "The e-mail has not gone out yet." in texts(page)


def test_what_was_typed_stays_when_it_is_refused() -> None:
    nurse, _ = ready_nurse(now=now())
    make.finished_account(nurse, "Sixth", now=now())
    page = ask(opened(PAGE, by=nurse), email="nobody")
    assert "Please choose exactly 5 accounts; this is a choice of 0." in texts(page)
    assert page.text_input(key="discussion-name").value == "Pat Partner"
    page.multiselect(key="discussion-accounts").set_value(page.multiselect(key="discussion-accounts").options[:5])
    page = ask(page, email="nobody")
    assert "That does not look like an e-mail address" in texts(page)
    assert len(page.multiselect(key="discussion-accounts").value) == 5
    assert states(nurse) == []


def test_a_confirmer_who_is_not_registered_waits_for_the_discussion() -> None:
    nurse, _ = ready_nurse(now=now())
    page = opened(PAGE, by=nurse)
    page.radio(key="capacity").set_value("another")
    page = ask(page, C)
    assert "the reflective discussion has to be signed first" in texts(page)
    page.radio(key="capacity").set_value("registrant")
    page = ask(page, C)
    assert "The link for Pat Partner is made" in texts(page)


def test_a_link_is_withdrawn_after_a_question() -> None:
    nurse, ids = ready_nurse(now=now())
    token = asked(nurse, an_ask(D, ids), now=now()).token
    page = press(opened(PAGE, by=nurse), "Withdraw")
    assert states(nurse) == [SignOffState.SENT]
    page.button(key="really_withdraw").click().run()
    assert states(nurse) == [SignOffState.WITHDRAWN]
    assert look_up(find_linked_form, token=token, kind=D, now=now()) is None


def test_a_new_link_takes_the_place_of_the_old_one() -> None:
    nurse, ids = ready_nurse(now=now())
    token = asked(nurse, an_ask(D, ids), now=now()).token
    carry_out(note_opened, token=token, kind=D, now=now())
    page = opened(PAGE, by=nurse)
    assert "Opened" in texts(page)
    new = token_on(press(page, "New link"))
    assert look_up(find_linked_form, token=token, kind=D, now=now()) is None
    assert look_up(find_linked_form, token=new, kind=D, now=now())


def test_a_signed_form_is_read_with_its_signature_and_what_changed_since() -> None:
    nurse, ids = ready_nurse(now=now())
    ask_ = asked(nurse, an_ask(D, ids), now=now())
    signed(ask_.token, now=now())
    assert "Signed" in texts(opened(PAGE, by=nurse))
    page = opened(PAGE, by=nurse, form=ask_.sign_off_id)
    said = texts(page)
    assert titles(page) == ["Reflective discussion form"]
    assert "It is kept exactly as it was signed." in said
    assert "Pat Partner (typed name)" in said
    assert "I have discussed five written reflective accounts" in said
    assert "You have changed" not in said
    carry_out(reopen_account, actor=nurse, account_id=ids[0])
    written = Written("Anew", ("Rewritten", "b", "c", "d"), ("preserve_safety",))
    saved = carry_out(save_account, actor=nurse, account_id=ids[0], written=written, revision=1, now=now())
    carry_out(finish_account, actor=nurse, account_id=ids[0], revision=saved, now=now())
    said = texts(opened(PAGE, by=nurse, form=ask_.sign_off_id))
    assert "You have changed this account since it was signed." in said
    assert "Rewritten" in said
    assert "What happened: One" in said


def test_nobody_else_reads_a_signed_form() -> None:
    nurse, ids = ready_nurse(now=now())
    ask_ = asked(nurse, an_ask(D, ids), now=now())
    signed(ask_.token, now=now())
    said = texts(opened(PAGE, by=make.person("Other"), form=ask_.sign_off_id))
    assert "This signed form is not here any more, or it is not yours to see." in said
    assert "Pat Partner" not in said


def test_five_finished_accounts_lead_on_to_the_discussion() -> None:
    nurse, _ = ready_nurse(now=now())
    page = opened("nurse/accounts", by=nurse)
    labels = [str(getattr(each, "label", "")) for each in page.get("page_link")]
    assert "Go on to discussion and confirmation" in labels


def test_a_form_can_be_printed_to_be_signed_by_hand_until_somebody_is_asked_and_after_it_is_signed_here() -> None:
    nurse, accounts = ready_nurse(now=now())

    def on_paper(**query: int) -> list[str]:
        return [each.proto.url for each in opened(PAGE, by=nurse, **query).get("link_button")]

    blank = "/documents/discussion-to-sign-by-hand.pdf"
    assert blank in on_paper()
    made = asked(nurse, an_ask(SignOffKind.DISCUSSION, accounts), now=now())
    assert blank not in on_paper()
    signed(made.token, now=now())
    assert f"/documents/signed-form/{made.sign_off_id}.pdf" in on_paper(form=made.sign_off_id)
