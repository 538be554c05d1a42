from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.people import add_person, change_roles
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import EmailTaken, LastLibrarian, NoRoleChosen, NotForYourRole, NotFound
from revalidation.queries.people import people
from revalidation.queries.register import register
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

NURSE, LIBRARIAN, BOTH = frozenset({Role.NURSE}), frozenset({Role.LIBRARIAN}), frozenset(Role)


def roles(by: Actor) -> dict[int, frozenset[Role]]:
    return {line.id: line.roles for line in look_up(people, actor=by)[0]}


def test_roles_are_given_and_taken() -> None:
    by, nurse = make.librarian(), make.person()
    for held in (BOTH, LIBRARIAN, NURSE, NURSE):
        carry_out(change_roles, actor=by, person_id=nurse.person_id, roles=held, now=NOON)
        assert roles(by) == {by.person_id: LIBRARIAN, nurse.person_id: held}


def test_who_is_no_longer_a_nurse_leaves_the_sessions_to_come_and_who_waits_moves_up() -> None:
    by, leaving, waiting = make.librarian(), make.person(), make.person("Nurse Two")
    session_id = make.session(by, make.group(by, rules=PlaceRules(books_outright=True)), capacity=1)
    for nurse in (leaving, waiting):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    carry_out(change_roles, actor=by, person_id=leaving.person_id, roles=BOTH, now=NOON)
    assert [line.name for line in look_up(register, actor=by, session_id=session_id)] == [leaving.name, waiting.name]
    carry_out(change_roles, actor=by, person_id=leaving.person_id, roles=LIBRARIAN, now=NOON)
    (line,) = look_up(register, actor=by, session_id=session_id)
    assert (line.person_id, line.booking) == (waiting.person_id, BookingState.CONFIRMED)


def test_the_last_librarian_keeps_the_role() -> None:
    by = make.librarian()
    with pytest.raises(LastLibrarian) as refused:
        carry_out(change_roles, actor=by, person_id=by.person_id, roles=NURSE, now=NOON)
    assert refused.value.field == "roles"
    assert roles(by) == {by.person_id: LIBRARIAN}
    carry_out(change_roles, actor=by, person_id=by.person_id, roles=BOTH, now=NOON)
    assert roles(by) == {by.person_id: BOTH}


def test_a_librarian_may_leave_once_there_is_another() -> None:
    by, other = make.librarian(), make.librarian("Second Librarian")
    carry_out(change_roles, actor=by, person_id=by.person_id, roles=NURSE, now=NOON)
    assert roles(other) == {by.person_id: NURSE, other.person_id: LIBRARIAN}


def test_of_two_librarians_who_take_the_role_from_each_other_at_once_one_keeps_it() -> None:
    first, second = make.librarian("First Librarian"), make.librarian("Second Librarian")
    for _ in range(5):
        outcomes = at_once(
            [
                partial(carry_out, change_roles, actor=first, person_id=second.person_id, roles=NURSE, now=NOON),
                partial(carry_out, change_roles, actor=second, person_id=first.person_id, roles=NURSE, now=NOON),
            ]
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LastLibrarian", "NoneType"]
        held = roles(first)
        assert sorted(held.values(), key=str) == sorted([LIBRARIAN, NURSE], key=str)
        lost = first if held[first.person_id] == NURSE else second
        carry_out(change_roles, actor=first, person_id=lost.person_id, roles=LIBRARIAN, now=NOON)


def test_somebody_without_any_role_is_refused() -> None:
    by, nurse = make.librarian(), make.person()
    with pytest.raises(NoRoleChosen):
        carry_out(change_roles, actor=by, person_id=nurse.person_id, roles=frozenset(), now=NOON)
    assert roles(by)[nurse.person_id] == NURSE


def test_only_librarians_change_the_roles_of_people_who_are_there() -> None:
    by, nurse = make.librarian(), make.person()
    with pytest.raises(NotForYourRole):
        carry_out(change_roles, actor=nurse, person_id=nurse.person_id, roles=BOTH, now=NOON)
    with pytest.raises(NotFound):
        carry_out(change_roles, actor=by, person_id=4711, roles=BOTH, now=NOON)
    assert roles(by)[nurse.person_id] == NURSE


def test_two_people_cannot_have_the_same_address() -> None:
    make.person("Nurse One")
    with pytest.raises(EmailTaken) as refused:
        carry_out(add_person, name="N", email="NURSE.ONE@trust.example", password=None, roles=NURSE, now=NOON)
    assert refused.value.field == "email"


def test_of_many_who_take_an_address_at_once_one_gets_it() -> None:
    by = make.librarian()
    adding = partial(add_person, name="N", email="n@trust.example", password=None, roles=NURSE, now=NOON)
    outcomes = at_once([partial(carry_out, adding)] * 6)
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, EmailTaken) for outcome in outcomes) == 5
    assert len(roles(by)) == 2
