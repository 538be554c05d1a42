"""The NMC's forms that somebody else completes and signs, word for word, read from `data/nmc`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from revalidation.domain.nmc import NMC_DATA, Edition, in_force, read_editions
from revalidation.domain.sign_offs import SignOffKind

_FOLDERS = {SignOffKind.DISCUSSION: "reflective_discussion", SignOffKind.CONFIRMATION: "confirmation"}


class FieldKind(StrEnum):
    """How a box of a form is filled in."""

    LINE = "line"
    TEXT = "text"
    PIN = "pin"
    EMAIL = "email"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FormField:
    """One box: the key that its words are stored under, and the label beside it."""

    key: str
    label: str
    kind: FieldKind
    is_required: bool = True

    @property
    def plain_label(self) -> str:
        """The label above a box, where nothing follows a colon."""
        return self.label.rstrip(":")


@dataclass(frozen=True, slots=True)
class Section:
    """Boxes for some of those who sign only, and the words above them."""

    key: str
    prompt: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Capacity:
    """As what somebody signs: one of the choices of the form, and the sections that are for it."""

    key: str
    label: str
    is_registrant: bool
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One statement of the checklist."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """A heading of the checklist and its statements."""

    heading: str
    items: tuple[CheckItem, ...]


@dataclass(frozen=True, slots=True)
class SignOffForm:
    """One of the two forms from top to bottom; what a form does not have is empty."""

    edition: Edition
    form_name: str
    title: str
    preamble: str
    nurse_heading: str
    nurse_fields: tuple[FormField, ...]
    capacity_prompt: str
    capacities: tuple[Capacity, ...]
    signer_heading: str
    signer_fields: tuple[FormField, ...]
    sections: tuple[Section, ...]
    checklist_title: str
    checklist: tuple[CheckGroup, ...]
    statements: tuple[str, ...]
    signature_label: str
    date_label: str
    footer: str

    @property
    def version(self) -> str:
        """What a form that was signed keeps as its `form_version`."""
        return self.edition.version

    @property
    def footer_sentence(self) -> str:
        """The small print at the foot of each page."""
        return self.footer.format(form_name=self.form_name, version=self.version)

    def capacity(self, key: str) -> Capacity | None:
        """The choice with this key."""
        return next((one for one in self.capacities if one.key == key), None)

    def sections_for(self, capacity: str) -> tuple[Section, ...]:
        """The sections that whoever signs in this capacity may fill in."""
        chosen = self.capacity(capacity)
        return tuple(section for section in self.sections if chosen and section.key in chosen.sections)

    def items(self) -> Iterator[CheckItem]:
        """Every statement of the checklist."""
        return (item for group in self.checklist for item in group.items)


def sign_off_form(kind: SignOffKind, version: str, *, data: Path = NMC_DATA) -> SignOffForm:
    """The form in the wording somebody was asked to sign. Raises LookupError for an unknown version."""
    for form in _forms(data / _FOLDERS[kind]):
        if form.version == version:
            return form
    message = f"there is no {kind} form of version {version!r} in {data}"
    raise LookupError(message)


def sign_off_form_in_force(kind: SignOffKind, on: date, *, data: Path = NMC_DATA) -> SignOffForm:
    """The form that somebody asked on this day signs."""
    return in_force(_forms(data / _FOLDERS[kind]), on)


@cache
def _forms(folder: Path) -> tuple[SignOffForm, ...]:
    return tuple(_form(edition, read) for edition, read in read_editions(folder))


def _form(edition: Edition, read: dict[str, Any]) -> SignOffForm:
    checklist = tuple(
        CheckGroup(group["heading"], tuple(CheckItem(**item) for item in group["items"])) for group in read["checklist"]
    )
    capacities = tuple(Capacity(**{**one, "sections": tuple(one["sections"])}) for one in read["capacities"])
    sections = tuple(Section(one["key"], one["prompt"], _fields(one["fields"])) for one in read["sections"])
    parts = {
        "nurse_fields": _fields(read["nurse_fields"]),
        "signer_fields": _fields(read["signer_fields"]),
        "capacities": capacities,
        "sections": sections,
        "checklist": checklist,
        "statements": tuple(read["statements"]),
    }
    return SignOffForm(edition=edition, **{**read, **parts})


def _fields(read: list[dict[str, Any]]) -> tuple[FormField, ...]:
    return tuple(FormField(**{**one, "kind": FieldKind(one["kind"])}) for one in read)
