"""Reflective discussion and confirmation: somebody else reads what was chosen, completes a part, and signs it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from revalidation.domain.registrations import end_of_month
from revalidation.domain.sign_off_refusals import (
    AccountsFirst,
    BeforeThePeriod,
    ChooseAccounts,
    DiscussionFirst,
    NotYetDiscussed,
    OwnForm,
    PinFirst,
    RenewalDateFirst,
    RenewalDatePast,
    TooEarlyToConfirm,
)
from revalidation.domain.times import said_day

LIFE = timedelta(days=30)


class SignOffKind(StrEnum):
    """Which form is signed."""

    DISCUSSION = "discussion"
    CONFIRMATION = "confirmation"


class SignOffState(StrEnum):
    """Where a form stands: `begun` is completed in part."""

    SENT = "sent"
    OPENED = "opened"
    BEGUN = "begun"
    SIGNED = "signed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


SIGN_OFF_WORDS = {
    SignOffKind.DISCUSSION: "Reflective discussion",
    SignOffKind.CONFIRMATION: "Confirmation",
}
SIGNER_WORDS = {
    SignOffKind.DISCUSSION: "reflective discussion partner",
    SignOffKind.CONFIRMATION: "confirmer",
}
OPEN = (SignOffState.SENT, SignOffState.OPENED, SignOffState.BEGUN)


@dataclass(frozen=True, slots=True)
class SignOffDates:
    """What decides where a form stands; `revision` counts what was saved of the other person's part."""

    expires_at: datetime
    opened_at: datetime | None
    withdrawn_at: datetime | None
    signed_at: datetime | None
    revision: int = 0

    def state(self, now: datetime) -> SignOffState:
        """What has ended says more than when it would have ended."""
        if self.signed_at:
            return SignOffState.SIGNED
        if self.withdrawn_at:
            return SignOffState.WITHDRAWN
        if now >= self.expires_at:
            return SignOffState.EXPIRED
        if self.revision:
            return SignOffState.BEGUN
        return SignOffState.OPENED if self.opened_at else SignOffState.SENT


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands when somebody is asked to sign, and when she does: of the nurse, her period and the requirements."""

    today: date
    finished_accounts: int
    accounts_needed: int
    nmc_pin: str
    renewal_on: date | None
    application_on: date | None
    period_years: int
    confirmation_months: int
    is_discussed: bool

    @property
    def period_starts_on(self) -> date | None:
        """The first day of the registration period, if its end is known."""
        if self.renewal_on is None:
            return None
        return end_of_month(self.renewal_on - relativedelta(years=self.period_years)) + timedelta(days=1)

    @property
    def confirmation_opens_on(self) -> date | None:
        """The first day of the last months, in which a confirmation counts."""
        return self.renewal_on and self.renewal_on - relativedelta(months=self.confirmation_months)

    @property
    def confirmation_closes_on(self) -> date | None:
        """The end of the period, or of the month that the NMC has moved the application to."""
        if self.renewal_on is None or self.application_on is None:
            return self.renewal_on
        return max(self.renewal_on, end_of_month(self.application_on))


def must_be_in_order(kind: SignOffKind, ground: Ground, *, chosen: int, is_registrant: bool) -> None:
    """The order that the NMC asks for, of `chosen` accounts and somebody who is on its register or not.

    Raises PinFirst, AccountsFirst, ChooseAccounts, RenewalDateFirst, TooEarlyToConfirm, RenewalDatePast,
    DiscussionFirst.
    """
    if not ground.nmc_pin:
        raise PinFirst
    if kind is SignOffKind.DISCUSSION:
        if ground.finished_accounts < ground.accounts_needed:
            raise AccountsFirst(needed=ground.accounts_needed, finished=ground.finished_accounts)
        if chosen != ground.accounts_needed:
            raise ChooseAccounts(field="accounts", needed=ground.accounts_needed, chosen=chosen)
        return
    _must_be_in_time(ground)
    if not is_registrant and not ground.is_discussed:
        raise DiscussionFirst(field="capacity")


def must_be_dated(kind: SignOffKind, ground: Ground, discussed_on: date) -> None:
    """The day of the discussion. Raises NotYetDiscussed, BeforeThePeriod, TooEarlyToConfirm."""
    if discussed_on > ground.today:
        raise NotYetDiscussed(field="discussed_on")
    starts_on, opens_on = ground.period_starts_on, ground.confirmation_opens_on
    if kind is SignOffKind.CONFIRMATION and opens_on and discussed_on < opens_on:
        raise TooEarlyToConfirm(field="discussed_on", months=ground.confirmation_months, opens=said_day(opens_on))
    if starts_on and discussed_on < starts_on:
        raise BeforeThePeriod(field="discussed_on", starts=said_day(starts_on))


def must_be_another(*, nurse_email: str, nurse_pin: str, email: str, pin: str) -> None:
    """Nobody signs her own form. Raises OwnForm."""
    if email and email.strip().casefold() == nurse_email.casefold():
        raise OwnForm(field="email")
    if pin and pin == nurse_pin:
        raise OwnForm(field="nmc_pin")


def _must_be_in_time(ground: Ground) -> None:
    opens_on, closes_on = ground.confirmation_opens_on, ground.confirmation_closes_on
    if opens_on is None or closes_on is None:
        raise RenewalDateFirst
    if ground.today < opens_on:
        raise TooEarlyToConfirm(months=ground.confirmation_months, opens=said_day(opens_on))
    if ground.today > closes_on:
        raise RenewalDatePast(closes=said_day(closes_on))
