"""The NMC's logs of practice hours, CPD and feedback, word for word, read from `data/nmc`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from revalidation.domain.nmc import NMC_DATA, Edition, in_force, read_editions


class Log(StrEnum):
    """Which log; the value is its folder in `data/nmc`."""

    PRACTICE_HOURS = "practice_hours"
    CPD = "cpd_log"
    FEEDBACK = "feedback_log"


LOG_WORDS = {Log.PRACTICE_HOURS: "Practice hours log", Log.CPD: "CPD log", Log.FEEDBACK: "Feedback log"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list: the key that is stored where a log is chosen from, and the label that is shown."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Guide:
    """What the guide above a log says about one of its columns, and what it offers for it."""

    key: str
    heading: str
    text: str
    choices: tuple[Choice, ...]

    @property
    def labels(self) -> dict[str, str]:
        """Label by key."""
        return {choice.key: choice.label for choice in self.choices}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its label, and what stands smaller below it."""

    key: str
    label: str
    hint: str

    @property
    def plain_label(self) -> str:
        """The label above a box, where nothing follows a colon."""
        return self.label.rstrip(":")


@dataclass(frozen=True, slots=True)
class LogForm:
    """One of the NMC's logs: its guide, its columns from left to right, and the word before the totals, if any."""

    edition: Edition
    form_name: str
    title: str
    guide_title: str
    guide: tuple[str, ...]
    lists: tuple[Guide, ...]
    columns: tuple[Column, ...]
    total: str
    footnotes: tuple[str, ...]
    footer: str

    @property
    def version(self) -> str:
        """What an entry written in this wording keeps as its `form_version`."""
        return self.edition.version

    @property
    def footer_sentence(self) -> str:
        """The small print at the foot of each page."""
        return self.footer.format(form_name=self.form_name, version=self.version)

    def column(self, key: str) -> Column:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)

    def guide_to(self, key: str) -> Guide:
        """What the guide says about a column; an empty guide if nothing."""
        return next((each for each in self.lists if each.key == key), Guide(key, "", "", ()))

    def label(self, column: str, key: str) -> str:
        """What an entry of a list is called; one that this wording does not know is printed as it is."""
        return next((choice.label for choice in self.guide_to(column).choices if choice.key == key), key)


def log_form(log: Log, version: str, *, data: Path = NMC_DATA) -> LogForm:
    """The log in the wording that an entry was written in. Raises LookupError for an unknown version."""
    for form in _log_forms(log, data):
        if form.version == version:
            return form
    message = f"there is no {log} of version {version!r} in {data}"
    raise LookupError(message)


def log_form_in_force(log: Log, on: date, *, data: Path = NMC_DATA) -> LogForm:
    """The log in the wording of this day."""
    return in_force(_log_forms(log, data), on)


@cache
def _log_forms(log: Log, data: Path) -> tuple[LogForm, ...]:
    return tuple(
        LogForm(
            edition=edition,
            form_name=read["form_name"],
            title=read["title"],
            guide_title=read["guide_title"],
            guide=tuple(read["guide"]),
            lists=tuple(
                Guide(each["key"], each["heading"], each["text"], tuple(Choice(**one) for one in each["choices"]))
                for each in read["lists"]
            ),
            columns=tuple(Column(**column) for column in read["columns"]),
            total=read["total"],
            footnotes=tuple(read["footnotes"]),
            footer=read["footer"],
        )
        for edition, read in read_editions(data / log.value)
    )
