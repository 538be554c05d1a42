from collections.abc import Sequence
from datetime import date

import pytest

from revalidation.domain.nmc import registrations_in_force, requirements_in_force
from revalidation.domain.portfolio import Held, Progress, Requirement, enough_of, next_step, progress
from revalidation.domain.registration_periods import registration_period
from revalidation.domain.registrations import Registration

DAY = date(2026, 12, 1)
ASKED, KINDS = requirements_in_force(DAY), registrations_in_force(DAY)


@pytest.mark.parametrize(
    ("renewal", "begins", "application", "opens", "confirmation"),
    [
        (date(2027, 3, 31), date(2024, 4, 1), date(2027, 3, 1), date(2026, 12, 31), date(2026, 3, 31)),
        (date(2027, 11, 30), date(2024, 12, 1), date(2027, 11, 1), date(2027, 9, 2), date(2026, 11, 30)),
        (date(2028, 2, 29), date(2025, 3, 1), date(2028, 2, 1), date(2027, 12, 3), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2024, 3, 1), date(2027, 2, 1), date(2026, 12, 3), date(2026, 2, 28)),
    ],
)
def test_the_dates_follow_from_the_renewal_date(
    renewal: date, begins: date, application: date, opens: date, confirmation: date
) -> None:
    period = registration_period(Registration(renewal_on=renewal), ASKED)
    assert period
    assert (period.begins_on, period.ends_on) == (begins, renewal)
    assert (period.application_on, period.opens_on) == (application, opens)
    assert period.confirmation_from_on == confirmation
    assert period.holds(begins)
    assert period.holds(renewal)
    assert not period.holds(date.fromordinal(begins.toordinal() - 1))
    assert not period.holds(date.fromordinal(renewal.toordinal() + 1))


def test_an_extension_moves_the_application_and_its_opening_only() -> None:
    moved = Registration(renewal_on=date(2027, 3, 31), moved_application_on=date(2027, 4, 26))
    period = registration_period(moved, ASKED)
    assert period
    assert (period.application_on, period.opens_on) == (date(2027, 4, 26), date(2027, 2, 25))
    assert period.ends_on == date(2027, 3, 31)


def test_without_a_renewal_date_there_is_no_period() -> None:
    assert registration_period(Registration(), ASKED) is None


def line(requirement: Requirement, held: Held, registered: Sequence[str] = ("nurse",)) -> Progress:
    return next(each for each in progress(ASKED, KINDS, held, registered) if each.requirement is requirement)


@pytest.mark.parametrize(
    ("registered", "practice", "asked", "missing"),
    [
        (("nurse",), {}, 450, 450),
        ((), {"nurse": 100}, 450, 350),
        (("nurse",), {"nurse": 450}, 450, 0),
        (("nurse_scphn",), {"nurse": 450}, 450, 0),
        (("nurse",), {"midwife": 450}, 450, 450),
        (("nurse", "midwife"), {"nurse": 900}, 900, 450),
        (("nurse", "midwife"), {"nurse": 450, "midwife": 450}, 900, 0),
        (("nurse_and_midwife",), {"nurse_and_midwife": 900}, 900, 0),
        (("nurse_and_midwife",), {"nurse_and_midwife": 800}, 900, 100),
        (("nurse_and_midwife",), {"nurse": 400, "midwife": 100, "nurse_and_midwife": 400}, 900, 0),
        (("nurse_and_midwife",), {"nurse": 2000, "nurse_and_midwife": 300}, 900, 150),
        (("nurse", "nursing_associate"), {"nurse": 500, "nursing_associate": 50}, 900, 400),
        (("no longer known",), {"no longer known": 450}, 450, 0),
    ],
)
def test_practice_hours_are_asked_for_each_registration_held(
    registered: Sequence[str], practice: dict[str, int], asked: int, missing: int
) -> None:
    found = line(Requirement.PRACTICE, Held({kind: hours * 60 for kind, hours in practice.items()}), registered)
    assert (found.asked, found.missing) == (asked * 60, missing * 60)


@pytest.mark.parametrize(
    ("requirement", "held", "figure", "state"),
    [
        (Requirement.CPD, Held({}, cpd=20 * 60), "20 of 35 hours", "15 hours to go"),
        (Requirement.PARTICIPATORY, Held({}, participatory=14 * 60), "14 of 20 hours", "6 hours to go"),
        (Requirement.PARTICIPATORY, Held({}, participatory=19 * 60), "19 of 20 hours", "1 hour to go"),
        (Requirement.PARTICIPATORY, Held({}, participatory=21 * 60), "21 of 20 hours", "Met"),
        (Requirement.FEEDBACK, Held({}, feedback=3), "3 of 5", "2 to go"),
        (Requirement.ACCOUNTS, Held({}, accounts=5), "5 of 5", "Met"),
        (Requirement.DISCUSSION, Held({}), "0 of 1", "Not signed yet"),
        (Requirement.CONFIRMATION, Held({}, confirmations=1), "1 of 1", "Met"),
    ],
)
def test_each_requirement_says_where_it_stands_in_words(
    requirement: Requirement, held: Held, figure: str, state: str
) -> None:
    found = line(requirement, held)
    assert (found.figure, found.state) == (figure, state)


ALL_HELD = {"cpd": 2100, "participatory": 1200, "feedback": 5, "accounts": 5, "discussions": 1, "confirmations": 1}


@pytest.mark.parametrize(
    ("lacking", "may_confirm", "step"),
    [
        (("participatory", "cpd", "feedback"), True, Requirement.PARTICIPATORY),
        (("cpd", "feedback"), True, Requirement.CPD),
        (("feedback", "discussions"), True, Requirement.FEEDBACK),
        (("discussions", "confirmations"), True, Requirement.DISCUSSION),
        (("confirmations",), True, Requirement.CONFIRMATION),
        (("confirmations",), False, None),
        ((), True, None),
    ],
)
def test_one_thing_comes_next(lacking: Sequence[str], may_confirm: bool, step: Requirement | None) -> None:  # noqa: FBT001 (a case)
    held = Held({"nurse": 450 * 60}, **{name: 0 if name in lacking else value for name, value in ALL_HELD.items()})
    assert next_step(progress(ASKED, KINDS, held, ("nurse",)), may_confirm=may_confirm) is step


@pytest.mark.parametrize(
    ("missing", "lengths", "number"),
    [(120, [60, 60, 60], 2), (90, [60, 60, 60], 2), (0, [60], 0), (60, [], 0), (600, [60, 60], 2), (30, [90], 1)],
)
def test_as_many_sessions_are_shown_as_would_reach_it(missing: int, lengths: list[int], number: int) -> None:
    assert enough_of(missing, lengths) == number
