from datetime import datetime, timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.check_in import CheckedIn, check_in, count_code
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import cancel_session
from revalidation.domain.bookings import BookingState
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import (
    AskToBeAdded,
    CheckInClosed,
    NobodyIsAbsent,
    NotForYourRole,
    NotFound,
    SessionCancelled,
    TooManyCodes,
    WrongCheckInCode,
)
from revalidation.domain.register import Mark
from revalidation.queries.check_in import check_in_screen
from revalidation.queries.register import MarkChange, RegisterLine, my_marks, register
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
END = START + timedelta(hours=1)
OPENS = START - timedelta(minutes=15)


def booked(*names: str, capacity: int = 8) -> tuple[Actor, int, list[Actor]]:
    by = make.librarian()
    session_id = make.session(by, make.group(by), starts_at=START, capacity=capacity)
    nurses = [make.person(name) for name in names]
    for minute, nurse in enumerate(nurses):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    return by, session_id, nurses


def code(by: Actor, session_id: int, at: datetime) -> str:
    shown = look_up(check_in_screen, actor=by, session_id=session_id, now=at).shown
    assert shown
    return shown.code


def came(by: Actor, session_id: int, nurse: Actor, now: datetime) -> CheckedIn:
    shown = code(by, session_id, now)
    return carry_out(check_in, actor=nurse, session_id=session_id, code=shown, now=now)


def lines(by: Actor, session_id: int) -> dict[str, RegisterLine]:
    return {line.name: line for line in look_up(register, actor=by, session_id=session_id)}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS, CheckedIn(Mark.ATTENDED, 60)),
        (START + timedelta(minutes=15), CheckedIn(Mark.ATTENDED, 60)),
        (START + timedelta(minutes=20), CheckedIn(Mark.ATTENDED_PART, 40)),
        (END + timedelta(minutes=15), CheckedIn(Mark.ATTENDED_PART, 1)),
    ],
)
def test_a_nurse_marks_herself_with_the_code_of_the_room(now: datetime, expected: CheckedIn) -> None:
    by, session_id, (ann,) = booked("Ann")
    assert came(by, session_id, ann, now) == expected
    found = lines(by, session_id)["Ann"]
    assert (found.mark, found.minutes, found.marked_at) == (expected.mark, expected.minutes, now)
    assert found.marked_herself
    changes = look_up(my_marks, actor=ann, session_id=session_id)
    assert changes == [MarkChange("Ann", now, "Ann", expected.mark, expected.minutes)]


def test_the_code_before_still_counts_and_an_older_one_or_that_of_another_session_does_not() -> None:
    by, session_id, (ann,) = booked("Ann")
    other = make.session(by, make.group(by, "Others"), starts_at=START)
    for wrong in ("", "000", code(by, session_id, OPENS), code(by, other, START + timedelta(minutes=10))):
        with pytest.raises(WrongCheckInCode) as refused:
            carry_out(check_in, actor=ann, session_id=session_id, code=wrong, now=START + timedelta(minutes=10))
        assert refused.value.field == "code"
    shown = code(by, session_id, START)
    carry_out(check_in, actor=ann, session_id=session_id, code=shown, now=START + timedelta(minutes=19))
    assert lines(by, session_id)["Ann"].mark is Mark.ATTENDED_PART


@pytest.mark.parametrize("now", [OPENS - timedelta(seconds=1), END + timedelta(minutes=15, seconds=1)])
def test_outside_its_time_no_code_counts_or_is_shown(now: datetime) -> None:
    by, session_id, (ann,) = booked("Ann")
    shown = code(by, session_id, OPENS if now < START else END + timedelta(minutes=15))
    with pytest.raises(CheckInClosed, match="from Tue 8 Dec 2026, 11:45 to Tue 8 Dec 2026, 13:15"):
        carry_out(check_in, actor=ann, session_id=session_id, code=shown, now=now)
    assert look_up(check_in_screen, actor=by, session_id=session_id, now=now).shown is None
    assert lines(by, session_id)["Ann"].mark is None


def test_whoever_is_marked_as_there_stays_as_the_librarian_marked_her() -> None:
    by, session_id, (ann, ben) = booked("Ann", "Ben")
    entries = {ann.person_id: RegisterEntry(Mark.ATTENDED_PART, 20), ben.person_id: RegisterEntry(Mark.DID_NOT_ATTEND)}
    carry_out(mark_register, actor=by, session_id=session_id, entries=entries, now=START)
    assert came(by, session_id, ann, START) == CheckedIn(Mark.ATTENDED_PART, 20)
    assert came(by, session_id, ben, START) == CheckedIn(Mark.ATTENDED, 60)
    assert came(by, session_id, ben, END) == CheckedIn(Mark.ATTENDED, 60)
    assert [change.by for change in look_up(my_marks, actor=ann, session_id=session_id)] == ["Lib Rarian"]
    assert [change.by for change in look_up(my_marks, actor=ben, session_id=session_id)] == ["Lib Rarian", "Ben"]


