"""The pages of discussion partner and confirmer: reading, filling in, signing; and what a bad link reads."""

from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import finish_account, reopen_account, save_account
from revalidation.commands.sign_offs import withdraw_link
from revalidation.commands.signing import save_part
from revalidation.domain.accounts import Written
from revalidation.domain.completing import Completed
from revalidation.domain.people import Actor
from revalidation.domain.sign_offs import LIFE, SignOffKind, SignOffState
from revalidation.queries.sign_offs import get_signed, my_sign_offs
from tests import make
from tests.pages.looking import FRONT_DOOR, press, texts, titles
from tests.pages.looking import opened as opened_by
from tests.signing import ANSWERS, TITLES, an_ask, asked, opened, ready_nurse, signed, whole

pytestmark = pytest.mark.usefixtures("database")
D, C = SignOffKind.DISCUSSION, SignOffKind.CONFIRMATION
NOWHERE = "This link does not lead anywhere: it ran out, was withdrawn or is not whole. Please ask for a new one."
WAIT = "Several links or references that lead nowhere were tried from here."


def now() -> datetime:
    return datetime.now(UTC)


def followed(token: str, kind: SignOffKind = D) -> AppTest:
    """A stranger's browser that follows a link."""
    page = AppTest.from_file(FRONT_DOOR, default_timeout=30).run()
    page.switch_page(f"pages/guest/{kind.value}.py")
    page.query_params["token"] = token
    return page.run()


def asked_for(kind: SignOffKind = D) -> tuple[Actor, list[int], str]:
    nurse, ids = ready_nurse(now=now())
    return nurse, ids, asked(nurse, an_ask(kind, ids if kind is D else ()), now=now()).token


def box(token: str, field: str, kind: SignOffKind = D) -> str:
    return f"form-{opened(token, kind, now=now()).id}-{field}"


def fill(page: AppTest, token: str, kind: SignOffKind = D) -> AppTest:
    """Everything but the signature."""
    form_id = opened(token, kind, now=now()).id
    for each in page.text_input:
        field = str(each.key).removeprefix(f"form-{form_id}-")
        if field in ANSWERS:
            each.set_value(ANSWERS[field])
    for area in page.text_area:
        area.set_value(ANSWERS[str(area.key).removeprefix(f"form-{form_id}-")])
    page.date_input(key=f"form-{form_id}-discussed_on").set_value(now().date())
    for tick in page.checkbox:
        tick.check()
    return page.run()


def state(nurse: Actor) -> SignOffState:
    return look_up(my_sign_offs, actor=nurse, now=now())[0].state


def test_a_stranger_reads_the_five_accounts_and_has_no_menu() -> None:
    nurse, _, token = asked_for()
    make.finished_account(nurse, "Sixth", now=now())
    page = followed(token)
    said = texts(page)
    assert titles(page) == ["Reflective discussion form"]
    assert "Nurse One asks you to be the reflective discussion partner" in said
    for title in TITLES:
        assert f"What happened: {title}" in said
    assert "Preserve safety" in said
    assert "Sixth" not in said
    assert state(nurse) is SignOffState.OPENED
    assert not page.sidebar.button


def test_what_is_filled_in_is_there_when_the_link_is_opened_again() -> None:
    nurse, _, token = asked_for()
    page = followed(token)
    page.text_area(key=box(token, "summary")).set_value("We talked\nabout it").run()
    page.checkbox(key=box(token, "statement_1")).check().run()
    page = press(page, "Save and come back later")
    assert "What you filled in is saved." in texts(page)
    assert state(nurse) is SignOffState.BEGUN
    again = followed(token)
    assert again.text_area(key=box(token, "summary")).value == "We talked\nabout it"
    assert again.checkbox(key=box(token, "statement_1")).value
    assert again.text_input(key=box(token, "name")).value == "Pat Partner"


