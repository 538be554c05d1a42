from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import schedule_session
from revalidation.domain.refusals import NotForYourRole
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan
from revalidation.domain.turnout import Turnout
from revalidation.queries.turnout import turnout
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def test_it_counts_who_came_of_those_with_a_place_at_that_site_in_the_last_year() -> None:
    by, starts = make.librarian(), NOON + timedelta(days=7)
    here, elsewhere = make.site(by), make.site(by, "Elsewhere")
    group_id = make.group(by)
    nurses = [make.person(f"Nurse {number}") for number in range(5)]
    for site_id, days in ((here, 0), (here, 7), (elsewhere, 14)):
        plan = SessionPlan(starts + timedelta(days=days), 60, 8, 0, site_id, "")
        session_id = carry_out(schedule_session, actor=by, group_id=group_id, plan=plan, now=NOON)
        for nurse in nurses:
            carry_out(book, actor=nurse, session_id=session_id, now=NOON)
        short_notice = plan.starts_at - timedelta(hours=2)
        carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=short_notice)
        carry_out(cancel_booking, actor=nurses[1], session_id=session_id, now=NOON + timedelta(hours=1))
        marks = {nurses[2]: Mark.ATTENDED, nurses[3]: Mark.DID_NOT_ATTEND}  # and one is not marked yet
        entries = {nurse.person_id: RegisterEntry(mark) for nurse, mark in marks.items()}
        carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=plan.starts_at)
    later = starts + timedelta(days=30)
    assert look_up(turnout, actor=by, site_id=here, now=later) == Turnout(cases=6, came=2)
    assert look_up(turnout, actor=by, site_id=elsewhere, now=later) == Turnout(cases=3, came=1)
    assert look_up(turnout, actor=by, site_id=None, now=later) == Turnout(0, 0)
    assert look_up(turnout, actor=by, site_id=here, now=starts + timedelta(days=370)) == Turnout(3, 1)
    with pytest.raises(NotForYourRole):
        look_up(turnout, actor=nurses[0], site_id=here, now=later)
