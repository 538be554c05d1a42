"""What a nurse takes along: the format's version, its limits, and the sentences when a file does not keep to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from revalidation.domain.portable_refusals import NewerFormat, NotOurFile, WrongInFile
from revalidation.domain.text import has_worthless

FORMAT = "reading-group-revalidation"
VERSION = 1
RECORD = "revalidation.json"
FILES = "files/"
MOST_RECORD_BYTES = 50 * 1024 * 1024
MOST_ENTRIES = 50_000  # in one list: every sign-in of a working life is one
MOST_FILES = 5_000
MOST_CHARACTERS = 2_000_000  # what was signed is one text
_INTEGERS = range(-(2**31), 2**31)
_YEARS = range(1900, 2101)  # whoever reckons from a date never leaves what dates can be

Value = str | int | bool | datetime | date | None
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry: `kind` is text, number, yes_no, moment, day, choice or reference."""

    name: str
    kind: str
    is_optional: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the record; `is_read_back` where another installation takes it over."""

    name: str
    fields: tuple[Field, ...]
    is_read_back: bool = True


def written(value: Value) -> str | int | bool | None:
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value  # a datetime is a date as well


def checked_record(record: object) -> dict[str, list[Entry]]:
    """The lists of a record of a version that we read. Raises NotOurFile, NewerFormat."""
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise NotOurFile(field="file")
    version = record.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotOurFile(field="file")
    if version > VERSION:
        raise NewerFormat(field="file")
    return record


def read_entries(record: dict[str, Any], section: Section) -> list[Entry]:
    """The entries of one list with their values. Raises WrongInFile, which names the first thing that is wrong."""
    entries = record.get(section.name)
    if not isinstance(entries, list):
        raise _wrong(section.name, 0, "", "a list")
    if len(entries) > MOST_ENTRIES:
        raise _wrong(section.name, 0, "", f"at most {MOST_ENTRIES:,} entries")
    return [_read_entry(section, number, entry) for number, entry in enumerate(entries, start=1)]


def _read_entry(section: Section, number: int, entry: object) -> Entry:
    if not isinstance(entry, dict):
        raise _wrong(section.name, number, "", "an entry with named fields")
    known = {field.name for field in section.fields}
    unknown = sorted(set(entry) - known)
    if unknown:
        raise _wrong(section.name, number, unknown[0][:40], "a field of this version")
    return {field.name: _read(section, number, field, entry) for field in section.fields}


def _read(section: Section, number: int, field: Field, entry: Entry) -> Value:
    if field.name not in entry:
        raise _wrong(section.name, number, field.name, "there")
    value = entry[field.name]
    if value is None and field.is_optional:
        return None
    expected, read = _READERS[field.kind]
    try:
        found: Value = read(value)
        if field.kind == "choice" and found not in field.choices:
            raise ValueError  # noqa: TRY301 (answered like every other value that does not fit)
    except (TypeError, ValueError):
        raise _wrong(section.name, number, field.name, expected) from None
    return found


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS or has_worthless(value):
        raise ValueError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in _INTEGERS:
        raise ValueError
    return value


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _moment(value: object) -> datetime:
    found = datetime.fromisoformat(_text(value))
    if found.tzinfo is None or found.year not in _YEARS:
        raise ValueError
    return found


def _day(value: object) -> date:
    found = date.fromisoformat(_text(value))
    if found.year not in _YEARS:
        raise ValueError
    return found


_READERS: dict[str, tuple[str, Any]] = {
    "text": ("text that can be kept", _text),
    "number": ("a whole number", _number),
    "reference": ("the number of an entry", _number),
    "yes_no": ("true or false", _yes_no),
    "moment": ("a date and time with its time zone", _moment),
    "day": ("a date", _day),
    "choice": ("one of the known words", _text),
}


def _wrong(section: str, number: int, field: str, expected: str) -> WrongInFile:
    where = "".join((f"“{section}”", f", entry {number}" if number else "", f", “{field}”" if field else ""))
    return WrongInFile(field="file", where=where, expected=expected)


def wrong(section: str, number: int, field: str, expected: str) -> WrongInFile:
    """The sentence about one place of a record."""
    return _wrong(section, number, field, expected)


def schema(sections: tuple[Section, ...]) -> dict[str, Any]:
    """The format as a JSON Schema, for whoever wants to read or write it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a nurse takes along from a reading-group revalidation app",
        "type": "object",
        "required": ["format", "version", "written_at", "person", *(section.name for section in sections)],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "written_at": {"type": "string", "format": "date-time"},
            "person": {"type": "object"},
            **{section.name: {"type": "array", "items": _entry_schema(section)} for section in sections},
        },
    }


def _entry_schema(section: Section) -> dict[str, Any]:
    types: dict[str, dict[str, Any]] = {
        "text": {"type": "string"},
        "number": {"type": "integer"},
        "reference": {"type": "integer"},
        "yes_no": {"type": "boolean"},
        "moment": {"type": "string", "format": "date-time"},
        "day": {"type": "string", "format": "date"},
    }
    properties: dict[str, Any] = {}
    for field in section.fields:
        said: dict[str, Any] = {"enum": list(field.choices)} if field.kind == "choice" else {**types[field.kind]}
        if field.refers_to:
            said["description"] = f"The id of an entry of “{field.refers_to}”."
        properties[field.name] = {"anyOf": [said, {"type": "null"}]} if field.is_optional else said
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }
