"""What the forms need before they are signed, box by box."""

from dataclasses import replace
from datetime import date

import pytest

from revalidation.domain.completing import Completed, checked, must_be_complete, ticks_of
from revalidation.domain.nmc_sign_offs import SignOffForm, sign_off_form_in_force
from revalidation.domain.refusals import Missing, NotAnEmail, Refusal, TooLong
from revalidation.domain.sign_off_refusals import CapacityNeeded, TicksNeeded
from revalidation.domain.sign_offs import SignOffKind

DISCUSSION = sign_off_form_in_force(SignOffKind.DISCUSSION, date(2026, 12, 1))
CONFIRMATION = sign_off_form_in_force(SignOffKind.CONFIRMATION, date(2026, 12, 1))
ANSWERS = {
    "name": "Lee Manager",
    "nmc_pin": "13A1234B",
    "email": "lee@trust.example",
    "address": "Ward 1\nLN1 2NM",
    "contact_number": "020 1232 1234",
    "discussed_on": "2026-11-30",
    "summary": "We talked about all five.",
    "job_title": "Ward manager",
}


def filled(form: SignOffForm, capacity: str = "", **changes: str) -> Completed:
    answers = tuple((key, text) for key, text in {**ANSWERS, **changes}.items() if text)
    whole = Completed(capacity=capacity, answers=answers, ticked=ticks_of(form), signature="Lee Manager")
    return checked(form, whole)


@pytest.mark.parametrize("key", [field.key for field in DISCUSSION.signer_fields])
def test_every_box_of_the_discussion_form_is_needed(key: str) -> None:
    must_be_complete(DISCUSSION, filled(DISCUSSION))
    with pytest.raises(Missing) as refused:
        must_be_complete(DISCUSSION, filled(DISCUSSION, **{key: ""}))
    assert refused.value.field == key


@pytest.mark.parametrize("form", [DISCUSSION, CONFIRMATION])
def test_every_statement_has_to_be_ticked(form: SignOffForm) -> None:
    capacity = "registrant" if form.capacities else ""
    whole = filled(form, capacity)
    for key in ticks_of(form):
        with pytest.raises(TicksNeeded) as refused:
            must_be_complete(form, replace(whole, ticked=tuple(each for each in whole.ticked if each != key)))
        assert refused.value.field == key


@pytest.mark.parametrize(
    ("capacity", "changes", "field"),
    [
        ("", {}, "capacity"),
        ("elected", {}, "capacity"),
        ("registrant", {}, None),
        ("registered_line_manager", {"nmc_pin": ""}, "nmc_pin"),
        ("regulated", {}, "regulated_profession"),
        ("regulated", {"regulated_profession": "Dietitian"}, "regulated_number"),
        ("regulated", {"regulated_profession": "Dietitian", "regulated_number": "DT1"}, None),
        ("overseas", {"overseas_country": "Ireland", "overseas_profession": "Nurse"}, "overseas_number"),
        ("another", {"another_profession": "Chaplain"}, None),
        ("line_manager", {}, "another_profession"),
        ("line_manager", {"another_profession": "Engineer"}, None),
        ("line_manager", {"regulated_profession": "Dietitian", "regulated_number": "DT1"}, None),
    ],
)
def test_a_confirmer_gives_what_the_form_asks_of_her_profession(
    capacity: str, changes: dict[str, str], field: str | None
) -> None:
    if field is None:
        must_be_complete(CONFIRMATION, filled(CONFIRMATION, capacity, **changes))
    else:
        with pytest.raises((Missing, CapacityNeeded)) as refused:
            must_be_complete(CONFIRMATION, filled(CONFIRMATION, capacity, **changes))
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"email": "lee at trust"}, NotAnEmail),
        ({"discussed_on": "30.11.2026"}, Missing),
        ({"address": " \n "}, Missing),
    ],
)
def test_what_can_not_be_right_is_refused_beside_its_box(changes: dict[str, str], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        must_be_complete(DISCUSSION, filled(DISCUSSION, **changes))
    assert refused.value.field in changes


def test_nothing_is_needed_of_a_draft_and_what_the_form_does_not_ask_is_not_kept() -> None:
    assert checked(DISCUSSION, Completed()) == Completed()
    typed = Completed(answers=(("name", " Lee \x00 "), ("elsewhere", "x")), ticked=("practice_hours",))
    assert checked(DISCUSSION, typed) == Completed(answers=(("name", "Lee"),))


def test_a_pin_is_kept_in_capitals_and_too_long_text_is_refused_beside_its_box() -> None:
    assert filled(DISCUSSION, nmc_pin=" 13a 1234b").answer("nmc_pin") == "13A1234B"
    for key in ("nmc_pin", "summary", "contact_number"):
        with pytest.raises(TooLong) as refused:
            filled(DISCUSSION, **{key: "x" * 20_001})
        assert refused.value.field == key


def test_without_a_signature_nothing_is_signed() -> None:
    with pytest.raises(Missing) as refused:
        must_be_complete(DISCUSSION, replace(filled(DISCUSSION), signature=""))
    assert refused.value.field == "signature"
