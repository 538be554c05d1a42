"""What whoever signs has before her eyes, and the form as it was signed: complete for paper, and never changed."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from revalidation.domain.accounts import Answers
from revalidation.domain.completing import Completed
from revalidation.domain.frozen import to_json
from revalidation.domain.sign_offs import SignOffKind


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """A finished account that the nurse lets be read, at one revision."""

    account_id: int
    revision: int
    form_version: str
    title: str
    answers: Answers
    themes: tuple[str, ...]
    finished_on: date | None

    def says_the_same_as(self, other: "ShownAccount | None") -> bool:
        """Whether not a word differs, whatever was saved in between."""
        if other is None:
            return False
        return (self.title, self.answers, self.themes) == (other.title, other.answers, other.themes)


@dataclass(frozen=True, slots=True)
class ShownTitle:
    """A finished account of which only this much is shown."""

    title: str
    themes: tuple[str, ...]
    form_version: str
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class ShownPractice:
    """A line of the practice hours log; a current post has no last day."""

    first_on: date
    last_on: date | None
    organisation: str
    hours: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ShownCpd:
    """A line of the CPD log."""

    first_on: date
    last_on: date
    method: str
    topic: str
    minutes: int
    participatory_minutes: int


@dataclass(frozen=True, slots=True)
class ShownFeedback:
    """A line of the feedback log, without its content."""

    given_on: date
    source: str
    kind: str


@dataclass(frozen=True, slots=True)
class ShownDiscussion:
    """A signed reflective discussion; one that was brought from another installation is not vouched for by this one."""

    name: str
    nmc_pin: str
    discussed_on: date | None
    signed_on: date
    is_vouched_for: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """A nurse's portfolio of this registration period beside what the NMC asks for, as a confirmer sees it."""

    registrations: tuple[str, ...]
    period_starts_on: date | None
    renewal_on: date | None
    practice_hours_needed: int
    cpd_hours_needed: int
    participatory_hours_needed: int
    feedback_needed: int
    accounts_needed: int
    practice: tuple[ShownPractice, ...] = ()
    cpd: tuple[ShownCpd, ...] = ()
    feedback: tuple[ShownFeedback, ...] = ()
    accounts: tuple[ShownTitle, ...] = ()
    discussion: ShownDiscussion | None = None

    @property
    def practice_minutes(self) -> int:
        """All hours in practice."""
        return sum(one.minutes for one in self.practice)

    @property
    def cpd_minutes(self) -> int:
        """All CPD."""
        return sum(one.minutes for one in self.cpd)

    @property
    def participatory_minutes(self) -> int:
        """What of it was with others."""
        return sum(one.participatory_minutes for one in self.cpd)


@dataclass(frozen=True, slots=True)
class NursePart:
    """What the form says of the nurse."""

    name: str
    nmc_pin: str
    last_renewal_on: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is shown to whoever signs: the nurse's part, what she lets be read, and for a confirmer her summary."""

    nurse: NursePart
    accounts: tuple[ShownAccount, ...] = ()
    summary: Summary | None = None

    @property
    def fingerprint(self) -> str:
        """The same while not a word of it changes."""
        return hashlib.sha256(to_json(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedForm:
    """A form as it was signed: what was shown, what was filled in, and every statement that was agreed to, in full."""

    kind: SignOffKind
    form_version: str
    shown: Shown
    completed: Completed
    capacity: str
    checklist: tuple[str, ...]
    statements: tuple[str, ...]
    signed_at: datetime
