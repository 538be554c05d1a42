"""Frozen values become the same text every time, and come back whole."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from revalidation.domain.frozen import from_json, read_strictly, to_json


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    at: datetime
    colour: Colour
    parts: tuple[Part, ...]
    pair: tuple[str, int]
    only: Part | None
    is_true: bool = True


WHOLE = Whole(
    datetime(2026, 12, 1, 12, tzinfo=UTC), Colour.RED, (Part('Siân "\n', date(2026, 1, 2)), Part("")), ("a", 1), None
)


def test_a_value_comes_back_as_it_was() -> None:
    assert from_json(Whole, to_json(WHOLE)) == WHOLE
    assert to_json(from_json(Whole, to_json(WHOLE))) == to_json(WHOLE)


def test_what_an_older_text_does_not_say_keeps_its_default() -> None:
    assert from_json(Part, '{"name":"x","gone":1}') == Part("x")


def test_only_values_of_ours_are_written() -> None:
    with pytest.raises(TypeError):
        to_json({"a": 1})


def test_a_value_that_is_all_it_should_be_is_read_strictly_too() -> None:
    assert read_strictly(Whole, to_json(WHOLE)) == WHOLE


@pytest.mark.parametrize(
    "change",
    [
        {"at": 5},
        {"at": "then"},
        {"colour": "none"},
        {"colour": None},
        {"parts": None},
        {"parts": [5]},
        {"parts": [{"name": 5}]},
        {"parts": [{"name": "\x00"}]},
        {"pair": ["a"]},
        {"pair": ["a", "1"]},
        {"pair": ["a", True]},
        {"only": {}},
        {"is_true": "yes"},
    ],
)
def test_whatever_is_of_another_kind_is_refused_strictly(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no Whole"):
        read_strictly(Whole, json.dumps(json.loads(to_json(WHOLE)) | change))


@pytest.mark.parametrize("text", ["", "[", "[]", "5", "null", "[" * 100_000])
def test_what_is_no_value_at_all_is_refused_strictly(text: str) -> None:
    with pytest.raises(ValueError, match="no Whole"):
        read_strictly(Whole, text)
