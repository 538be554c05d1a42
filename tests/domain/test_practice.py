from dataclasses import replace
from datetime import date

import pytest

from revalidation.domain.nmc_logs import Log, log_form
from revalidation.domain.portfolio_refusals import EndsBeforeItBegins, NotHours, NotOnTheList
from revalidation.domain.practice import PracticePeriod, minutes_within
from revalidation.domain.refusals import Missing, Refusal

FORM = log_form(Log.PRACTICE_HOURS, "2022-06")
TYPED = PracticePeriod(
    first_on=date(2025, 1, 1),
    last_on=date(2025, 12, 31),
    organisation=" Norwich University,  Norwich ",
    setting="school",
    scope="education",
    minutes=1600 * 60,
    hours_text="1600 hrs per year",
    registration="nurse",
)


def test_a_period_is_kept_with_its_text_cleaned() -> None:
    assert TYPED.checked(FORM).organisation == "Norwich University, Norwich"


@pytest.mark.parametrize(
    ("typed", "refusal", "field"),
    [
        (replace(TYPED, last_on=date(2024, 12, 31)), EndsBeforeItBegins, "last_on"),
        (replace(TYPED, organisation=""), Missing, "organisation"),
        (replace(TYPED, setting="moon"), NotOnTheList, "setting"),
        (replace(TYPED, scope=""), NotOnTheList, "scope"),
        (replace(TYPED, registration="Nurse"), NotOnTheList, "registration"),
        (replace(TYPED, minutes=0), NotHours, "minutes"),
    ],
)
def test_what_is_the_matter_is_said_beside_its_field(typed: PracticePeriod, refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        typed.checked(FORM)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), 365),
        (date(2024, 1, 1), date(2026, 12, 31), 365),
        (date(2025, 7, 1), date(2026, 12, 31), 184),
        (date(2024, 1, 1), date(2025, 1, 1), 1),
        (date(2025, 12, 31), date(2026, 12, 31), 1),
        (date(2026, 1, 1), date(2026, 12, 31), 0),
        (date(2023, 1, 1), date(2024, 12, 31), 0),
    ],
)
def test_the_share_of_its_days_that_falls_into_a_span_counts(first: date, last: date, hours: int) -> None:
    assert minutes_within(replace(TYPED, minutes=365 * 60), first, last, date(2030, 1, 1)) == hours * 60


@pytest.mark.parametrize(
    ("today", "hours"),
    [
        (date(2025, 12, 31), 365),
        (date(2025, 1, 1), 365),
        (date(2024, 12, 31), 365),
        (date(2026, 12, 31), 183),
        (date(2024, 6, 1), 365),
    ],
    ids=["at the end of the span", "on its first day", "before that", "after the span", "long before"],
)
def test_a_current_post_runs_until_today_and_its_hours_are_those_that_were_entered(today: date, hours: int) -> None:
    post = replace(TYPED, last_on=None, minutes=365 * 60)
    assert minutes_within(post, date(2025, 1, 1), date(2026, 1, 1), today) == hours * 60


def test_a_current_post_has_no_last_day_to_be_wrong() -> None:
    assert replace(TYPED, last_on=None).checked(FORM).last_on is None
