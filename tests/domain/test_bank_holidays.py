from datetime import date

import pytest

from revalidation.domain.bank_holidays import NATION_WORDS, Nation, bank_holidays, said_bank_holidays

ENG, NIR, SCT, WLS = Nation.ENGLAND, Nation.NORTHERN_IRELAND, Nation.SCOTLAND, Nation.WALES
EVERYWHERE = {ENG, NIR, SCT, WLS}


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        pytest.param(date(2026, 1, 1), EVERYWHERE, id="New Year's Day"),
        pytest.param(date(2026, 1, 2), {SCT}, id="2 January"),
        pytest.param(date(2026, 3, 17), {NIR}, id="St Patrick's Day"),
        pytest.param(date(2026, 4, 3), EVERYWHERE, id="Good Friday"),
        pytest.param(date(2026, 4, 6), {ENG, NIR, WLS}, id="Easter Monday"),
        pytest.param(date(2026, 5, 4), EVERYWHERE, id="early May"),
        pytest.param(date(2026, 5, 25), EVERYWHERE, id="late May"),
        pytest.param(date(2026, 7, 13), {NIR}, id="Battle of the Boyne, the 12th being a Sunday"),
        pytest.param(date(2026, 8, 3), {SCT}, id="first Monday of August"),
        pytest.param(date(2026, 8, 31), {ENG, NIR, WLS}, id="last Monday of August"),
        pytest.param(date(2026, 11, 30), {SCT}, id="St Andrew's Day"),
        pytest.param(date(2026, 12, 25), EVERYWHERE, id="Christmas Day"),
        pytest.param(date(2026, 12, 28), EVERYWHERE, id="Boxing Day, the 26th being a Saturday"),
        pytest.param(date(2027, 12, 27), EVERYWHERE, id="Christmas Day, the 25th being a Saturday"),
        pytest.param(date(2027, 12, 28), EVERYWHERE, id="Boxing Day, the 26th being a Sunday"),
        pytest.param(date(2023, 5, 8), EVERYWHERE, id="the Coronation"),
        pytest.param(date(2026, 3, 1), set(), id="St David's Day is none"),
        pytest.param(date(2026, 4, 23), set(), id="St George's Day is none"),
        pytest.param(date(2026, 6, 10), set(), id="an ordinary Wednesday"),
    ],
)
def test_bank_holidays_differ_between_the_nations(day: date, nations: set[Nation]) -> None:
    assert {nation for nation in Nation if bank_holidays(nation, day, day)} == nations


def test_both_ends_of_the_span_are_included_and_the_days_are_in_order() -> None:
    found = bank_holidays(ENG, date(2026, 12, 25), date(2027, 1, 1))
    assert list(found) == [date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1)]
    assert found[date(2026, 12, 25)] == "Christmas Day"


def test_a_span_that_ends_before_it_begins_has_none() -> None:
    assert bank_holidays(ENG, date(2026, 12, 31), date(2026, 1, 1)) == {}


def test_every_nation_has_its_word() -> None:
    assert set(NATION_WORDS) == set(Nation)


@pytest.mark.parametrize(
    ("day", "nation", "said"),
    [
        (date(2026, 5, 4), Nation.WALES, "May Day, a bank holiday"),
        (date(2026, 5, 4), None, "May Day, a bank holiday"),
        (date(2026, 11, 30), Nation.ENGLAND, None),
        (date(2026, 11, 30), None, "Saint Andrew's Day, a bank holiday in Scotland"),
        (date(2026, 4, 6), None, "Easter Monday, a bank holiday in England, Northern Ireland and Wales"),
        (date(2026, 5, 5), None, None),
    ],
)
def test_a_bank_holiday_is_said_with_whose_it_is_where_nobody_chose(
    day: date, nation: Nation | None, said: str | None
) -> None:
    assert said_bank_holidays(day, day, nation).get(day) == said
