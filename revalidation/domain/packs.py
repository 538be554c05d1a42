"""Evidence packs: what can go into one, in which order, and what its files are called for whoever confirms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from revalidation.domain.accounts import ReflectiveAccount
from revalidation.domain.cpd import CpdEntry
from revalidation.domain.evidence import MEGABYTE, AboutKind, MediaType
from revalidation.domain.feedback import Feedback
from revalidation.domain.file_names import file_name_part
from revalidation.domain.nmc_logs import Log
from revalidation.domain.pack_refusals import NothingChosen
from revalidation.domain.portfolio import REQUIREMENT_WORDS, Progress
from revalidation.domain.practice import CURRENT, PracticePeriod
from revalidation.domain.registration_periods import RegistrationPeriod
from revalidation.domain.sign_offs import SIGN_OFF_WORDS, SignOffKind
from revalidation.domain.signed_forms import SignedForm
from revalidation.domain.times import dated

MOST_FILE_PAGES = 300
MOST_PACK_BYTES = 60 * MEGABYTE
_NAME_BYTES = 100

_ABOUT_WORDS = {AboutKind.PRACTICE: "Practice", AboutKind.CPD: "CPD", AboutKind.FEEDBACK: "Feedback"}
_ORDER = (AboutKind.PRACTICE, AboutKind.CPD, AboutKind.FEEDBACK, None)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a nurse wants in her pack; accounts, signed forms and files by their ids."""

    logs: tuple[Log, ...] = ()
    accounts: tuple[int, ...] = ()
    sign_offs: tuple[int, ...] = ()
    files: tuple[int, ...] = ()
    with_gaps: bool = False
    with_originals: bool = False

    def must_hold_something(self) -> None:
        """Raise NothingChosen for a pack that would be a cover alone."""
        if not (self.logs or self.accounts or self.sign_offs or self.files):
            raise NothingChosen


@dataclass(frozen=True, slots=True)
class PackAccount:
    """A finished account that can go in."""

    id: int
    title: str
    is_in_period: bool


@dataclass(frozen=True, slots=True)
class PackSignOff:
    """A signed form that can go in."""

    id: int
    kind: SignOffKind
    signed_on: date
    is_in_period: bool

    @property
    def words(self) -> str:
        """`Confirmation, signed 2 Mar 2027`."""
        return f"{SIGN_OFF_WORDS[self.kind]}, signed {dated(self.signed_on)}"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of evidence that can go in: `what` it is about, `on` which day; neither if of nothing in particular.

    What is about a current post has no day.
    """

    id: int
    name: str
    media_type: MediaType
    size: int
    about: AboutKind | None
    on: date | None
    what: str
    is_in_period: bool

    @property
    def title(self) -> str:
        """`CPD, 12 Mar 2026, Study day on sepsis: certificate.pdf`, for the contents."""
        if self.about is None:
            return self.name
        return f"{_ABOUT_WORDS[self.about]}, {dated(self.on) if self.on else CURRENT}, {self.what}: {self.name}"

    def attached_as(self, number: int) -> str:
        """`03 CPD 2026-03-12 Study day on sepsis – certificate.pdf`: sorted as in the pack, whole by itself."""
        if self.about is None:
            return f"{number:02} – {self.name}"
        what = file_name_part(self.what, _NAME_BYTES)
        on = self.on.isoformat() if self.on else CURRENT
        return f"{number:02} {_ABOUT_WORDS[self.about]} {on} {what} – {self.name}"


@dataclass(frozen=True, slots=True)
class PackShelf:
    """All that could go into a pack. Of the logs, the number of lines that fall into the registration period."""

    period: RegistrationPeriod | None
    lines: dict[Log, int]
    accounts: tuple[PackAccount, ...]
    sign_offs: tuple[PackSignOff, ...]
    files: tuple[PackFile, ...]

    @property
    def everything(self) -> Choice:
        """What is chosen before anybody chooses: all that belongs to this registration period, and the gap list."""
        return Choice(
            logs=tuple(log for log in Log if self.lines[log]),
            accounts=tuple(each.id for each in self.accounts if each.is_in_period),
            sign_offs=tuple(each.id for each in self.sign_offs if each.is_in_period),
            files=tuple(each.id for each in self.files if each.is_in_period),
            with_gaps=True,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose from."""
        return not (any(self.lines.values()) or self.accounts or self.sign_offs or self.files)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose pack it is."""

    name: str
    nmc_pin: str = ""
    registrations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackContent:
    """What was chosen, as it goes onto paper.

    Each line of a log comes with the form version it was written under, each signed form with whether it still is as
    it was signed. `gaps` is None where no gap list is wanted.
    """

    holder: Holder
    period: RegistrationPeriod | None
    practice: tuple[tuple[PracticePeriod, str], ...] = ()
    cpd: tuple[tuple[CpdEntry, str], ...] = ()
    feedback: tuple[tuple[Feedback, str], ...] = ()
    accounts: tuple[ReflectiveAccount, ...] = ()
    signed: tuple[tuple[SignedForm, bool], ...] = ()
    files: tuple[PackFile, ...] = ()
    gaps: tuple[str, ...] | None = None
    with_originals: bool = False


def in_order(files: Iterable[PackFile]) -> list[PackFile]:
    """Files as the logs have what they are about: practice, CPD, feedback, then the rest; each by its day."""
    return sorted(files, key=lambda each: (_ORDER.index(each.about), each.on or date.max, each.name, each.id))


def gap_sentences(lines: Sequence[Progress]) -> tuple[str, ...]:
    """What the NMC asks for and is not there yet, one sentence each."""
    return tuple(
        f"{REQUIREMENT_WORDS[line.requirement]}: {line.figure}. {line.state}." for line in lines if line.missing
    )


def said_period(first_on: date, last_on: date) -> str:
    """`1 Apr 2024 to 31 Mar 2027`."""
    return f"{dated(first_on)} to {dated(last_on)}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that could not be shown, and the sentence why."""

    file: PackFile
    why: str
