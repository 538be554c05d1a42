from dataclasses import replace
from datetime import date

import pytest

from revalidation.domain.closures import Closure, days_off
from revalidation.domain.refusals import ClosureEndsBeforeItBegins, Missing, Refusal, TooLong

MOVE = Closure("Library move", date(2026, 12, 28), date(2026, 12, 30), site_id=1)
EVERYTHING = Closure("Power works", date(2026, 12, 30), date(2026, 12, 31))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_a_closure_is_kept_with_its_name_cleaned() -> None:
    assert replace(MOVE, name="  Library \n move ").checked() == MOVE
    assert replace(MOVE, last_on=MOVE.first_on).checked().last_on == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        (replace(MOVE, name=" "), Missing, "name"),
        (replace(MOVE, name="n" * 121), TooLong, "name"),
        (replace(MOVE, last_on=date(2026, 12, 27)), ClosureEndsBeforeItBegins, "last_on"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(wrong: Closure, refusal: type[Refusal], field: str) -> None:
    with pytest.raises(refusal) as refused:
        wrong.checked()
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        pytest.param(*YEAR, [28, 29, 30], id="both ends belong to it"),
        pytest.param(date(2026, 12, 29), date(2026, 12, 29), [29], id="one day of it"),
        pytest.param(date(2026, 12, 30), date(2027, 1, 2), [30], id="its last day"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 2), [], id="after it"),
        pytest.param(date(2026, 12, 1), date(2026, 12, 27), [], id="before it"),
    ],
)
def test_a_closure_has_its_days_among_those_asked_about(first: date, last: date, days: list[int]) -> None:
    assert [day.day for day in MOVE.days(first, last)] == days


@pytest.mark.parametrize(
    ("site_id", "off"),
    [
        pytest.param(
            1, {28: "Boxing Day", 29: "Library move", 30: "Power works", 31: "Power works"}, id="its own site"
        ),
        pytest.param(2, {28: "Boxing Day", 30: "Power works", 31: "Power works"}, id="another site"),
        pytest.param(None, {28: "Boxing Day", 30: "Power works", 31: "Power works"}, id="online"),
    ],
)
def test_days_off_are_bank_holidays_and_the_closures_of_the_site(site_id: int | None, off: dict[int, str]) -> None:
    holidays = {date(2026, 12, 28): "Boxing Day", date(2027, 1, 1): "New Year's Day"}
    found = days_off(holidays, [MOVE, EVERYTHING], site_id=site_id, first=YEAR[0], last=YEAR[1])
    assert {day.day: said.removesuffix(", a closure") for day, said in found.items()} == off
