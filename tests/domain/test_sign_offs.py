"""In which order and when the forms can be signed, and where one stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from revalidation.domain.refusals import Refusal
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
from revalidation.domain.sign_offs import (
    Ground,
    SignOffDates,
    SignOffKind,
    SignOffState,
    must_be_another,
    must_be_dated,
    must_be_in_order,
)
from tests.make import NOON

D, C = SignOffKind.DISCUSSION, SignOffKind.CONFIRMATION
READY = Ground(
    today=date(2026, 12, 1),
    finished_accounts=5,
    accounts_needed=5,
    nmc_pin="12A1234B",
    renewal_on=date(2027, 3, 31),
    application_on=None,
    period_years=3,
    confirmation_months=12,
    is_discussed=True,
)
NOT_DISCUSSED = replace(READY, is_discussed=False)


@pytest.mark.parametrize(
    ("kind", "ground", "chosen", "is_registrant", "refusal"),
    [
        (D, READY, 5, True, None),
        (D, replace(READY, renewal_on=None), 5, True, None),
        (D, replace(READY, nmc_pin=""), 5, True, PinFirst),
        (D, replace(READY, finished_accounts=4), 4, True, AccountsFirst),
        (D, READY, 4, True, ChooseAccounts),
        (D, replace(READY, finished_accounts=7), 6, True, ChooseAccounts),
        (D, replace(READY, accounts_needed=3, finished_accounts=3), 3, True, None),
        (C, READY, 0, True, None),
        (C, READY, 5, False, None),
        (C, NOT_DISCUSSED, 5, True, None),
        (C, NOT_DISCUSSED, 5, False, DiscussionFirst),
        (C, replace(READY, nmc_pin=""), 5, True, PinFirst),
        (C, replace(READY, renewal_on=None), 5, True, RenewalDateFirst),
        (C, replace(READY, today=date(2026, 3, 30)), 5, True, TooEarlyToConfirm),
        (C, replace(READY, today=date(2026, 3, 31)), 5, True, None),
        (C, replace(READY, today=date(2027, 3, 31)), 5, True, None),
        (C, replace(READY, today=date(2027, 4, 1)), 5, True, RenewalDatePast),
        (C, replace(READY, today=date(2027, 4, 1), application_on=date(2027, 5, 1)), 5, True, None),
        (C, replace(READY, today=date(2027, 6, 1), application_on=date(2027, 5, 1)), 5, True, RenewalDatePast),
    ],
)
def test_the_order_of_the_forms_is_the_nmcs(
    *, kind: SignOffKind, ground: Ground, chosen: int, is_registrant: bool, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        must_be_in_order(kind, ground, chosen=chosen, is_registrant=is_registrant)
    else:
        with pytest.raises(refusal):
            must_be_in_order(kind, ground, chosen=chosen, is_registrant=is_registrant)


@pytest.mark.parametrize(
    ("renewal_on", "starts_on", "opens_on"),
    [
        (date(2027, 3, 31), date(2024, 4, 1), date(2026, 3, 31)),
        (date(2027, 11, 30), date(2024, 12, 1), date(2026, 11, 30)),
        (date(2027, 2, 28), date(2024, 3, 1), date(2026, 2, 28)),
        (date(2028, 2, 29), date(2025, 3, 1), date(2027, 2, 28)),
        (None, None, None),
    ],
)
def test_the_period_and_its_last_year_follow_from_the_renewal_date(
    renewal_on: date | None, starts_on: date | None, opens_on: date | None
) -> None:
    ground = replace(READY, renewal_on=renewal_on)
    assert (ground.period_starts_on, ground.confirmation_opens_on) == (starts_on, opens_on)


@pytest.mark.parametrize(
    ("kind", "day", "refusal"),
    [
        (D, date(2026, 12, 1), None),
        (D, date(2026, 12, 2), NotYetDiscussed),
        (D, date(2024, 4, 1), None),
        (D, date(2024, 3, 31), BeforeThePeriod),
        (C, date(2026, 3, 31), None),
        (C, date(2026, 3, 30), TooEarlyToConfirm),
        (C, date(2026, 12, 2), NotYetDiscussed),
    ],
)
def test_the_day_of_the_discussion_lies_in_the_period(
    kind: SignOffKind, day: date, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        must_be_dated(kind, READY, day)
    else:
        with pytest.raises(refusal) as refused:
            must_be_dated(kind, READY, day)
        assert refused.value.field == "discussed_on"


@pytest.mark.parametrize(
    ("email", "pin", "field"),
    [
        ("partner@trust.example", "13A1234B", None),
        ("", "", None),
        (" Nurse@Trust.example", "", "email"),
        ("partner@trust.example", "12A1234B", "nmc_pin"),
    ],
)
def test_nobody_signs_her_own_form(email: str, pin: str, field: str | None) -> None:
    def check() -> None:
        must_be_another(nurse_email="nurse@trust.example", nurse_pin="12A1234B", email=email, pin=pin)

    if field is None:
        check()
    else:
        with pytest.raises(OwnForm) as refused:
            check()
        assert refused.value.field == field


HOUR = timedelta(hours=1)
SENT = SignOffDates(expires_at=NOON + HOUR, opened_at=None, withdrawn_at=None, signed_at=None)


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        (SENT, SignOffState.SENT),
        (replace(SENT, opened_at=NOON), SignOffState.OPENED),
        (replace(SENT, opened_at=NOON, revision=1), SignOffState.BEGUN),
        (replace(SENT, expires_at=NOON), SignOffState.EXPIRED),
        (replace(SENT, expires_at=NOON, withdrawn_at=NOON), SignOffState.WITHDRAWN),
        (replace(SENT, expires_at=NOON - HOUR, signed_at=NOON - 2 * HOUR), SignOffState.SIGNED),
    ],
)
def test_where_a_form_stands(dates: SignOffDates, state: SignOffState) -> None:
    assert dates.state(NOON) is state
