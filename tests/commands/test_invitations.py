from datetime import datetime, timedelta
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.invitations import accept_invitation, invite, withdraw_invitation
from revalidation.commands.sign_ins import sign_in
from revalidation.domain.invitations import LIFE, InvitationState
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import (
    EmailTaken,
    InvitationNotUsable,
    Missing,
    NoRoleChosen,
    NotAnEmail,
    NotForYourRole,
    NotFound,
    PasswordsDiffer,
    PasswordTooShort,
    Refusal,
)
from revalidation.domain.sign_ins import Limits
from revalidation.queries.invitations import find_open_invitation, invitations
from revalidation.queries.people import people
from tests import make
from tests.at_once import at_once
from tests.make import NOON, PASSWORD

pytestmark = pytest.mark.usefixtures("database")

EMAIL = "new.nurse@trust.example"
NURSE = frozenset({Role.NURSE})
LATER = NOON + timedelta(days=1)


def invited(by: Actor, *, email: str = EMAIL, roles: frozenset[Role] = NURSE) -> str:
    return carry_out(invite, actor=by, name="New Nurse", email=email, roles=roles, now=NOON)


def accept(
    token: str, name: str = "New Nurse", password: str = PASSWORD, again: str = PASSWORD, *, now: datetime = LATER
) -> int:
    return carry_out(accept_invitation, token=token, name=name, password=password, again=again, now=now)


def listed(by: Actor) -> list[tuple[str, InvitationState]]:
    return [(line.email, line.state) for line in look_up(invitations, actor=by, now=LATER)]


def accounts(by: Actor) -> set[str]:
    return {line.email for line in look_up(people, actor=by)[0]} - {by.email}


def test_an_invitation_becomes_an_account_with_its_address_and_roles() -> None:
    by = make.librarian()
    token = invited(by, email=" New.Nurse@Trust.example ", roles=frozenset(Role))
    person_id = accept(token, name=" Siân  Ŵyn ")
    line = next(line for line in look_up(people, actor=by)[0] if line.id == person_id)
    assert (line.name, line.email, line.roles) == ("Siân Ŵyn", EMAIL, frozenset(Role))
    assert carry_out(sign_in, email=EMAIL, password=PASSWORD, limits=Limits(), now=LATER)
    assert listed(by) == []


def test_an_invitation_is_used_once() -> None:
    by = make.librarian()
    token = invited(by)
    accept(token)
    with pytest.raises(InvitationNotUsable):
        accept(token, name="Somebody Else")
    assert look_up(find_open_invitation, token=token, now=LATER) is None
    assert accounts(by) == {EMAIL}


def test_an_invitation_is_used_once_by_many_at_once_too() -> None:
    by = make.librarian()
    token = invited(by)
    outcomes = at_once([partial(accept, token)] * 5)
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, InvitationNotUsable) for outcome in outcomes) == 4
    assert accounts(by) == {EMAIL}


def test_an_invitation_that_was_withdrawn_cannot_be_used() -> None:
    by = make.librarian()
    token = invited(by)
    line = look_up(find_open_invitation, token=token, now=LATER)
    assert line
    for _ in range(2):
        carry_out(withdraw_invitation, actor=by, invitation_id=line.id, now=NOON)
    with pytest.raises(InvitationNotUsable):
        accept(token)
    assert look_up(find_open_invitation, token=token, now=LATER) is None
    assert (listed(by), accounts(by)) == ([], set())


def test_an_invitation_that_was_used_cannot_be_withdrawn() -> None:
    by = make.librarian()
    token = invited(by)
    line = look_up(find_open_invitation, token=token, now=LATER)
    assert line
    accept(token)
    with pytest.raises(InvitationNotUsable):
        carry_out(withdraw_invitation, actor=by, invitation_id=line.id, now=LATER)


