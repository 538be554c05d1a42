"""Hours as people type them and as logs print them; what is kept is minutes."""

import re

from revalidation.domain.portfolio_refusals import NotHours
from revalidation.domain.refusals import Missing
from revalidation.domain.text import cleaned

MOST_MINUTES = 60 * 50_000

_FRACTIONS = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75"})
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL = r"\d+(?:\.\d+)?|\.\d+"
_CLOCK = re.compile(r"(\d+):([0-5]?\d)")
_WORDS = re.compile(
    rf"(?:(?P<hours>{_DECIMAL})(?:h|hr|hrs|hour|hours)(?:and)?)?(?:(?P<minutes>\d+)(?:m|min|mins|minute|minutes)?)?"
)
_NUMBER = re.compile(_DECIMAL)


def minutes_of(typed: str, what: str, *, field: str, required: bool = True) -> int:
    """The minutes in `1.5`, `1:30`, `1 h 30`, `90 min`; a bare number is hours. Raises Missing, NotHours."""
    text = "".join(cleaned(typed).lower().split()).translate(_FRACTIONS)
    if not text:
        if required:
            raise Missing(field=field, what=what)
        return 0
    minutes = _read(_THOUSANDS.sub("", text).replace(",", "."))
    if minutes is None or minutes > MOST_MINUTES:
        raise NotHours(field=field, what=what)
    return minutes


def _read(text: str) -> int | None:
    if not text.isascii() or len(text) > 30:  # noqa: PLR2004 (longer than any number of hours)
        return None
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    if _NUMBER.fullmatch(text):
        return round(float(text) * 60)
    said = _WORDS.fullmatch(text)
    if said is None:
        return None
    return round(float(said["hours"] or 0) * 60) + int(said["minutes"] or 0)


def said_hours(minutes: int) -> str:
    """`1.5`, `7.5`, `0`, `1,600`: at most two decimals, as the NMC's own logs have them."""
    whole = f"{minutes / 60:,.2f}"
    return whole.rstrip("0").rstrip(".")


def hours(minutes: int) -> str:
    """`1 hour`, `1.5 hours`."""
    return f"{said_hours(minutes)} hour{'' if minutes == 60 else 's'}"  # noqa: PLR2004 (an hour)
