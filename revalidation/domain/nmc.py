"""What the NMC asks for, in the wording and the numbers in force on a date, read from `data/nmc`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

NMC_DATA = Path(__file__).resolve().parents[2] / "data" / "nmc"


@dataclass(frozen=True, slots=True)
class Edition:
    """Which wording this is, from when to when it holds (both days included), and where it was taken from."""

    version: str
    valid_from: date
    valid_to: date | None
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether this is the wording of that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of the Code: the key that is stored and the label that is shown."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ReflectiveAccountsForm:
    """The NMC's reflective accounts form, word for word."""

    edition: Edition
    form_name: str
    preamble: str
    title_label: str
    questions: tuple[str, ...]
    themes_prompt: str
    themes: tuple[Theme, ...]
    footer: str

    @property
    def version(self) -> str:
        """What an account written on this form keeps as its `form_version`."""
        return self.edition.version

    @property
    def themes_line(self) -> str:
        """The line under the last question: the prompt, then every theme."""
        return f"{self.themes_prompt} {' – '.join(theme.label for theme in self.themes)}"

    @property
    def footer_sentence(self) -> str:
        """The small print at the foot of each page."""
        return self.footer.format(form_name=self.form_name, version=self.version)


@dataclass(frozen=True, slots=True)
class KindOfRegistration:
    """One choice of the practice hours log, and which registrations it stands for."""

    key: str
    label: str
    registrations: tuple[str, ...]
    practice_hours: int


@dataclass(frozen=True, slots=True)
class KindsOfRegistration:
    """The registrations one may hold, as the practice hours log offers them."""

    edition: Edition
    kinds: tuple[KindOfRegistration, ...]
    hours_by_registration: tuple[tuple[str, int], ...]

    def practice_hours_for(self, keys: Iterable[str]) -> int:
        """Hours needed by somebody who holds all these kinds. A registration named by two of them counts once."""
        by_key = {kind.key: kind for kind in self.kinds}
        held = {registration for key in keys for registration in by_key[key].registrations}
        return sum(hours for registration, hours in self.hours_by_registration if registration in held)


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a registrant must have in one registration period, and the dates around it."""

    edition: Edition
    period_years: int
    practice_hours_for_each_registration: int
    cpd_hours: int
    participatory_cpd_hours: int
    pieces_of_feedback: int
    reflective_accounts: int
    reflective_discussions: int
    confirmations: int
    application_opens_days_before: int
    confirmation_within_last_months: int
    days_to_answer_verification: int


def reflective_accounts_form(version: str, *, data: Path = NMC_DATA) -> ReflectiveAccountsForm:
    """The form in the wording that an account was written under. Raises LookupError for an unknown version."""
    for form in _reflective_accounts_forms(data):
        if form.version == version:
            return form
    message = f"there is no reflective accounts form of version {version!r} in {data}"
    raise LookupError(message)


def reflective_accounts_form_in_force(on: date, *, data: Path = NMC_DATA) -> ReflectiveAccountsForm:
    """The form that an account begun on this day is written on."""
    return in_force(_reflective_accounts_forms(data), on)


def registrations_in_force(on: date, *, data: Path = NMC_DATA) -> KindsOfRegistration:
    """The kinds of registration one may hold on this day."""
    return in_force(_kinds_of_registration(data), on)


def requirements_in_force(on: date, *, data: Path = NMC_DATA) -> Requirements:
    """The requirements of this day."""
    return in_force(_requirements(data), on)


class _Dated(Protocol):
    @property
    def edition(self) -> Edition: ...


_Held = TypeVar("_Held", bound=_Dated)


def in_force(held: tuple[_Held, ...], on: date) -> _Held:
    """Of several editions, oldest first, the one that holds on this day. Raises LookupError."""
    # Files come oldest first. Where two overlap the newer one wins: an open-ended file need not be closed first.
    for one in reversed(held):
        if one.edition.holds_on(on):
            return one
    message = f"nothing in data/nmc holds on {on.isoformat()}"
    raise LookupError(message)


@cache
def _reflective_accounts_forms(data: Path) -> tuple[ReflectiveAccountsForm, ...]:
    return tuple(
        ReflectiveAccountsForm(
            edition=edition,
            form_name=read["form_name"],
            preamble=read["preamble"],
            title_label=read["title_label"],
            questions=tuple(read["questions"]),
            themes_prompt=read["themes_prompt"],
            themes=tuple(Theme(**theme) for theme in read["themes"]),
            footer=read["footer"],
        )
        for edition, read in read_editions(data / "reflective_accounts")
    )


@cache
def _kinds_of_registration(data: Path) -> tuple[KindsOfRegistration, ...]:
    found = []
    for edition, read in read_editions(data / "registrations"):
        hours = {one["key"]: one["practice_hours"] for one in read["registrations"]}
        kinds = tuple(
            KindOfRegistration(
                key=kind["key"],
                label=kind["label"],
                registrations=tuple(kind["registrations"]),
                practice_hours=sum(hours[key] for key in kind["registrations"]),
            )
            for kind in read["kinds"]
        )
        found.append(KindsOfRegistration(edition, kinds, tuple(hours.items())))
    return tuple(found)


@cache
def _requirements(data: Path) -> tuple[Requirements, ...]:
    return tuple(Requirements(edition=edition, **read) for edition, read in read_editions(data / "requirements"))


def read_editions(folder: Path) -> list[tuple[Edition, dict[str, Any]]]:
    """Every file of a folder, oldest wording first, its dates and source set apart from what it says."""
    found = []
    for path in sorted(folder.glob("*.json")):
        read = json.loads(path.read_text(encoding="utf-8"))
        valid_to = read.pop("valid_to")
        edition = Edition(
            version=read.pop("version"),
            valid_from=date.fromisoformat(read.pop("valid_from")),
            valid_to=valid_to and date.fromisoformat(valid_to),
            source=read.pop("source"),
        )
        found.append((edition, read))
    return sorted(found, key=lambda pair: pair[0].valid_from)