@pytest.mark.parametrize(("early", "is_usable"), [(timedelta(seconds=1), True), (timedelta(0), False)])
def test_an_invitation_expires_after_two_weeks(early: timedelta, *, is_usable: bool) -> None:
    by = make.librarian()
    token = invited(by)
    now = NOON + LIFE - early
    assert bool(look_up(find_open_invitation, token=token, now=now)) is is_usable
    state = InvitationState.OPEN if is_usable else InvitationState.EXPIRED
    assert [line.state for line in look_up(invitations, actor=by, now=now)] == [state]
    if is_usable:
        assert accept(token, now=now)
        return
    with pytest.raises(InvitationNotUsable):
        accept(token, now=now)


def test_a_second_invitation_replaces_the_first() -> None:
    by = make.librarian()
    first, second = invited(by), invited(by, roles=frozenset({Role.LIBRARIAN}))
    with pytest.raises(InvitationNotUsable):
        accept(first)
    assert listed(by) == [(EMAIL, InvitationState.OPEN)]
    accept(second)
    assert look_up(people, actor=by, search=EMAIL)[0][0].roles == {Role.LIBRARIAN}


def test_an_invitation_to_another_address_is_left_alone() -> None:
    by = make.librarian()
    first = invited(by)
    invited(by, email="other@trust.example")
    assert accept(first)


def test_somebody_who_has_an_account_is_not_invited() -> None:
    by, nurse = make.librarian(), make.person()
    with pytest.raises(EmailTaken, match=nurse.email) as refused:
        invited(by, email=nurse.email.upper())
    assert refused.value.field == "email"


def test_an_address_that_was_taken_meanwhile_is_refused_and_the_invitation_stays() -> None:
    by = make.librarian()
    token = invited(by, email="nurse.one@trust.example")
    make.person("Nurse One")
    with pytest.raises(EmailTaken):
        accept(token)
    assert look_up(find_open_invitation, token=token, now=LATER)


@pytest.mark.parametrize(
    ("name", "password", "again", "refusal"),
    [
        ("  ", PASSWORD, PASSWORD, Missing),
        ("New Nurse", "short", "short", PasswordTooShort),
        ("New Nurse", PASSWORD, "", PasswordsDiffer),
    ],
)
def test_a_mistake_in_the_form_does_not_use_an_invitation_up(
    name: str, password: str, again: str, refusal: type[Refusal]
) -> None:
    by = make.librarian()
    token = invited(by)
    with pytest.raises(refusal):
        accept(token, name, password, again)
    assert accept(token)


@pytest.mark.parametrize(
    ("name", "email", "roles", "refusal"),
    [
        ("", EMAIL, NURSE, Missing),
        ("New Nurse", "new.nurse", NURSE, NotAnEmail),
        ("New Nurse", EMAIL, frozenset(), NoRoleChosen),
    ],
)
def test_an_invitation_needs_a_name_an_address_and_a_role(
    name: str, email: str, roles: frozenset[Role], refusal: type[Refusal]
) -> None:
    by = make.librarian()
    with pytest.raises(refusal):
        carry_out(invite, actor=by, name=name, email=email, roles=roles, now=NOON)
    assert listed(by) == []


@pytest.mark.parametrize("token", ["", "x", "ŵ\x00"])
def test_a_link_that_nobody_made_is_refused(token: str) -> None:
    invited(make.librarian())
    assert look_up(find_open_invitation, token=token, now=LATER) is None
    with pytest.raises(InvitationNotUsable):
        accept(token)


def test_only_librarians_invite_withdraw_and_look() -> None:
    by, nurse = make.librarian(), make.person()
    token = invited(by)
    line = look_up(find_open_invitation, token=token, now=LATER)
    assert line
    with pytest.raises(NotForYourRole):
        invited(nurse, email="other@trust.example")
    with pytest.raises(NotForYourRole):
        carry_out(withdraw_invitation, actor=nurse, invitation_id=line.id, now=NOON)
    with pytest.raises(NotForYourRole):
        look_up(invitations, actor=nurse, now=NOON)
    with pytest.raises(NotFound):
        carry_out(withdraw_invitation, actor=by, invitation_id=4711, now=NOON)
    assert listed(by) == [(EMAIL, InvitationState.OPEN)]
