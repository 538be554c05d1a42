"""The NMC's three logs, by version and by date."""

import json
from datetime import date
from pathlib import Path

import pytest

from revalidation.domain.nmc import NMC_DATA, registrations_in_force
from revalidation.domain.nmc_logs import Log, log_form, log_form_in_force

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("log", "labels"),
    [
        (
            Log.PRACTICE_HOURS,
            (
                "Dates:|Name and address of organisation:|Your work setting|Your scope of practice|Number of hours:|"
                "Your registration|Brief description of your work:"
            ),
        ),
        (
            Log.CPD,
            (
                "Dates:|Method:|Topic(s):|Link to Code:|Link to Standards of proficiency:|Number of hours:|"
                "Number of participatory hours:"
            ),
        ),
        (Log.FEEDBACK, "Date|Source of feedback|Type of feedback|Content of feedback"),
    ],
)
def test_the_columns_are_the_nmcs_in_its_words_and_order(log: Log, labels: str) -> None:
    assert "|".join(column.label for column in log_form(log, "2022-06").columns) == labels


def test_the_hints_below_the_columns_are_the_nmcs() -> None:
    feedback, cpd = log_form(Log.FEEDBACK, "2022-06"), log_form(Log.CPD, "2022-06")
    assert feedback.column("source").hint == "Where did this feedback come from?"
    assert feedback.column("content").hint == ("What was the feedback about and how has it influenced your practice?")
    assert cpd.column("method").hint == "Please describe the methods you used for the activity:"
    assert cpd.guide_to("topic").text.startswith("Please give a brief outline of the key points of the learning")


def test_the_lists_are_the_nmcs() -> None:
    practice = log_form(Log.PRACTICE_HOURS, "2022-06")
    assert len(practice.guide_to("setting").choices) == 25
    assert list(practice.guide_to("scope").labels.values()) == [
        "Direct clinical care",
        "Education",
        "Research",
        "Management",
        "Leadership",
        "Policy",
        "Commissioning",
        "Consultancy",
        "Quality assurance or inspection",
    ]
    assert practice.label("setting", "community_setting") == (
        "Community setting (including district nursing and community psychiatric nursing)"
    )


def test_the_registrations_of_the_log_are_those_one_may_hold() -> None:
    kinds = registrations_in_force(TODAY).kinds
    assert log_form_in_force(Log.PRACTICE_HOURS, TODAY).guide_to("registration").labels == {
        kind.key: kind.label for kind in kinds
    }


@pytest.mark.parametrize("log", list(Log))
def test_every_key_of_a_list_is_there_once(log: Log) -> None:
    form = log_form_in_force(log, TODAY)
    for guide in form.lists:
        keys = [choice.key for choice in guide.choices]
        assert len(set(keys)) == len(keys)
        assert guide.key in {column.key for column in form.columns}


@pytest.mark.parametrize("log", list(Log))
def test_the_footer_says_that_the_log_is_not_the_nmcs(log: Log) -> None:
    form = log_form_in_force(log, TODAY)
    assert form.footer_sentence == (
        f"Set out as the NMC {form.form_name} (wording of 2022-06). Not issued or endorsed by the NMC."
    )


def test_a_value_of_an_older_list_is_printed_as_it_is() -> None:
    assert log_form(Log.PRACTICE_HOURS, "2022-06").label("scope", "Direct patient care") == "Direct patient care"


def test_an_unknown_version_is_named_in_the_complaint() -> None:
    with pytest.raises(LookupError, match="1999-01"):
        log_form(Log.CPD, "1999-01")


def test_a_new_wording_is_a_new_file(tmp_path: Path) -> None:
    folder = tmp_path / "cpd_log"
    folder.mkdir()
    first = json.loads((NMC_DATA / "cpd_log" / "2022-06.json").read_text(encoding="utf-8"))
    for written in (first, {**first, "version": "2027-10", "valid_from": "2027-10-01", "total": "In all:"}):
        (folder / f"{written['version']}.json").write_text(json.dumps(written), encoding="utf-8")
    assert log_form_in_force(Log.CPD, date(2027, 9, 30), data=tmp_path).total == "Total:"
    assert log_form_in_force(Log.CPD, date(2027, 10, 1), data=tmp_path).total == "In all:"
    assert log_form(Log.CPD, "2022-06", data=tmp_path).total == "Total:"
