from datetime import timedelta

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.groups import add_group
from revalidation.commands.sessions import cancel_session, schedule_session
from revalidation.domain.bookings import BookingState
from revalidation.domain.filters import Filters
from revalidation.domain.groups import Group, GroupKind
from revalidation.domain.people import Actor
from revalidation.domain.refusals import NotForYourRole, NotFound
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan, SessionState
from revalidation.queries.sessions import (
    SessionLine,
    get_session,
    my_past_sessions,
    my_sessions,
    schedule,
    sessions_between,
    upcoming_sessions,
)
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)


def upcoming(actor: Actor, filters: Filters | None = None) -> list[int]:
    lines, total = look_up(upcoming_sessions, actor=actor, now=NOON, filters=filters or Filters())
    assert total == len(lines)
    return [line.id for line in lines]


def line_of(actor: Actor, session_id: int) -> SessionLine:
    return look_up(get_session, actor=actor, session_id=session_id).line


def days(number: float) -> timedelta:
    return timedelta(days=number)


def test_upcoming_sessions_come_soonest_first_without_those_begun_or_called_off() -> None:
    by, nurse = make.librarian(), make.person()
    group_id = make.group(by)
    starts = [NOON + days(number) for number in (5, 2, 9, 2)]
    late, first, last, second = (make.session(by, group_id, starts_at=start) for start in starts)
    make.session(by, group_id, starts_at=NOON)
    make.session(by, group_id, starts_at=NOON - days(1))
    called_off = make.session(by, group_id, starts_at=NOON + days(3))
    carry_out(cancel_session, actor=by, session_id=called_off, now=NOON)
    assert upcoming(nurse) == [first, second, late, last]


def test_a_span_holds_what_starts_in_it_up_to_a_number_and_only_for_librarians() -> None:
    by = make.librarian()
    readers, others = make.group(by, "Readers"), make.group(by, "Others")
    first, last = NOON + days(10), NOON + days(12)
    made = [make.session(by, readers, starts_at=start) for start in (last, last - days(1), first)]
    make.session(by, others, starts_at=first)
    make.session(by, readers, starts_at=first - timedelta(minutes=30))
    narrow = Filters(group_id=readers)
    lines, total = look_up(sessions_between, actor=by, begins_at=first, ends_at=last, filters=narrow)
    assert ([line.id for line in lines], total) == ([made[2], made[1]], 2)
    lines, total = look_up(sessions_between, actor=by, begins_at=first, ends_at=last, limit=1)
    assert (len(lines), total) == (1, 3)
    with pytest.raises(NotForYourRole):
        look_up(sessions_between, actor=make.person(), begins_at=first, ends_at=last)


def test_filters_narrow_alone_and_together() -> None:
    by, nurse = make.librarian(), make.person()
    site_id, readers = make.site(by), make.group(by, "Evening readers")
    link = "https://meet.example/x"
    talks = carry_out(add_group, actor=by, group=Group(name="Talks 100%", kind=GroupKind.TALK, online_link=link))
    article_id = make.article(by, "Silence at night")

    def at_site(group_id: int, day: int, article_ids: tuple[int, ...] = ()) -> int:
        plan = SessionPlan(START + days(day), 60, 1, 0, site_id, "", article_ids)
        return carry_out(schedule_session, actor=by, group_id=group_id, plan=plan, now=NOON)

    online_read = make.session(by, readers, starts_at=START, articles=(article_id,))
    here_read, here_talk = at_site(readers, 1), at_site(talks, 2, (article_id,))
    online_talk = make.session(by, talks, starts_at=START + days(3))
    carry_out(book, actor=nurse, session_id=here_read, now=NOON)
    everything = [online_read, here_read, here_talk, online_talk]
    for filters, expected in (
        (Filters(), everything),
        (Filters(site_id=site_id), [here_read, here_talk]),
        (Filters(is_online=True), [online_read, online_talk]),
        (Filters(kind=GroupKind.TALK), [here_talk, online_talk]),
        (Filters(kind=GroupKind.WORKSHOP), []),
        (Filters(group_id=readers), [online_read, here_read]),
        (Filters(only_free=True), [online_read, here_talk, online_talk]),
        (Filters(search=" SILENCE "), [online_read, here_talk]),
        (Filters(search="evening"), [online_read, here_read]),
        (Filters(search="%"), [here_talk, online_talk]),
        (Filters(search="_"), []),
        (Filters(search="\x00"), everything),
        (Filters(search="' OR 1=1 --"), []),
        (Filters(site_id=site_id, kind=GroupKind.TALK, search="silence", only_free=True), [here_talk]),
        (Filters(site_id=4711), []),
    ):
        assert upcoming(nurse, filters) == expected, filters


