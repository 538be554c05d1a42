"""Dates as files write them: `2019/03/12/`, `2019-03`, `2019 Mar 12`, `12 March 2019`, `MAR-APR`, `Spring 2019`."""

import re
from datetime import date
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june")),
            *(("jul", "july"), ("aug", "august"), ("sep", "sept", "september"), ("oct", "october")),
            *(("nov", "november"), ("dec", "december")),
        ),
        start=1,
    )
    for name in names
}
_SLASHED = re.compile(r"\s*(\d{4})?/(\w*)(?:/(\d*)(?:/.*)?)?\s*", re.DOTALL)
_ISO = re.compile(r"\s*(\d{4})(?:[-.](\d{1,2})(?:[-.](\d{1,2}))?)?(?:\s*$|[T\s]\d{1,2}:.*)", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_TOGETHER = re.compile(r"(?<!\d)((?:19|20)\d\d)(0\d|1[0-2])([0-2]\d|3[01])?(?!\d)")  # `20190600`
_DAY = re.compile(r"(?<![\d:.])([0-3]?\d)(?:st|nd|rd|th)?(?![\d:.])")
_WORD = re.compile(r"[A-Za-z]{3,}")
_LONGEST = 60
_LAST_MONTH, _LAST_DAY = 12, 31


@lru_cache(maxsize=4096)
def when(written: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day, as far as they can be made out."""
    text = written[:_LONGEST]
    if slashed := _SLASHED.fullmatch(text) or _ISO.fullmatch(text):
        year, month, day = slashed.groups()
        return _number(year), _month(month), _within(_number(day), _LAST_DAY)
    if together := _TOGETHER.search(text):
        year, month, day = together.groups()
        return int(year), _month(month), _within(_number(day), _LAST_DAY)
    found = _YEAR.search(text)
    month_word = next((word for word in _WORD.findall(text) if word.lower() in _MONTHS), "")
    rest = text.replace(found.group(), " ") if found else text
    day_found = _DAY.search(rest) if month_word else None
    year_found = int(found.group()) if found else None
    return year_found, _month(month_word), _within(_number(day_found.group(1)) if day_found else None, _LAST_DAY)


def day(written: str) -> date | None:
    """A whole date, or None."""
    year, month, of_month = when(written)
    if not (year and month and of_month):
        return None
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _month(text: str | None) -> int | None:
    if not text:
        return None
    return _within(_number(text), _LAST_MONTH) or _MONTHS.get(text.lower())


def _within(number: int | None, most: int) -> int | None:
    return number if number and number <= most else None
