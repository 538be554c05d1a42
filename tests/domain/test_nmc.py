"""What the NMC asks for, by version and by date."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from revalidation.domain.nmc import (
    NMC_DATA,
    reflective_accounts_form,
    reflective_accounts_form_in_force,
    registrations_in_force,
    requirements_in_force,
)

TODAY = date(2026, 11, 22)


def a_later_version(folder: Path, **changes: object) -> None:
    """Put the form of 2022 and a later one, otherwise the same, into a folder of their own."""
    forms = folder / "reflective_accounts"
    forms.mkdir()
    first = json.loads((NMC_DATA / "reflective_accounts" / "2022-06.json").read_text(encoding="utf-8"))
    for written in (first, {**first, "version": "2027-10", "valid_from": "2027-10-01", **changes}):
        (forms / f"{written['version']}.json").write_text(json.dumps(written), encoding="utf-8")


def test_the_form_asks_the_nmcs_four_questions_in_its_words_and_order() -> None:
    assert reflective_accounts_form("2022-06").questions == (
        (
            "What was the nature of the CPD activity and/or practice-related feedback and/or event or experience in "
            "your practice?"
        ),
        "What did you learn from the CPD activity and/or feedback and/or event or experience in your practice?",
        "How did you change or improve your practice as a result?",
        "How is this relevant to the Code?",
    )


def test_the_form_begins_with_the_nmcs_own_words() -> None:
    form = reflective_accounts_form("2022-06")
    assert form.preamble == (
        "You must use this form to record five written reflective accounts on your CPD and/or practice-related "
        "feedback and/or an event or experience in your practice and how this relates to the Code. Please fill in a "
        "page for each of your reflective accounts, making sure you do not include any information that might identify "
        "a specific patient, service user or colleague. Please refer to our guidance on preserving anonymity in "
        "Guidance sheet 1 in How to revalidate with the NMC."
    )
    assert form.title_label == "Reflective account:"


def test_the_line_of_themes_reads_as_on_the_form() -> None:
    assert reflective_accounts_form("2022-06").themes_line == (
        "Select one or more themes: Prioritise people – Practise effectively – Preserve safety – "
        "Promote professionalism and trust"
    )


def test_the_footer_names_the_form_and_its_wording_and_that_it_is_not_the_nmcs() -> None:
    assert reflective_accounts_form("2022-06").footer_sentence == (
        "Set out as the NMC reflective accounts form (wording of 2022-06). Not issued or endorsed by the NMC."
    )


def test_every_theme_has_a_key_of_its_own() -> None:
    assert [theme.key for theme in reflective_accounts_form("2022-06").themes] == [
        "prioritise_people",
        "practise_effectively",
        "preserve_safety",
        "promote_professionalism_and_trust",
    ]


def test_an_unknown_version_is_named_in_the_complaint() -> None:
    with pytest.raises(LookupError, match="1999-01"):
        reflective_accounts_form("1999-01")


def test_before_the_first_version_no_form_is_in_force() -> None:
    with pytest.raises(LookupError, match="2022-05-31"):
        reflective_accounts_form_in_force(date(2022, 5, 31))
    assert reflective_accounts_form_in_force(date(2022, 6, 1)).version == "2022-06"


def test_a_new_file_is_a_new_version_from_its_first_day(tmp_path: Path) -> None:
    a_later_version(tmp_path, title_label="Account:")
    assert reflective_accounts_form_in_force(date(2027, 9, 30), data=tmp_path).version == "2022-06"
    assert reflective_accounts_form_in_force(date(2027, 10, 1), data=tmp_path).version == "2027-10"
    assert reflective_accounts_form("2027-10", data=tmp_path).title_label == "Account:"
    assert reflective_accounts_form("2022-06", data=tmp_path).title_label == "Reflective account:"


def test_the_last_day_of_a_version_still_belongs_to_it(tmp_path: Path) -> None:
    a_later_version(tmp_path, valid_from="2022-06-02", valid_to="2022-06-03")
    assert reflective_accounts_form_in_force(date(2022, 6, 3), data=tmp_path).version == "2027-10"
    assert reflective_accounts_form_in_force(date(2022, 6, 4), data=tmp_path).version == "2022-06"


def test_the_kinds_of_registration_are_the_choices_of_the_practice_hours_log() -> None:
    assert [(kind.key, kind.label, kind.practice_hours) for kind in registrations_in_force(TODAY).kinds] == [
        ("nurse", "Registered Nurse", 450),
        ("midwife", "Midwife", 450),
        ("nursing_associate", "Nursing Associate", 450),
        ("nurse_scphn", "Registered Nurse/SCPHN", 450),
        ("midwife_scphn", "Midwife/SCPHN", 450),
        (
            "nurse_and_midwife",
            "Registered Nurse and Midwife (including Registered Nurse/SCHPN and Midwife/SCPHN)",
            900,
        ),
    ]


@pytest.mark.parametrize(
    ("keys", "hours"),
    [
        ((), 0),
        (("nurse",), 450),
        (("nurse", "nurse_scphn"), 450),
        (("nurse", "midwife"), 900),
        (("nurse", "nurse_and_midwife"), 900),
        (("nursing_associate", "nurse"), 900),
    ],
)
def test_each_registration_held_needs_its_hours_once(keys: tuple[str, ...], hours: int) -> None:
    assert registrations_in_force(TODAY).practice_hours_for(keys) == hours


def test_the_hours_of_a_registration_are_the_same_in_both_files() -> None:
    each = requirements_in_force(TODAY).practice_hours_for_each_registration
    assert {hours for _, hours in registrations_in_force(TODAY).hours_by_registration} == {each}


def test_the_requirements_are_the_nmcs_numbers() -> None:
    required = requirements_in_force(TODAY)
    assert (required.period_years, required.practice_hours_for_each_registration) == (3, 450)
    assert (required.cpd_hours, required.participatory_cpd_hours) == (35, 20)
    assert (required.pieces_of_feedback, required.reflective_accounts) == (5, 5)
    assert (required.reflective_discussions, required.confirmations) == (1, 1)
    assert (required.application_opens_days_before, required.confirmation_within_last_months) == (60, 12)
    assert required.days_to_answer_verification == 21


@pytest.mark.parametrize("path", sorted(NMC_DATA.rglob("*.json")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_is_named_after_its_version_and_says_where_it_is_from(path: Path) -> None:
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["version"] == path.stem
    assert re.fullmatch(r"\d{4}-\d{2}", path.stem)
    assert written["source"].strip()
    assert written["valid_to"] is None or written["valid_to"] >= written["valid_from"]
