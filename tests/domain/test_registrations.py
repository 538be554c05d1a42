from datetime import date

import pytest

from revalidation.domain.nmc import requirements_in_force
from revalidation.domain.refusals import NotAPin, TooLong
from revalidation.domain.registrations import (
    Registration,
    application_opens_on,
    check_pin_shape,
    end_of_month,
    kept_registration,
    normal_pin,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12A1234B", "12A1234B"),
        (" 12a1234b ", "12A1234B"),
        ("12 A1234 b", "12A1234B"),
        ("12\u00a0a1234b\n", "12A1234B"),
        ("", ""),
        ("odd", "ODD"),
    ],
)
def test_a_pin_is_kept_in_capitals_without_spaces(typed: str, kept: str) -> None:
    assert normal_pin(typed) == kept


def test_a_pin_has_a_limit() -> None:
    with pytest.raises(TooLong) as refused:
        normal_pin("1" * 21)
    assert refused.value.field == "nmc_pin"


@pytest.mark.parametrize("pin", ["", "12A1234B", "00Z0000Z"])
def test_a_likely_pin_passes(pin: str) -> None:
    check_pin_shape(pin)


@pytest.mark.parametrize(
    "pin",
    [
        "12A123B",
        "12A12345B",
        "1AA1234B",
        "12A1234",
        "112A1234B",
        "12A1234BB",
        "12a1234b",
        "12É1234B",
        "1२A1234B",
        "12A1234B\n",
    ],
)
def test_an_unlikely_pin_is_warned_of(pin: str) -> None:
    with pytest.raises(NotAPin) as refused:
        check_pin_shape(pin)
    assert refused.value.field == "nmc_pin"


@pytest.mark.parametrize(
    ("renewal", "apply_by", "opens"),
    [
        (date(2027, 3, 31), date(2027, 3, 1), date(2026, 12, 31)),
        (date(2027, 11, 30), date(2027, 11, 1), date(2027, 9, 2)),
        (date(2028, 2, 29), date(2028, 2, 1), date(2027, 12, 3)),
        (date(2028, 4, 30), date(2028, 4, 1), date(2028, 2, 1)),
    ],
)
def test_the_application_date_and_its_opening_follow_from_the_renewal_date(
    renewal: date, apply_by: date, opens: date
) -> None:
    application_on = Registration(renewal_on=renewal).application_on
    assert application_on == apply_by
    days_before = requirements_in_force(date(2026, 12, 1)).application_opens_days_before
    assert application_opens_on(application_on, days_before) == opens


def test_without_a_renewal_date_there_is_no_application_date() -> None:
    assert Registration().application_on is None


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2027, 3, 1), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2027, 3, 31)),
        (date(2027, 2, 10), date(2027, 2, 28)),
        (date(2028, 2, 10), date(2028, 2, 29)),
        (date(2027, 12, 31), date(2027, 12, 31)),
        (date(2027, 11, 5), date(2027, 11, 30)),
    ],
)
def test_a_renewal_date_is_the_end_of_its_month(day: date, end: date) -> None:
    assert end_of_month(day) == end


MARCH, MOVED = date(2027, 3, 31), date(2027, 4, 26)


@pytest.mark.parametrize(
    ("before", "typed", "moved_on"),
    [
        (Registration(), Registration(renewal_on=MARCH, moved_application_on=MOVED), MOVED),
        (
            Registration(renewal_on=MARCH, moved_application_on=MOVED),
            Registration(renewal_on=MARCH, moved_application_on=MOVED),
            MOVED,
        ),
        (Registration(), Registration(renewal_on=MARCH, moved_application_on=date(2027, 3, 1)), None),
        (Registration(), Registration(moved_application_on=MOVED), None),
        (
            Registration(renewal_on=MARCH, moved_application_on=MOVED),
            Registration(renewal_on=date(2030, 3, 31), moved_application_on=MOVED),
            None,
        ),
        (Registration(renewal_on=MARCH, moved_application_on=MOVED), Registration(renewal_on=MARCH), None),
    ],
)
def test_an_extension_holds_for_its_renewal_date_only(
    before: Registration, typed: Registration, moved_on: date | None
) -> None:
    assert kept_registration(before, typed).moved_application_on == moved_on