def test_whoever_waits_gets_the_place_of_somebody_absent_and_without_a_booking_asks() -> None:
    by, session_id, (ann, wil) = booked("Ann", "Wil", capacity=1)
    with pytest.raises(NobodyIsAbsent):
        came(by, session_id, wil, OPENS)
    came(by, session_id, wil, START)
    found = lines(by, session_id)
    assert (found["Wil"].booking, found["Wil"].mark, found["Wil"].walked_in) == (
        BookingState.CONFIRMED,
        Mark.ATTENDED,
        True,
    )
    assert found["Ann"].is_vacated
    came(by, session_id, ann, START + timedelta(minutes=5))
    assert lines(by, session_id)["Ann"].mark is Mark.ATTENDED
    with pytest.raises(AskToBeAdded):
        came(by, session_id, make.person("Xia"), START)


def test_after_five_wrong_codes_the_next_waits_a_minute_and_a_right_one_is_forgiven() -> None:
    by, session_id, (ann, ben) = booked("Ann", "Ben")

    def tried(nurse: Actor, now: datetime, shown: str = "000") -> None:
        carry_out(count_code, actor=nurse, session_id=session_id, code=shown, now=now)

    for _ in range(5):
        tried(ann, START)
    with pytest.raises(TooManyCodes, match="wait 1 minute,") as refused:
        tried(ann, START + timedelta(seconds=1), code(by, session_id, START))
    assert refused.value.field == "code"
    tried(ben, START)
    tried(ann, START + timedelta(minutes=1))
    with pytest.raises(TooManyCodes):
        tried(ann, START + timedelta(minutes=1, seconds=59))
    later = START + timedelta(minutes=2)
    tried(ann, later, code(by, session_id, later))
    for _ in range(5):
        tried(ann, later)
    with pytest.raises(TooManyCodes):
        tried(ann, later)


def test_a_right_code_is_never_counted_as_a_wrong_one() -> None:
    by, session_id, (ann,) = booked("Ann")
    shown = code(by, session_id, START)
    for _ in range(10):
        carry_out(count_code, actor=ann, session_id=session_id, code=shown, now=START)


def test_the_screen_counts_who_is_there_of_those_with_a_place() -> None:
    by, session_id, (ann, ben, _) = booked("Ann", "Ben", "Cat", capacity=2)
    carry_out(mark_register, actor=by, session_id=session_id, now=START, entries={
        ann.person_id: RegisterEntry(Mark.ATTENDED), ben.person_id: RegisterEntry(Mark.DID_NOT_ATTEND),
    })  # fmt: skip
    screen = look_up(check_in_screen, actor=by, session_id=session_id, now=START)
    assert (screen.group, screen.there, screen.expected) == ("Evening readers", 1, 2)
    assert (screen.opens_at, screen.closes_at) == (OPENS, END + timedelta(minutes=15))


def test_a_session_that_was_called_off_or_is_not_there_has_no_check_in() -> None:
    by, session_id, (ann,) = booked("Ann")
    shown = code(by, session_id, START)
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    with pytest.raises(SessionCancelled):
        carry_out(check_in, actor=ann, session_id=session_id, code=shown, now=START)
    with pytest.raises(SessionCancelled):
        look_up(check_in_screen, actor=by, session_id=session_id, now=START)
    with pytest.raises(NotFound):
        carry_out(check_in, actor=ann, session_id=4711, code=shown, now=START)
    with pytest.raises(NotFound):
        look_up(check_in_screen, actor=by, session_id=4711, now=START)


def test_codes_are_shown_to_librarians_and_used_by_nurses() -> None:
    by, session_id, (ann,) = booked("Ann")
    with pytest.raises(NotForYourRole):
        look_up(check_in_screen, actor=ann, session_id=session_id, now=START)
    with pytest.raises(NotForYourRole):
        came(by, session_id, by, START)
    with pytest.raises(NotForYourRole):
        carry_out(count_code, actor=by, session_id=session_id, code="000", now=START)
    with pytest.raises(NotForYourRole):
        look_up(my_marks, actor=make.person("Lib", Role.LIBRARIAN), session_id=session_id)
