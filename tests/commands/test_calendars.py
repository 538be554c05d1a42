from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.calendars import make_calendar_address, withdraw_calendar_address
from revalidation.commands.people import change_roles
from revalidation.domain.people import Role
from revalidation.domain.refusals import NotForYourRole
from revalidation.queries.calendars import find_calendar, find_calendar_address_made_at
from revalidation.storage.calendars import CalendarFeedRow
from revalidation.storage.database import Db
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def kept_digests(db: Db) -> list[str]:
    return list(db.scalars(select(CalendarFeedRow.token_digest)))


def test_an_address_opens_her_calendar_and_only_its_digest_is_kept() -> None:
    nurse = make.person()
    assert look_up(find_calendar_address_made_at, actor=nurse) is None
    token = carry_out(make_calendar_address, actor=nurse, now=NOON)
    assert len(token) == 43
    assert look_up(find_calendar, token=token, now=NOON) == []
    assert look_up(find_calendar_address_made_at, actor=nurse) == NOON
    (digest,) = look_up(kept_digests)
    assert token not in digest


def test_a_new_address_ends_the_old_one_and_nobody_elses() -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    others = carry_out(make_calendar_address, actor=other, now=NOON)
    old = carry_out(make_calendar_address, actor=nurse, now=NOON)
    new = carry_out(make_calendar_address, actor=nurse, now=NOON + timedelta(days=1))
    assert look_up(find_calendar, token=old, now=NOON) is None
    assert look_up(find_calendar, token=new, now=NOON) == []
    assert look_up(find_calendar, token=others, now=NOON) == []
    assert look_up(find_calendar_address_made_at, actor=nurse) == NOON + timedelta(days=1)


def test_switching_it_off_twice_ends_it_once_and_only_hers() -> None:
    nurse, other = make.person(), make.person("Nurse Two")
    token = carry_out(make_calendar_address, actor=nurse, now=NOON)
    others = carry_out(make_calendar_address, actor=other, now=NOON)
    for _ in range(2):
        carry_out(withdraw_calendar_address, actor=nurse)
        assert look_up(find_calendar, token=token, now=NOON) is None
    assert look_up(find_calendar, token=others, now=NOON) == []
    assert look_up(find_calendar_address_made_at, actor=nurse) is None


def test_an_address_is_for_nurses() -> None:
    librarian = make.librarian()
    with pytest.raises(NotForYourRole):
        carry_out(make_calendar_address, actor=librarian, now=NOON)
    with pytest.raises(NotForYourRole):
        carry_out(withdraw_calendar_address, actor=librarian)
    with pytest.raises(NotForYourRole):
        look_up(find_calendar_address_made_at, actor=librarian)


def test_of_several_addresses_made_at_once_one_works() -> None:
    nurse = make.person()
    tokens = at_once([partial(carry_out, make_calendar_address, actor=nurse, now=NOON)] * 5)
    works = [isinstance(token, str) and look_up(find_calendar, token=token, now=NOON) == [] for token in tokens]
    assert sorted(works) == [False] * 4 + [True]
    assert not [token for token in tokens if isinstance(token, Exception)]


def test_whoever_is_no_nurse_any_more_has_no_calendar_here() -> None:
    both = make.person("Both", Role.NURSE, Role.LIBRARIAN)
    token = carry_out(make_calendar_address, actor=both, now=NOON)
    assert look_up(find_calendar, token=token, now=NOON) == []
    carry_out(change_roles, actor=both, person_id=both.person_id, roles=frozenset({Role.LIBRARIAN}), now=NOON)
    assert look_up(find_calendar, token=token, now=NOON) is None
