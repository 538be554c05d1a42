from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.sessions import cancel_session, schedule_session
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotForYourRole, NotFound, SessionCancelled
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.check_in import check_in_screen
from revalidation.queries.run_sheet import run_sheet
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
ADDRESS = "https://reval.trust.example"


def booked(*names: str, capacity: int = 8) -> tuple[Actor, int]:
    by = make.librarian()
    session_id = make.session(
        by, make.group(by), starts_at=START, capacity=capacity, articles=(make.article(by, prompts=("One?", "Two?")),)
    )
    for minute, name in enumerate(names):
        carry_out(book, actor=make.person(name), session_id=session_id, now=NOON + timedelta(minutes=minute))
    return by, session_id


def test_a_run_sheet_names_who_has_a_place_and_what_is_read() -> None:
    by, session_id = booked("Zoe", "Amy", "Waits", capacity=2)
    sheet = look_up(run_sheet, actor=by, session_id=session_id, address=ADDRESS)
    assert sheet.names == ("Amy", "Zoe")
    assert (sheet.group, sheet.where, sheet.facilitator, sheet.minutes) == ("Evening readers", "Online", "", 60)
    assert [article.prompts for article in sheet.articles] == [("One?", "Two?")]
    assert sheet.address == f"{ADDRESS}/check_in?session={session_id}"
    assert look_up(run_sheet, actor=by, session_id=session_id, address="").address == ""


def test_its_codes_are_those_that_the_screen_shows() -> None:
    by, session_id = booked()
    sheet = look_up(run_sheet, actor=by, session_id=session_id, address=ADDRESS)
    for minutes in (-15, 0, 30, 75):
        now = START + timedelta(minutes=minutes)
        assert look_up(check_in_screen, actor=by, session_id=session_id, now=now).shown in sheet.codes


def test_the_site_and_whoever_leads_the_session_are_named() -> None:
    by = make.librarian()
    plan = SessionPlan(START, 60, 8, 0, make.site(by), "", facilitator_id=by.person_id)
    session_id = carry_out(schedule_session, actor=by, group_id=make.group(by), plan=plan, now=NOON)
    sheet = look_up(run_sheet, actor=by, session_id=session_id, address=ADDRESS)
    assert (sheet.where, sheet.facilitator) == ("Moor House, Seminar room 2", "Lib Rarian")


def test_only_librarians_get_one_and_only_of_a_session_that_takes_place() -> None:
    by, session_id = booked()
    with pytest.raises(NotForYourRole):
        look_up(run_sheet, actor=make.person(), session_id=session_id, address=ADDRESS)
    with pytest.raises(NotFound):
        look_up(run_sheet, actor=by, session_id=4711, address=ADDRESS)
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    with pytest.raises(SessionCancelled):
        look_up(run_sheet, actor=by, session_id=session_id, address=ADDRESS)
