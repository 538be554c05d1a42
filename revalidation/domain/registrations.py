"""A registrant's NMC Pin, registrations held and renewal date, and the dates that follow from it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from revalidation.domain.refusals import NotAPin
from revalidation.domain.text import line

_PIN = re.compile(r"[0-9]{2}[A-Z][0-9]{4}[A-Z]")


@dataclass(frozen=True, slots=True)
class Registration:
    """What a registrant says of herself: `kinds` are keys of data/nmc/registrations, `renewal_on` is as in MyNMC.

    `moved_application_on` is there only where the NMC has given another date than the one that follows.
    """

    nmc_pin: str = ""
    kinds: tuple[str, ...] = ()
    renewal_on: date | None = None
    moved_application_on: date | None = None

    @property
    def application_on(self) -> date | None:
        """The revalidation application date: the first of the renewal month, unless the NMC has moved it."""
        return self.moved_application_on or (self.renewal_on and self.renewal_on.replace(day=1))


def normal_pin(typed: str) -> str:
    """The Pin without white space, in capitals; its shape is not judged here."""
    return "".join(line(typed, "the NMC Pin", field="nmc_pin", required=False, limit=20).split()).upper()


def check_pin_shape(pin: str) -> None:
    """Raise NotAPin for an unlikely shape. A warning only: nothing public says that no other shape exists."""
    if pin and not _PIN.fullmatch(pin):
        raise NotAPin(field="nmc_pin")


def end_of_month(day: date) -> date:
    """The last day of that month: renewal dates are."""
    return day + relativedelta(day=31)


def kept_registration(before: Registration, typed: Registration) -> Registration:
    """What is kept of what she typed: an extension holds for its renewal date only, and only if it moves something."""
    renewal_on = typed.renewal_on and end_of_month(typed.renewal_on)
    moved_on = typed.moved_application_on
    is_left_over = before.renewal_on != renewal_on and before.moved_application_on == moved_on
    if renewal_on is None or is_left_over or moved_on == renewal_on.replace(day=1):
        moved_on = None
    return Registration(normal_pin(typed.nmc_pin), typed.kinds, renewal_on, moved_on)


def application_opens_on(application_on: date, days_before: int) -> date:
    """The day from which the NMC's application is open."""
    return application_on - timedelta(days=days_before)
