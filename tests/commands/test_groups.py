from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.groups import add_group, change_group
from revalidation.commands.sessions import cancel_session
from revalidation.domain.groups import Group, GroupKind
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import (
    MinimumAboveCapacity,
    NameTaken,
    NeedsAPlace,
    NotANumberInRange,
    NotForYourRole,
    NotFound,
    Refusal,
)
from revalidation.queries.groups import get_group, groups
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

TALK = Group(
    name="Lunchtime talks",
    kind=GroupKind.TALK,
    description="One\n\nTwo",
    usual_minutes=45,
    capacity=30,
    minimum_attendance=5,
    online_link="https://meet.example/talks",
)


def test_a_group_is_kept_and_changed() -> None:
    by = make.librarian()
    group_id = carry_out(add_group, actor=by, group=TALK)
    assert look_up(get_group, group_id=group_id) == TALK
    rules = PlaceRules(
        books_outright=True, offer_hours=48, stop_hours=2, late_hours=12, confirm_days=3, reminder_days=(14, 2)
    )
    changed = replace(
        TALK,
        kind=GroupKind.TRAINING,
        capacity=12,
        site_id=make.site(by),
        online_link="",
        facilitator_id=by.person_id,
        rules=rules,
    )
    carry_out(change_group, actor=by, group_id=group_id, group=changed)
    assert look_up(get_group, group_id=group_id) == changed


def test_the_list_says_where_a_group_meets_and_when_next() -> None:
    by = make.librarian()
    online = make.group(by, "Beta")
    carry_out(add_group, actor=by, group=replace(TALK, name="Alpha", site_id=make.site(by)))
    for days in (-7, 14, 7):
        make.session(by, online, starts_at=NOON + timedelta(days=days))
    called_off = make.session(by, online, starts_at=NOON + timedelta(days=2))
    carry_out(cancel_session, actor=by, session_id=called_off, now=NOON)
    lines = look_up(groups, now=NOON)
    assert [(line.group.name, line.where, line.next_at, line.upcoming) for line in lines] == [
        ("Alpha", "Moor House", None, 0),
        ("Beta", "Online", NOON + timedelta(days=7), 2),
    ]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (replace(TALK, name="evening READERS"), NameTaken),
        (replace(TALK, online_link=""), NeedsAPlace),
        (replace(TALK, minimum_attendance=31), MinimumAboveCapacity),
        (replace(TALK, site_id=4711), NotFound),
        (replace(TALK, facilitator_id=4711), NotFound),
        (replace(TALK, rules=PlaceRules(offer_hours=0)), NotANumberInRange),
    ],
)
def test_a_group_that_makes_no_sense_is_refused_and_nothing_is_kept(wrong: Group, refusal: type[Refusal]) -> None:
    by = make.librarian()
    make.group(by, "Evening readers")
    other = make.group(by, "Other readers")
    with pytest.raises(refusal):
        carry_out(add_group, actor=by, group=wrong)
    with pytest.raises(refusal):
        carry_out(change_group, actor=by, group_id=other, group=wrong)
    assert [line.group.name for line in look_up(groups, now=NOON)] == ["Evening readers", "Other readers"]


def test_a_group_may_keep_its_own_name() -> None:
    by = make.librarian()
    group_id = carry_out(add_group, actor=by, group=TALK)
    carry_out(change_group, actor=by, group_id=group_id, group=replace(TALK, name="LUNCHTIME talks"))
    assert look_up(get_group, group_id=group_id).name == "LUNCHTIME talks"


def test_of_two_who_add_the_same_group_at_once_one_does() -> None:
    by = make.librarian()
    outcomes = at_once([partial(make.group, by)] * 6)
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, NameTaken) for outcome in outcomes) == 5


def test_only_librarians_keep_groups_that_are_there() -> None:
    by, nurse = make.librarian(), make.person()
    group_id = make.group(by)
    with pytest.raises(NotForYourRole):
        carry_out(add_group, actor=nurse, group=TALK)
    with pytest.raises(NotForYourRole):
        carry_out(change_group, actor=nurse, group_id=group_id, group=TALK)
    with pytest.raises(NotFound):
        carry_out(change_group, actor=by, group_id=4711, group=TALK)
    with pytest.raises(NotFound):
        look_up(get_group, group_id=4711)