def test_a_form_is_signed_after_a_question_and_then_the_link_only_thanks() -> None:
    nurse, _, token = asked_for()
    page = fill(followed(token), token)
    page.text_input(key=box(token, "signature")).set_value("Pat Partner").run()
    page = press(page, "Sign this form")
    assert "Nobody can change it afterwards." in texts(page)
    assert state(nurse) is SignOffState.BEGUN
    page.button(key="really_sign").click().run()
    for seen in (page, followed(token)):
        said = texts(seen)
        assert "Thank you. You signed this form for Nurse One" in said
        assert "What happened" not in said
        assert not seen.text_input
    (line,) = look_up(my_sign_offs, actor=nurse, now=now())
    form = look_up(get_signed, actor=nurse, sign_off_id=line.id).form
    assert form.completed.answer("summary") == ANSWERS["summary"]
    assert form.completed.signature == "Pat Partner"


def test_what_is_missing_is_said_at_the_button_and_beside_its_box_and_nothing_is_lost() -> None:
    _, _, token = asked_for()
    page = fill(followed(token), token)
    page = press(page, "Sign this form")
    assert texts(page).count("Please fill in your name as your signature.") == 2
    page.text_input(key=box(token, "nmc_pin")).set_value("").run()
    page = press(page, "Sign this form")
    assert texts(page).count("Please fill in “NMC Pin”.") == 2
    assert page.text_area(key=box(token, "summary")).value == ANSWERS["summary"]


def test_too_long_a_text_is_refused_and_stays_in_its_box() -> None:
    _, _, token = asked_for()
    page = followed(token)
    page.text_area(key=box(token, "summary")).set_value("x" * 20_001).run()
    assert "at most 20,000 characters" in texts(page)
    assert page.text_area(key=box(token, "summary")).value == "x" * 20_001
    page.text_area(key=box(token, "summary")).set_value("x").run()
    assert opened(token, now=now()).completed.answer("summary") == "x"


def test_what_the_nurse_changed_meanwhile_is_shown_and_read_again_before_signing() -> None:
    nurse, ids, token = asked_for()
    page = followed(token)
    carry_out(reopen_account, actor=nurse, account_id=ids[0])
    assert "is changing one of the accounts" in texts(page.run())
    written = Written("Anew", ("Rewritten", "b", "c", "d"), ("preserve_safety",))
    saved = carry_out(save_account, actor=nurse, account_id=ids[0], written=written, revision=1, now=now())
    carry_out(finish_account, actor=nurse, account_id=ids[0], revision=saved, now=now())
    page = page.run()
    assert "Nurse One has changed something since you opened this page." in texts(page)
    assert "Rewritten" in texts(page)
    assert "Sign this form" not in [each.label for each in page.button]
    page = press(page, "I have read it again")
    assert "has changed something" not in texts(page)
    assert "Sign this form" in [each.label for each in page.button]


def test_two_windows_do_not_overwrite_each_other_unseen() -> None:
    _, _, token = asked_for()
    one, two = followed(token), followed(token)
    one.text_area(key=box(token, "summary")).set_value("From here").run()
    two.text_area(key=box(token, "summary")).set_value("From there").run()
    assert "was changed in another window" in texts(two)
    assert opened(token, now=now()).completed.answer("summary") == "From here"
    press(two, "Show the newer version")
    assert two.text_area(key=box(token, "summary")).value == "From here"
    two.text_area(key=box(token, "summary")).set_value("From there").run()
    assert opened(token, now=now()).completed.answer("summary") == "From there"


def test_a_confirmer_sees_the_figures_and_only_the_titles_of_accounts() -> None:
    _, _, token = asked_for(C)
    page = followed(token, C)
    said = texts(page)
    assert titles(page) == ["Confirmation form"]
    assert "0 recorded, 450 needed" in said
    assert "5 recorded, 5 needed" in said
    assert "Not signed here yet" in said
    assert "Three" in said
    assert "What happened" not in said


