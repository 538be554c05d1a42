"""The two forms that somebody else signs, word for word."""

import json
from datetime import date
from pathlib import Path

import pytest

from revalidation.domain.nmc import NMC_DATA
from revalidation.domain.nmc_sign_offs import SignOffForm, sign_off_form, sign_off_form_in_force
from revalidation.domain.sign_offs import SignOffKind

TODAY = date(2026, 11, 24)
DISCUSSION = sign_off_form_in_force(SignOffKind.DISCUSSION, TODAY)
CONFIRMATION = sign_off_form_in_force(SignOffKind.CONFIRMATION, TODAY)


def labels(form: SignOffForm) -> list[str]:
    return [field.label for field in form.signer_fields]


def test_the_discussion_form_has_the_nmcs_headings_and_labels_in_its_order() -> None:
    assert DISCUSSION.preamble.startswith(
        "You must use this form to record your reflective discussion with another NMC-registered nurse or midwife "
        "about your five written reflective accounts. During your discussion you should not discuss patients,"
    )
    assert DISCUSSION.nurse_heading == "To be completed by the nurse or midwife:"
    assert [field.label for field in DISCUSSION.nurse_fields] == ["Name:", "NMC Pin:"]
    assert DISCUSSION.signer_heading == ("To be completed by the nurse or midwife with whom you had the discussion:")
    assert labels(DISCUSSION) == [
        "Name:",
        "NMC Pin:",
        "Email address:",
        "Professional address including postcode:",
        "Contact number:",
        "Date of discussion:",
        "Short summary of discussion:",
    ]
    assert DISCUSSION.statements == (
        (
            "I have discussed five written reflective accounts with the named nurse, midwife or nursing associate as "
            "part of a reflective discussion."
        ),
        "I agree to be contacted by the NMC to provide further information if necessary for verification purposes.",
    )


def test_the_confirmation_form_offers_the_nmcs_six_choices() -> None:
    assert CONFIRMATION.capacity_prompt == "I have received confirmation from (select applicable):"
    assert [(one.label, one.is_registrant) for one in CONFIRMATION.capacities] == [
        ("A line manager who is also an NMC-registered nurse, midwife or nursing associate", True),
        ("A line manager who is not an NMC-registered nurse, midwife or nursing associate", False),
        ("Another NMC-registered nurse, midwife or nursing associate", True),
        ("A regulated healthcare professional", False),
        ("An overseas regulated healthcare professional", False),
        ("Other professional in accordance with the NMC’s online confirmation tool", False),
    ]


def test_the_confirmation_form_has_the_nmcs_labels_and_sections() -> None:
    assert [field.label for field in CONFIRMATION.nurse_fields] == [
        "Name:",
        "NMC Pin:",
        "Date of last renewal of registration or joined the register:",
    ]
    assert labels(CONFIRMATION) == [
        "Name:",
        "Job title:",
        "Email address:",
        "Professional address including postcode:",
        "Contact number:",
        "Date of confirmation discussion:",
    ]
    assert [(one.prompt, [field.label for field in one.fields]) for one in CONFIRMATION.sections] == [
        ("If you are an NMC-registered nurse, midwife or nursing associate please provide:", ["NMC Pin:"]),
        (
            "If you are a regulated healthcare professional please provide:",
            ["Profession:", "Registration number for regulatory body:"],
        ),
        (
            "If you are an overseas regulated healthcare professional please provide:",
            ["Country:", "Profession:", "Registration number for regulatory body:"],
        ),
        (
            "If you are another professional please provide:",
            ["Profession:", "Registration number for regulatory body (if relevant):"],
        ),
    ]


def test_the_checklist_is_the_nmcs() -> None:
    assert CONFIRMATION.checklist_title == "Confirmation checklist of revalidation requirements"
    assert [(group.heading, len(group.items)) for group in CONFIRMATION.checklist] == [
        ("Practice hours", 1),
        ("Continuing professional development", 2),
        ("Practice-related feedback", 1),
        ("Written reflective accounts", 1),
        ("Reflective discussion", 1),
    ]
    texts = [item.text for item in CONFIRMATION.items()]
    assert texts[2] == (
        "You have seen evidence that at least 20 of the 35 hours include participatory learning relevant to their "
        "practice as a nurse, midwife or nursing associate. You have seen accurate records of the CPD undertaken."
    )
    assert texts[3] == (
        "You are satisfied that the nurse, midwife or nursing associate has obtained five pieces of practice-related "
        "feedback."
    )
    assert CONFIRMATION.statements[0].startswith("I confirm that I have read Information for confirmers, and that the")
    assert CONFIRMATION.statements[1].endswith("registration application at risk.")


@pytest.mark.parametrize("form", [DISCUSSION, CONFIRMATION])
def test_no_two_boxes_share_a_key(form: SignOffForm) -> None:
    keys = [field.key for field in (*form.signer_fields, *(each for one in form.sections for each in one.fields))]
    keys += [item.key for item in form.items()]
    assert len(keys) == len(set(keys))
    assert form.footer_sentence.startswith(f"Set out as the NMC {form.form_name} (wording of 2022-06).")


def test_a_later_wording_needs_a_file_and_no_code(tmp_path: Path) -> None:
    folder = tmp_path / "confirmation"
    folder.mkdir()
    first = json.loads((NMC_DATA / "confirmation" / "2022-06.json").read_text(encoding="utf-8"))
    later = {**first, "version": "2027-10", "valid_from": "2027-10-01", "checklist": [], "statements": ["I agree."]}
    for each in (first, later):
        (folder / f"{each['version']}.json").write_text(json.dumps(each), encoding="utf-8")
    kind = SignOffKind.CONFIRMATION
    assert sign_off_form_in_force(kind, date(2027, 10, 1), data=tmp_path).statements == ("I agree.",)
    assert sign_off_form_in_force(kind, TODAY, data=tmp_path).version == "2022-06"
    assert sign_off_form(kind, "2022-06", data=tmp_path).statements == CONFIRMATION.statements
    with pytest.raises(LookupError):
        sign_off_form(kind, "2019-01", data=tmp_path)