@pytest.mark.parametrize(
    ("limit", "offset", "expected"),
    [
        (2, 0, [0, 1]),
        (2, 2, [2, 3]),
        (2, 4, [4]),
        (5, 0, [0, 1, 2, 3, 4]),
        (6, 0, [0, 1, 2, 3, 4]),
        (2, 6, []),
        (5, 5, []),
    ],
)
def test_a_page_knows_how_many_there_are_in_all(limit: int, offset: int, expected: list[int]) -> None:
    by, nurse = make.librarian(), make.person()
    group_id = make.group(by)
    made = [make.session(by, group_id, starts_at=START + days(number)) for number in range(5)]
    make.session(by, make.group(by, "Others"), starts_at=START)
    lines, total = look_up(
        upcoming_sessions, actor=nurse, now=NOON, filters=Filters(group_id=group_id), limit=limit, offset=offset
    )
    assert [line.id for line in lines] == [made[number] for number in expected]
    assert total == 5


def test_a_line_says_what_belongs_to_whoever_looks() -> None:
    by = make.librarian()
    session_id = make.session(
        by, make.group(by), capacity=1, articles=(make.article(by, "Beta"), make.article(by, "Alpha"))
    )
    nurses = [make.person(f"Nurse {number}") for number in range(3)]
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    lines = [line_of(nurse, session_id) for nurse in (*nurses, make.person("Nurse Elsewhere"), by)]
    assert [(line.booking, line.position) for line in lines] == [
        (BookingState.CONFIRMED, None),
        (BookingState.WAITING, 1),
        (BookingState.WAITING, 2),
        (None, None),
        (None, None),
    ]
    assert {
        (line.group, line.kind, line.where, line.article, line.capacity, line.places_taken, line.waiting)
        for line in lines
    } == {("Evening readers", GroupKind.READING_GROUP, "Online", "Beta", 1, 1, 2)}


def test_whoever_booked_at_the_same_moment_waits_in_the_order_of_arrival() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=1)
    nurses = [make.person(f"Nurse {number}") for number in range(4)]
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    carry_out(cancel_booking, actor=nurses[1], session_id=session_id, now=NOON)
    carry_out(book, actor=nurses[1], session_id=session_id, now=NOON)
    assert [line_of(nurse, session_id).position for nurse in nurses] == [None, 3, 1, 2]


def test_a_booking_that_was_cancelled_and_made_again_is_shown_once_as_it_is_now() -> None:
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by))
    for act in (book, cancel_booking, book, cancel_booking):
        carry_out(act, actor=nurse, session_id=session_id, now=NOON)
    assert upcoming(nurse) == [session_id]
    assert line_of(nurse, session_id).booking is BookingState.CANCELLED
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    assert [line.booking for line in look_up(my_sessions, actor=nurse, now=NOON)] == [BookingState.CONFIRMED]


