"""What in a reflective account might identify a patient, a service user or a colleague, passage by passage.

Nothing here blocks, stores or logs; whoever writes decides. How well it finds: `tests/benchmarks/README.md`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from revalidation.domain.identifying import dates, names, numbers, places, titles
from revalidation.domain.identifying.citations import quoted_spans
from revalidation.domain.identifying.roles import only_ones
from revalidation.domain.identifying.text import Span, flattened, without_unseen


class Kind(StrEnum):
    """What a passage looks like."""

    NHS_NUMBER = "nhs_number"
    NATIONAL_INSURANCE = "national_insurance"
    EMAIL = "email"
    NMC_PIN = "nmc_pin"
    GMC_NUMBER = "gmc_number"
    INCIDENT_NUMBER = "incident_number"
    RECORD_NUMBER = "record_number"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    FULL_DATE = "full_date"
    EXACT_AGE = "exact_age"
    TITLE_AND_NAME = "title_and_name"
    PLACE_OF_CARE = "place_of_care"
    INITIALS = "initials"
    PERSON = "person"
    VEHICLE = "vehicle"
    HANDLE = "handle"
    ONLY_ONE = "only_one"

    @property
    def explanation(self) -> str:
        """Why such a passage is shown, and what could stand there instead."""
        return _EXPLANATIONS[self]


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` up to, not including, `end` of the text as given, counted as Python counts them."""

    start: int
    end: int
    kind: Kind

    @property
    def explanation(self) -> str:
        """Why it is shown; never repeats what stands there."""
        return self.kind.explanation


def passages(text: str, *, reported: Iterable[Span] = ()) -> list[Passage]:
    """What might identify somebody, in order and without overlaps; `reported` are names that a model found in it."""
    bare, kept = without_unseen(text)
    if len(bare) < len(text):
        moved = [(bisect_left(kept, start), bisect_left(kept, end)) for start, end in reported]
        return [Passage(kept[p.start], kept[p.end - 1] + 1, p.kind) for p in passages(bare, reported=moved)]
    flat = flattened(text)
    quoted = _Places(quoted_spans(flat))
    found = [
        Passage(start, end, kind)
        for kind, rule in _RULES.items()
        for start, end in rule(flat)
        if kind not in _NEVER_IN_QUOTATIONS or not quoted.touch(start, end)
    ]
    seen = _Places((passage.start, passage.end) for passage in found)
    found += [
        Passage(start, end, Kind.PERSON)
        for start, end in reported
        if not seen.touch(start, end) and not quoted.touch(start, end) and names.plausible(flat, (start, end))
    ]
    return _merged(found)


def browser_offsets(text: str, found: Iterable[Passage]) -> list[Span]:
    """The same places as a browser counts them: in UTF-16, where an emoji is two."""
    units = [0]
    for character in text:
        units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
    return [(units[passage.start], units[passage.end]) for passage in found]


_RULES: dict[Kind, Callable[[str], Iterator[Span]]] = {
    Kind.NHS_NUMBER: numbers.nhs_numbers,
    Kind.NATIONAL_INSURANCE: numbers.national_insurance_numbers,
    Kind.EMAIL: numbers.emails,
    Kind.NMC_PIN: numbers.nmc_pins,
    Kind.GMC_NUMBER: numbers.gmc_numbers,
    Kind.INCIDENT_NUMBER: numbers.incident_numbers,
    Kind.RECORD_NUMBER: numbers.record_numbers,
    Kind.ADDRESS: places.addresses,
    Kind.POSTCODE: numbers.postcodes,
    Kind.PHONE: numbers.phone_numbers,
    Kind.FULL_DATE: dates.full_dates,
    Kind.EXACT_AGE: dates.exact_ages,
    Kind.TITLE_AND_NAME: titles.titled_names,
    Kind.PLACE_OF_CARE: places.places_of_care,
    Kind.INITIALS: titles.initials,
    Kind.PERSON: names.people,
    Kind.VEHICLE: numbers.vehicle_registrations,
    Kind.HANDLE: numbers.handles,
    Kind.ONLY_ONE: only_ones,
}
_NEVER_IN_QUOTATIONS = frozenset(Kind) - {Kind.EMAIL, Kind.HANDLE, Kind.FULL_DATE, Kind.EXACT_AGE, Kind.POSTCODE}

_EXPLANATIONS = {
    Kind.NHS_NUMBER: "This looks like an NHS number, which identifies one person. Leave it out.",
    Kind.NATIONAL_INSURANCE: "This looks like a National Insurance number, which identifies one person. Leave it out.",
    Kind.EMAIL: "This looks like an e-mail address, which identifies whoever it belongs to. Leave it out.",
    Kind.NMC_PIN: "This looks like an NMC Pin, by which anyone can look up a colleague. Leave it out.",
    Kind.GMC_NUMBER: "This looks like a GMC number, by which anyone can look up a doctor. Leave it out.",
    Kind.INCIDENT_NUMBER: (
        "This looks like the number of an incident, a complaint or a staff record, which leads to people. Leave it out."
    ),
    Kind.RECORD_NUMBER: "This looks like the number of somebody's record, which identifies one person. Leave it out.",
    Kind.ADDRESS: "This looks like an address. Say what kind of home it was, such as “a flat”, instead.",
    Kind.POSTCODE: "This looks like a postcode, which may stand for a handful of homes. Leave it out.",
    Kind.PHONE: (
        "This looks like a phone, extension or bleep number, which identifies whoever answers it. Leave it out."
    ),
    Kind.FULL_DATE: "This looks like an exact date, by which an event can be traced. A month and year are enough.",
    Kind.EXACT_AGE: (
        "This looks like somebody's exact age. A stage of life, such as “in her eighties” or “a toddler”, is enough."
    ),
    Kind.TITLE_AND_NAME: (
        "This looks like a person's name. Say who they were to you instead, such as “a patient” or “a doctor”."
    ),
    Kind.PLACE_OF_CARE: (
        "This looks like the name or number of a place where care is given. Its kind, such as “an "
        "acute ward”, is enough."
    ),
    Kind.INITIALS: (
        "These look like somebody's initials, which those who know the place could work out. Use “a patient” instead."
    ),
    Kind.PERSON: (
        "This looks like a person's name. Say who they were to you instead, such as “a patient” or “my colleague”."
    ),
    Kind.VEHICLE: "This looks like a vehicle's registration, which identifies its keeper. Leave it out.",
    Kind.HANDLE: "This looks like a name used in social media, which identifies whoever goes by it. Leave it out.",
    Kind.ONLY_ONE: "This describes somebody as the only one of a kind, whom those who know the place can "
    "name. Say less.",
}


class _Places:
    """Stretches of a text, of which one asks whether they touch another: merged once, then found by halving."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with this stretch."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._ends[last] > start


def _merged(found: list[Passage]) -> list[Passage]:
    """One passage for all that overlap: as far as they reach together, of the kind of the longest of them."""
    order = list(Kind)
    merged: list[Passage] = []
    strongest: tuple[int, int] = (0, 0)
    for passage in sorted(found, key=lambda one: (one.start, -one.end)):
        strength = (passage.end - passage.start, -order.index(passage.kind))
        if merged and passage.start < merged[-1].end:
            last = merged[-1]
            kind = passage.kind if strength > strongest else last.kind
            merged[-1] = Passage(last.start, max(last.end, passage.end), kind)
            strongest = max(strength, strongest)
        else:
            merged.append(passage)
            strongest = strength
    return merged
