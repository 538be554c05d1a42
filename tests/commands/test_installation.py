from datetime import time
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.installation import claim, set_quiet_hours, set_up
from revalidation.commands.sign_ins import sign_in
from revalidation.domain.people import Role
from revalidation.domain.places import QuietHours
from revalidation.domain.refusals import (
    AlreadySetUp,
    NotAnEmail,
    NotForYourRole,
    NotFound,
    PasswordsDiffer,
    PasswordTooEasy,
    Refusal,
)
from revalidation.domain.sign_ins import Limits
from revalidation.queries.installation import Installation, installation, quiet_hours
from revalidation.queries.people import people_to_try
from tests import make
from tests.at_once import at_once
from tests.make import NOON, PASSWORD

pytestmark = pytest.mark.usefixtures("database")

EMAIL = "lib@trust.example"
NEW = Installation(is_set_up=False, is_demonstration=False)


def setting_up(
    email: str = EMAIL, password: str = PASSWORD, again: str = PASSWORD, roles: frozenset[Role] = frozenset()
) -> int:
    return carry_out(set_up, name="Lib Rarian", email=email, password=password, again=again, roles=roles, now=NOON)


def test_an_installation_is_set_up_with_its_first_librarian() -> None:
    assert look_up(installation) == NEW
    setting_up()
    assert look_up(installation) == Installation(is_set_up=True, is_demonstration=False)
    assert carry_out(sign_in, email=EMAIL, password=PASSWORD, limits=Limits(), now=NOON)


@pytest.mark.parametrize("roles", [frozenset(), frozenset({Role.NURSE}), frozenset(Role)])
def test_the_first_account_is_always_a_librarians(roles: frozenset[Role]) -> None:
    setting_up(roles=roles)
    lines = look_up(people_to_try)
    assert [(line.name, line.roles) for line in lines] == [("Lib Rarian", frozenset({Role.LIBRARIAN}))]


def test_an_installation_is_set_up_once() -> None:
    setting_up()
    with pytest.raises(AlreadySetUp):
        setting_up("second@trust.example")
    assert [line.email for line in look_up(people_to_try)] == [EMAIL]


def test_of_many_who_set_it_up_at_once_one_does() -> None:
    outcomes = at_once([partial(setting_up, f"lib.{number}@trust.example") for number in range(5)])
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, AlreadySetUp) for outcome in outcomes) == 4
    assert len(look_up(people_to_try)) == 1


def test_where_people_are_already_nobody_sets_up() -> None:
    make.person()
    with pytest.raises(AlreadySetUp):
        setting_up()
    assert look_up(installation) == NEW


@pytest.mark.parametrize(
    ("email", "password", "again", "refusal"),
    [
        ("lib", PASSWORD, PASSWORD, NotAnEmail),
        (EMAIL, "password1234", "password1234", PasswordTooEasy),
        (EMAIL, PASSWORD, "", PasswordsDiffer),
    ],
)
def test_a_mistake_in_the_form_leaves_it_to_be_set_up(
    email: str, password: str, again: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        setting_up(email, password, again)
    assert look_up(installation) == NEW
    assert setting_up()


@pytest.mark.parametrize(
    "quiet",
    [QuietHours(time(22), time(7, 30)), QuietHours(time(1), time(5)), QuietHours(time(9), time(9))],
    ids=["over midnight", "in the night", "never"],
)
def test_the_quiet_hours_can_be_changed(quiet: QuietHours) -> None:
    carry_out(claim, is_demonstration=False, now=NOON)
    by = make.librarian()
    assert look_up(quiet_hours, actor=by) == QuietHours(time(21), time(8))
    carry_out(set_quiet_hours, actor=by, quiet=quiet)
    assert look_up(quiet_hours, actor=by) == quiet


def test_only_librarians_change_the_quiet_hours_of_an_installation_that_is_set_up() -> None:
    by, nurse = make.librarian(), make.person()
    with pytest.raises(NotForYourRole):
        carry_out(set_quiet_hours, actor=nurse, quiet=QuietHours())
    with pytest.raises(NotForYourRole):
        look_up(quiet_hours, actor=nurse)
    with pytest.raises(NotFound):
        carry_out(set_quiet_hours, actor=by, quiet=QuietHours())