def test_my_sessions_are_those_i_am_booked_on_or_wait_for_until_they_end() -> None:
    by, nurse, other = make.librarian(), make.person(), make.person("Nurse Two")
    group_id = make.group(by)
    later = make.session(by, group_id, starts_at=START + days(1), capacity=1)
    sooner = make.session(by, group_id, starts_at=START)
    not_mine = make.session(by, group_id, starts_at=START + days(2))
    carry_out(book, actor=other, session_id=later, now=NOON)
    for session_id in (later, sooner):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    carry_out(book, actor=other, session_id=not_mine, now=NOON)

    def mine(minutes: int) -> list[tuple[int, BookingState | None]]:
        lines = look_up(my_sessions, actor=nurse, now=START + timedelta(minutes=minutes))
        return [(line.id, line.booking) for line in lines]

    both = [(sooner, BookingState.CONFIRMED), (later, BookingState.WAITING)]
    assert (mine(-60), mine(59), mine(60)) == (both, both, both[1:])


def test_my_past_sessions_come_newest_first_with_what_the_register_says() -> None:
    by, nurse, other = make.librarian(), make.person(), make.person("Nurse Two")
    group_id = make.group(by)
    first, second, third = (make.session(by, group_id, starts_at=START + days(n), capacity=1) for n in range(3))
    carry_out(book, actor=other, session_id=third, now=NOON)
    for session_id in (first, second, third):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    make.attended(by, first, nurse, now=START)
    lines, total = look_up(my_past_sessions, actor=nurse, now=START + days(9))
    assert [(line.id, line.mark) for line in lines] == [(second, None), (first, Mark.ATTENDED)]
    assert total == 2
    assert look_up(my_past_sessions, actor=nurse, now=START + days(9), limit=1, offset=1)[0][0].id == first
    assert look_up(my_past_sessions, actor=nurse, now=START) == ([], 0)


def test_the_schedule_shows_what_has_not_ended_soonest_first_and_what_has_newest_first() -> None:
    by = make.librarian()
    group_id = make.group(by)
    made = [make.session(by, group_id, starts_at=NOON + days(number)) for number in (-3, -2, 0, 2, 3)]
    carry_out(cancel_session, actor=by, session_id=made[3], now=NOON)
    coming, coming_total = look_up(schedule, actor=by, now=NOON, is_past=False)
    past, past_total = look_up(schedule, actor=by, now=NOON, is_past=True)
    assert [(line.id, line.state) for line in coming] == [
        (made[2], SessionState.SCHEDULED),
        (made[3], SessionState.CANCELLED),
        (made[4], SessionState.SCHEDULED),
    ]
    assert [line.id for line in past] == [made[1], made[0]]
    assert (coming_total, past_total) == (3, 2)


def test_prompts_and_the_online_link_are_for_librarians_and_whoever_is_booked() -> None:
    by, nurse, stranger = make.librarian(), make.person(), make.person("Nurse Elsewhere")
    session_id = make.session(by, make.group(by), articles=(make.article(by, prompts=("Why?", "What now?")),))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    for actor in (by, nurse):
        session = look_up(get_session, actor=actor, session_id=session_id)
        assert session.online_link == "https://meet.example/readers"
        assert session.articles[0][1].prompts == ("Why?", "What now?")
    session = look_up(get_session, actor=stranger, session_id=session_id)
    assert (session.online_link, session.articles[0][1].prompts) == ("", ())
    assert session.articles[0][1].title == "Talking on the ward"


def test_whoever_attended_still_sees_the_prompts_afterwards() -> None:
    by, nurse = make.librarian(), make.person()
    session_id = make.session(by, make.group(by), starts_at=START, articles=(make.article(by),))
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    make.attended(by, session_id, nurse, now=START)
    assert look_up(get_session, actor=nurse, session_id=session_id).articles[0][1].prompts == ("What struck you?",)


def test_lists_are_for_their_role_and_a_session_that_is_not_there_is_refused() -> None:
    by, nurse = make.librarian(), make.person()
    for query in (my_sessions, my_past_sessions):
        with pytest.raises(NotForYourRole):
            look_up(query, actor=by, now=NOON)
    with pytest.raises(NotForYourRole):
        look_up(schedule, actor=nurse, now=NOON, is_past=False)
    with pytest.raises(NotFound):
        look_up(get_session, actor=nurse, session_id=4711)
