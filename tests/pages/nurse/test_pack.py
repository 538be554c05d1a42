"""The page that makes an evidence pack, and the page that checks one."""

from datetime import UTC, datetime

import pytest

from revalidation.acting import carry_out
from revalidation.commands.evidence import add_evidence
from revalidation.commands.feedback import add_feedback
from revalidation.domain.feedback import Feedback
from revalidation.domain.people import Actor
from revalidation.domain.times import dated
from tests import make
from tests.opening import foreign
from tests.pages.looking import opened, press, texts

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def nurse() -> Actor:
    now = datetime.now(UTC)
    nurse = make.person("Siân Ŵyn", now=now)
    make.finished_account(nurse, "Spotting sepsis", now=now)
    carry_out(add_evidence, actor=nurse, name="certificate.pdf", content=foreign.pdf(2), now=now)
    carry_out(add_evidence, actor=nurse, name="locked.pdf", content=foreign.locked_pdf(), now=now)
    return nurse


def test_without_anything_in_it_the_page_says_what_it_is_for() -> None:
    assert "There is nothing to put in yet." in texts(opened("nurse/pack", by=make.person()))


def test_one_button_makes_a_pack_of_everything_and_says_what_it_could_not_show(nurse: Actor) -> None:
    page = press(opened("nurse/pack", by=nurse), "Make my evidence pack")
    said = texts(page)
    assert "Your pack is ready: 6 pages" in said
    assert "The file “locked.pdf” is locked with a password" in said
    (link,) = (each for each in page.get("link_button") if each.proto.label == "Download it (PDF)")
    assert link.proto.url.startswith("/documents/evidence-pack/")


def test_what_is_not_ticked_stays_out(nurse: Actor) -> None:
    page = opened("nurse/pack", by=nurse)
    for box in page.checkbox:
        if box.label.startswith(("Files of evidence", "A list of what")):
            box.uncheck()
    assert "Your pack is ready: 2 pages" in texts(press(page, "Make my evidence pack"))


def test_nothing_ticked_is_said_in_a_sentence(nurse: Actor) -> None:
    page = opened("nurse/pack", by=nurse)
    for box in page.checkbox:
        box.uncheck()
    assert "Choose at least one thing that goes in." in texts(press(page, "Make my evidence pack"))


def test_a_stranger_can_check_and_sees_the_key_of_the_installation(nurse: Actor) -> None:
    page = opened("guest/check_pack", by=nurse)
    assert "Fingerprint" in texts(page)
    page.text_area[0].set_value("hello")
    assert "This is not what the code of an evidence pack says." in texts(press(page, "Check it"))


def test_what_could_identify_somebody_is_shown_with_its_line_wherever_a_log_leaves(nurse: Actor) -> None:
    now = datetime.now(UTC)
    feedback = Feedback(now.date(), "Patients", "Letter", "Mrs Patel thanked me.")
    carry_out(add_feedback, actor=nurse, feedback=feedback, now=now)
    for where in ("nurse/pack", "nurse/portfolio"):
        said = texts(opened(where, by=nurse))
        assert "Before you share this: 1 passage could identify somebody." in said
        assert f"Feedback log, {dated(now.date())}\n“Mrs Patel”: This looks like a person's name." in said
    assert "Mrs Patel" not in texts(opened("nurse/pack", by=make.person("Other", now=now)))
