from datetime import date, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.erasure import erase_me
from revalidation.commands.library_use import say_library_use
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session
from revalidation.domain.bookings import CancelReason
from revalidation.domain.evaluation import Figures, Outcome, Span, Wait, find_span, gathered
from revalidation.domain.follow_ups import Used
from revalidation.domain.frequency import Demand, Slot, Wish
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotForYourRole
from revalidation.domain.register import Mark
from revalidation.queries.evaluation import first_session_on, session_figures
from revalidation.queries.frequency import demands
from revalidation.storage.database import Db
from revalidation.storage.follow_ups import FollowUpRow
from tests import make
from tests.make import NOON, PASSWORD
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
LATER = NOON + timedelta(days=40)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHOLE = Span("", "", date(2026, 12, 1), date(2027, 12, 31))


def figures(by: Actor, span: Span = WHOLE) -> Figures:
    return gathered(look_up(session_figures, actor=by, span=span, now=LATER))


def answered(nurse: Actor, session_id: int, used: Used | None) -> None:
    def add(db: Db) -> None:
        about = {"person_id": nurse.person_id, "session_id": session_id}
        db.add(FollowUpRow(**about, asked_at=NOON, times_asked=1, answered_at=NOON, used=used, words=""))

    carry_out(add)


def a_full_session(by: Actor) -> tuple[int, list[Actor]]:
    """Places for four and seven who ask: each outcome once, two who wait, one who waits for nothing."""
    group_id = make.group(by)
    session_id = make.session(by, group_id, starts_at=START, capacity=4, articles=(make.article(by),))
    nurses = [make.person(f"Nurse {number}", password=PASSWORD) for number in range(7)]
    for number, nurse in enumerate(nurses):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + number * HOUR)
    gone, late, *_, gives_up = nurses
    carry_out(cancel_booking, actor=gone, session_id=session_id, now=NOON + DAY)  # the first who waits moves up
    carry_out(cancel_booking, actor=gives_up, session_id=session_id, now=NOON + DAY)
    ward = CancelReason.WARD
    carry_out(cancel_booking, actor=late, session_id=session_id, now=START - 10 * HOUR, reason=ward)  # and the second
    marks = dict(zip(nurses[2:5], Mark, strict=True))
    entries = {nurse.person_id: RegisterEntry(mark, 20) for nurse, mark in marks.items()}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=START)
    return session_id, nurses


def test_every_booking_has_one_outcome_and_waiting_is_counted_by_itself() -> None:
    by = make.librarian()
    session_id, nurses = a_full_session(by)
    answered(nurses[2], session_id, Used.YES)
    answered(nurses[3], session_id, None)
    carry_out(say_library_use, actor=nurses[2], before=False)
    found = figures(by)
    assert (found.sessions, found.called_off, found.places) == (1, 0, 4)
    assert found.outcomes == dict.fromkeys(Outcome, 1)
    assert found.reasons == {CancelReason.WARD: 1}
    assert found.answers == {Used.YES: 1}
    assert found.newcomers == {False: 1, None: 1}
    assert sorted(found.waits, key=lambda wait: wait.took or timedelta(0)) == [
        Wait(got_place=False),
        Wait(got_place=True, took=20 * HOUR),
        Wait(got_place=True, took=START - 10 * HOUR - (NOON + 5 * HOUR)),
    ]
    assert (found.bookings, found.came, found.held_places, found.placed_waits) == (6, 2, 4, 2)
    assert (found.fill, found.attendance, found.lateness) == (100, 67, 17)


def test_whoever_has_left_is_still_counted() -> None:
    by = make.librarian()
    session_id, nurses = a_full_session(by)
    answered(nurses[2], session_id, Used.YES)
    answered(nurses[3], session_id, Used.NOT_YET)
    for nurse in nurses:
        carry_out(erase_me, actor=nurse, password=PASSWORD, now=LATER)
    found = figures(by)
    assert found.outcomes == dict.fromkeys(Outcome, 1)
    assert found.reasons == {None: 1}  # why is not kept of her
    assert found.answers == {Used.YES: 1, Used.NO: 1}
    assert (found.newcomers, list(found.waits)) == ({}, [])


def test_what_was_called_off_or_lies_outside_is_not_counted() -> None:
    by, nurse = make.librarian(), make.person()
    group_id = make.group(by)
    days = (0, 1, 2, 60)
    called_off, held, again, to_come = (make.session(by, group_id, starts_at=START + day * DAY) for day in days)
    for session_id in (called_off, held, again, to_come):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    carry_out(cancel_session, actor=by, session_id=called_off, now=NOON)
    for session_id in (held, again):
        make.attended(by, session_id, nurse, now=START + 2 * DAY)
    found = figures(by)
    assert (found.sessions, found.called_off, found.bookings) == (2, 1, 2)
    assert found.newcomers == {None: 1}  # at the first of the two
    second_only = Span("", "", date(2026, 12, 10), date(2026, 12, 10))
    assert (figures(by, second_only).came, figures(by, second_only).newcomers) == (1, {})
    assert look_up(first_session_on, actor=by) == START.date()
    with pytest.raises(NotForYourRole):
        figures(nurse)
    with pytest.raises(NotForYourRole):
        look_up(demands, actor=nurse, span=WHOLE, now=LATER)


def test_who_comes_back_after_cancelling_is_counted_once() -> None:
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by), starts_at=START)
    for act in (book, cancel_booking, book):
        carry_out(act, actor=nurse, session_id=session_id, now=NOON)
    assert figures(by).outcomes == {Outcome.NOT_MARKED: 1}


def test_wishes_are_what_people_asked_for_and_did_not_take_back() -> None:
    by = make.librarian()
    session_id, nurses = a_full_session(by)
    again = make.session(by, 1, starts_at=START + 7 * DAY, articles=(1,))
    carry_out(book, actor=nurses[2], session_id=again, now=START + DAY)  # the same article: no second wish
    (demand,) = look_up(demands, actor=by, span=WHOLE, now=LATER)["Evening readers"]
    assert session_id != again
    asked = [NOON + number * HOUR for number in range(7)]
    assert demand == Demand(
        site="Online",
        wishes=[Wish(asked[1], START), *(Wish(at, START) for at in asked[2:6]), Wish(asked[6])],
        held=[Slot(START, 4, 4), Slot(START + 7 * DAY, 8, 1)],
        came=2,
        marked=4,
    )


def test_it_takes_as_many_statements_whatever_there_is(database: str) -> None:
    by = make.librarian()
    span = find_span("everything", LATER.date(), START.date())
    with counted(database) as empty:
        look_up(session_figures, actor=by, span=span, now=LATER)
        look_up(demands, actor=by, span=span, now=LATER)
    a_full_session(by)
    with counted(database) as full:
        look_up(session_figures, actor=by, span=span, now=LATER)
        look_up(demands, actor=by, span=span, now=LATER)
    assert len(full) == len(empty) <= 14
