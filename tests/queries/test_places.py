from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.domain.refusals import NotForYourRole
from revalidation.queries.places import places
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def test_whoever_has_a_place_is_listed_the_latest_booked_first() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=3)
    nurses = [make.person(name) for name in ("Zoe", "Ann", "Ben", "Cat")]
    for minute, nurse in enumerate(nurses):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    assert [line.name for line in look_up(places, actor=by, session_id=session_id)] == ["Ben", "Ann", "Zoe"]
    carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=NOON + timedelta(hours=1))
    assert [line.name for line in look_up(places, actor=by, session_id=session_id)] == ["Cat", "Ben", "Ann"]
    with pytest.raises(NotForYourRole):
        look_up(places, actor=nurses[0], session_id=session_id)
