"""Bank holidays of the four UK nations."""

from datetime import date
from enum import StrEnum

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
    found = holidays.country_holidays("GB", subdiv=nation.value, years=years)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}