def test_a_confirmer_completes_the_checklist_and_signs() -> None:
    nurse, _, token = asked_for(C)
    page = followed(token, C)
    page = fill(page, token, C)
    page.text_input(key=box(token, "signature", C)).set_value("Con Firmer").run()
    page = press(page, "Sign this form")
    page.button(key="really_sign").click().run()
    assert state(nurse) is SignOffState.SIGNED


def test_the_boxes_of_a_profession_follow_what_is_chosen() -> None:
    _, _, token = asked_for(C)
    page = followed(token, C)
    page.radio(key=box(token, "capacity", C)).set_value("overseas").run()
    labels = [each.label for each in page.text_input]
    assert "Country" in labels
    assert "NMC Pin" not in labels


@pytest.mark.parametrize("kind", [D, C])
@pytest.mark.parametrize("why", ["ran out", "withdrawn", "guessed", "of the other kind", "missing"])
def test_a_bad_link_reads_one_sentence_and_nothing_else(kind: SignOffKind, why: str) -> None:
    nurse, ids = ready_nurse(now=now())
    moment = now() - LIFE - timedelta(minutes=1) if why == "ran out" else now()
    ask = asked(nurse, an_ask(kind, ids), now=moment)
    token, page_kind = ask.token, kind
    if why == "withdrawn":
        carry_out(withdraw_link, actor=nurse, sign_off_id=ask.sign_off_id, now=now())
    elif why == "guessed":
        token = "A" * 43
    elif why == "of the other kind":
        page_kind = C if kind is D else D
    elif why == "missing":
        token = ""
    page = followed(token, page_kind)
    assert texts(page).split("\n") == [NOWHERE]
    assert not page.text_input


def test_after_twenty_wrong_links_even_a_good_one_has_to_wait() -> None:
    _, _, token = asked_for()
    page = followed("wrong")
    for _ in range(19):
        page.run()
    assert texts(page).split("\n") == [NOWHERE]
    assert WAIT in texts(page.run())
    said = texts(followed(token))
    assert WAIT in said
    assert "What happened" not in said


def test_a_link_that_is_withdrawn_while_the_page_is_open_shows_nothing_any_more() -> None:
    nurse, ids = ready_nurse(now=now())
    ask = asked(nurse, an_ask(D, ids), now=now())
    page = followed(ask.token)
    carry_out(withdraw_link, actor=nurse, sign_off_id=ask.sign_off_id, now=now())
    assert texts(page.run()).split("\n") == [NOWHERE]


def test_the_nurse_herself_can_not_sign() -> None:
    nurse, _, token = asked_for()
    page = opened_by("guest/discussion", nurse, token=token)
    assert "nobody can sign their own" in texts(page)
    assert state(nurse) is SignOffState.SENT


def test_somebody_else_who_is_signed_in_can() -> None:
    nurse, _, token = asked_for()
    page = opened_by("guest/discussion", make.person("Pat Partner"), token=token)
    assert "What happened: One" in texts(page)
    assert state(nurse) is SignOffState.OPENED


def test_what_was_typed_shows_as_it_was_typed() -> None:
    nasty = "![x](https://elsewhere.example/x.png) <img src=x onerror=alert(1)> $x$ :material/home:"
    nurse, _ = ready_nurse(now=now())
    ids = [make.finished_account(nurse, nasty, now=now()) for _ in TITLES]
    ask = asked(nurse, an_ask(D, ids), now=now())
    page = followed(ask.token)
    assert texts(page).count(nasty) == 10
    form = whole(now=now(), summary=nasty, address=nasty)
    carry_out(save_part, token=ask.token, kind=D, completed=form, revision=0, now=now())
    signed(ask.token, now=now(), changes={"summary": nasty})
    assert nasty in texts(opened_by("nurse/sign_offs", nurse, form=ask.sign_off_id))


def test_an_empty_part_is_saved_as_nothing() -> None:
    nurse, _, token = asked_for()
    followed(token).run()
    assert opened(token, now=now()).completed == Completed(
        answers=(("name", "Pat Partner"), ("email", "pat@trust.example"))
    )
    assert state(nurse) is SignOffState.OPENED
