from datetime import date
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.registrations import save_registration
from revalidation.domain.refusals import NotForYourRole, TooLong
from revalidation.domain.registrations import Registration
from revalidation.queries.registrations import my_registration
from tests import make
from tests.at_once import at_once

pytestmark = pytest.mark.usefixtures("database")

TYPED = Registration(nmc_pin=" 12a 1234b ", kinds=("nurse", "midwife"), renewal_on=date(2027, 3, 5))
KEPT = Registration(nmc_pin="12A1234B", kinds=("midwife", "nurse"), renewal_on=date(2027, 3, 31))


def test_a_nurse_has_said_nothing_at_first() -> None:
    assert look_up(my_registration, actor=make.person()) == Registration()


def test_what_a_nurse_says_is_kept_tidily_for_her_alone() -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    given_back = carry_out(save_registration, actor=nurse, registration=TYPED)
    assert (given_back.nmc_pin, given_back.renewal_on) == (KEPT.nmc_pin, KEPT.renewal_on)
    assert look_up(my_registration, actor=nurse) == KEPT
    assert look_up(my_registration, actor=other) == Registration()


def test_what_was_said_before_is_replaced_and_can_be_emptied() -> None:
    nurse = make.person()
    for said in (TYPED, Registration(kinds=("nurse",)), Registration()):
        carry_out(save_registration, actor=nurse, registration=said)
    assert look_up(my_registration, actor=nurse) == Registration()


def test_an_unlikely_pin_is_kept_and_one_that_is_no_pin_at_all_is_refused() -> None:
    nurse = make.person()
    carry_out(save_registration, actor=nurse, registration=Registration(nmc_pin="odd"))
    with pytest.raises(TooLong) as refused:
        carry_out(save_registration, actor=nurse, registration=Registration(nmc_pin="1" * 21))
    assert refused.value.field == "nmc_pin"
    assert look_up(my_registration, actor=nurse).nmc_pin == "ODD"


def test_clicking_twice_keeps_it_once() -> None:
    nurse = make.person()
    outcomes = at_once([partial(carry_out, save_registration, actor=nurse, registration=TYPED)] * 5)
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert look_up(my_registration, actor=nurse) == KEPT


def test_a_librarian_has_no_registration_to_keep() -> None:
    with pytest.raises(NotForYourRole):
        carry_out(save_registration, actor=make.librarian(), registration=TYPED)
