"""Bank holidays of the four UK nations."""

from collections import defaultdict
from datetime import date
from enum import StrEnum
from functools import cache

import holidays


class Nation(StrEnum):
    """Whose bank holidays count."""

    ENGLAND = "ENG"
    NORTHERN_IRELAND = "NIR"
    SCOTLAND = "SCT"
    WALES = "WLS"


NATION_WORDS = {
    Nation.ENGLAND: "England",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
    Nation.SCOTLAND: "Scotland",
    Nation.WALES: "Wales",
}


def bank_holidays(nation: Nation, first: date, last: date) -> dict[date, str]:
    """Name of each bank holiday from `first` to `last`, both included."""
    years = range(first.year, last.year + 1)
    return {day: name for year in years for day, name in _of_year(nation, year).items() if first <= day <= last}


def said_bank_holidays(first: date, last: date, nation: Nation | None = None) -> dict[date, str]:
    """Each bank holiday in words: `May Day, a bank holiday`, or where nobody said whose, `… in Scotland`."""
    if nation is not None:
        return {day: f"{name}, a bank holiday" for day, name in bank_holidays(nation, first, last).items()}
    nations: dict[date, dict[Nation, str]] = defaultdict(dict)
    for each in Nation:
        for day, name in bank_holidays(each, first, last).items():
            nations[day][each] = name
    return {day: _said(of) for day, of in sorted(nations.items())}


def _said(of: dict[Nation, str]) -> str:
    name = next(iter(of.values()))
    if len(of) == len(Nation):
        return f"{name}, a bank holiday"
    *others, one = (NATION_WORDS[nation] for nation in of)
    where = f"{', '.join(others)} and {one}" if others else one
    return f"{name}, a bank holiday in {where}"


@cache
def _of_year(nation: Nation, year: int) -> dict[date, str]:
    return dict(sorted(holidays.country_holidays("GB", subdiv=nation.value, years=year).items()))
