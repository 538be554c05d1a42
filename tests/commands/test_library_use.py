from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.erasure import erase_me
from revalidation.commands.library_use import say_library_use
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NotForYourRole
from revalidation.queries.library_use import my_library_use
from revalidation.queries.my_data import my_data
from revalidation.storage.database import Db
from revalidation.storage.people import PersonRow
from tests import make
from tests.make import NOON, PASSWORD

pytestmark = pytest.mark.usefixtures("database")


def taken_along(nurse: Actor) -> object:
    return look_up(my_data, actor=nurse, now=NOON).record["person"]["used_library_before"]


def test_a_nurse_says_it_of_herself_and_may_change_it_and_takes_it_along() -> None:
    nurse, other = make.person(), make.person("Another Nurse")
    assert look_up(my_library_use, actor=nurse).before is None
    assert taken_along(nurse) is None
    for answer in (True, False):
        carry_out(say_library_use, actor=nurse, before=answer)
        assert look_up(my_library_use, actor=nurse).before is answer
        assert taken_along(nurse) is answer
    assert look_up(my_library_use, actor=other).before is None
    with pytest.raises(NotForYourRole):
        carry_out(say_library_use, actor=make.librarian(), before=True)


def test_the_answer_goes_with_the_nurse_though_the_librarian_stays() -> None:
    both = make.person("Both Roles", Role.NURSE, Role.LIBRARIAN, password=PASSWORD)
    carry_out(say_library_use, actor=both, before=True)
    assert carry_out(erase_me, actor=both, password=PASSWORD, now=NOON + timedelta(days=1))

    def kept(db: Db) -> bool | None:
        return db.get_one(PersonRow, both.person_id).used_library_before

    assert look_up(kept) is None
