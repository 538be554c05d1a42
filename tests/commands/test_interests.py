from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, book_any, cancel_booking
from revalidation.commands.interests import open_to_all, say_interest, take_interest_back
from revalidation.commands.sessions import change_session, schedule_series, schedule_session
from revalidation.commands.waiting_list import add_by_hand
from revalidation.domain.bank_holidays import Nation
from revalidation.domain.bookings import BookingState
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor
from revalidation.domain.reading_refusals import KeptForThoseAsked, NobodyToAskFirst, NoTimeToAskFirst
from revalidation.domain.refusals import NotForYourRole, NotFound
from revalidation.domain.series import Pattern, PlannedDate
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.bookings import my_booking
from revalidation.queries.interests import (
    find_asked_first,
    interests,
    my_interests,
    to_ask_first,
)
from revalidation.queries.letters import find_letter
from revalidation.queries.sessions import get_session, upcoming_sessions
from revalidation.storage.database import Db
from revalidation.storage.interests import AskedFirstRow
from revalidation.storage.messages import MessageRow
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = NOON + 14 * DAY
LAST_DAY = date(2026, 12, 4)
OPENS = datetime.fromisoformat("2026-12-05T00:00:00+00:00")


class Library:
    """Two nurses who would come to a session about an article at a site, and one who has not said so."""

    def __init__(self) -> None:
        self.by = make.librarian()
        self.site_id, self.group_id = make.site(self.by), make.group(self.by)
        self.article_id = make.article(self.by)
        self.asked, self.also_asked, self.other = (make.person(name) for name in ("Asked", "Also Asked", "Other"))
        for nurse in (self.asked, self.also_asked):
            self.say(nurse)

    def say(self, nurse: Actor, site_id: int | None = -1, *, now: datetime = NOON) -> None:
        where = self.site_id if site_id == -1 else site_id
        carry_out(say_interest, actor=nurse, article_id=self.article_id, site_id=where, now=now)

    def plan(self, **changes: object) -> SessionPlan:
        plan = SessionPlan(START, 60, 1, 0, self.site_id, "", (self.article_id,))
        return replace(plan, **changes)  # type: ignore[arg-type]

    def schedule(self, plan: SessionPlan | None = None, last_day: date = LAST_DAY) -> int:
        return carry_out(
            schedule_session,
            actor=self.by,
            group_id=self.group_id,
            plan=plan or self.plan(),
            last_day=last_day,
            now=NOON,
        )


def asked(db: Db, *, session_id: int) -> set[int]:
    return set(db.scalars(select(AskedFirstRow.person_id).where(AskedFirstRow.session_id == session_id)))


def messages(db: Db) -> Sequence[MessageRow]:
    wanted = select(MessageRow).where(MessageRow.kind == MessageKind.ASKED_FIRST)
    return db.scalars(wanted.order_by(MessageRow.person_id)).all()


def counts(by: Actor) -> list[tuple[int, list[tuple[str, int]]]]:
    return [
        (each.article_id, [(place.where, place.people) for place in each.places])
        for each in look_up(interests, actor=by)
    ]


def test_the_librarian_sees_how_many_would_come_where_and_not_who() -> None:
    library = Library()
    library.say(library.other, None)
    (line,) = look_up(interests, actor=library.by)
    assert counts(library.by) == [(library.article_id, [("Moor House", 2), ("Online", 1)])]
    assert line.people == 3
    assert not {"person_id", "name", "names"} & {*line.__slots__, *line.places[0].__slots__}


def test_what_is_said_again_replaces_what_was_said_and_can_be_taken_back() -> None:
    library = Library()
    library.say(library.asked, None)
    assert counts(library.by) == [(library.article_id, [("Moor House", 1), ("Online", 1)])]
    assert (
        look_up(my_interests, actor=library.asked, article_ids=[library.article_id])[library.article_id].site_id is None
    )
    for _ in range(2):
        carry_out(take_interest_back, actor=library.asked, article_id=library.article_id)
    assert look_up(my_interests, actor=library.asked, article_ids=[library.article_id]) == {}
    assert counts(library.by) == [(library.article_id, [("Moor House", 1)])]


def test_two_taps_at_once_say_it_once() -> None:
    library = Library()
    say = partial(library.say, library.other)
    assert at_once([say] * 4) == [None] * 4
    assert counts(library.by) == [(library.article_id, [("Moor House", 3)])]


def test_an_interest_ends_with_having_come_and_not_with_having_missed_it() -> None:
    library = Library()
    session_id = make.session(library.by, library.group_id, starts_at=START, articles=(library.article_id,))
    for nurse in (library.asked, library.also_asked):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    make.attended(library.by, session_id, library.asked, now=START)
    assert counts(library.by) == [(library.article_id, [("Moor House", 1)])]
    assert look_up(my_interests, actor=library.asked, article_ids=[library.article_id]) == {}
    library.say(library.asked, now=START + DAY)  # she would come to another one
    assert counts(library.by) == [(library.article_id, [("Moor House", 2)])]


def test_those_who_wanted_it_there_are_asked_first_and_told_once() -> None:
    library = Library()
    elsewhere = make.person("Elsewhere")
    library.say(elsewhere, make.site(library.by, "Fell Gate"))
    session_id = library.schedule()
    expected = {library.asked.person_id, library.also_asked.person_id}
    assert look_up(asked, session_id=session_id) == expected
    assert {row.person_id for row in look_up(messages)} == expected
    found = look_up(find_asked_first, actor=library.by, session_id=session_id, now=NOON)
    assert found
    assert (found.people, found.open_to_all_at) == (2, OPENS)
    assert look_up(find_asked_first, actor=library.by, session_id=session_id, now=OPENS) is None


def test_until_then_only_they_may_book_and_wait_and_afterwards_everybody() -> None:
    library = Library()
    session_id = library.schedule()

    def try_it(now: datetime) -> BookingState:
        return carry_out(book, actor=library.other, session_id=session_id, now=now)

    with pytest.raises(KeptForThoseAsked, match=r"Until Sat 5 Dec 2026, 00:00 .* From then on everybody can book\."):
        try_it(now=NOON)
    assert carry_out(book, actor=library.asked, session_id=session_id, now=NOON) is BookingState.CONFIRMED
    with pytest.raises(KeptForThoseAsked):
        try_it(now=NOON)  # nor may she wait
    assert carry_out(book, actor=library.also_asked, session_id=session_id, now=NOON) is BookingState.WAITING
    with pytest.raises(KeptForThoseAsked):
        try_it(now=OPENS - timedelta(microseconds=1))
    assert try_it(now=OPENS) is BookingState.WAITING


def test_a_place_that_is_given_back_meanwhile_goes_on_to_those_who_were_asked() -> None:
    library = Library()
    session_id = library.schedule()
    for nurse in (library.asked, library.also_asked):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    carry_out(cancel_booking, actor=library.asked, session_id=session_id, now=NOON + HOUR)
    line = look_up(get_session, actor=library.also_asked, session_id=session_id).line
    assert line.booking is BookingState.CONFIRMED
    with pytest.raises(KeptForThoseAsked):
        carry_out(book, actor=library.other, session_id=session_id, now=NOON + HOUR)


def test_a_librarian_adds_whomever_she_likes_and_can_let_everybody_book_earlier() -> None:
    library = Library()
    session_id = library.schedule(library.plan(capacity=4))
    her_id, note = library.other.person_id, "She leads it"
    add = partial(add_by_hand, actor=library.by, session_id=session_id, person_id=her_id, note=note, now=NOON)
    assert carry_out(add) is BookingState.CONFIRMED
    newcomer = make.person("New Comer")
    with pytest.raises(KeptForThoseAsked):
        carry_out(book, actor=newcomer, session_id=session_id, now=NOON)
    carry_out(open_to_all, actor=library.by, session_id=session_id, now=NOON + HOUR)
    assert carry_out(book, actor=newcomer, session_id=session_id, now=NOON + HOUR) is BookingState.CONFIRMED


def test_another_date_that_is_kept_for_others_is_not_offered_and_no_way_round() -> None:
    library = Library()
    kept = library.schedule()
    here = make.session(library.by, library.group_id, starts_at=START + DAY, capacity=1, articles=(library.article_id,))
    carry_out(book, actor=library.other, session_id=here, now=NOON)

    def offered(nurse: Actor, now: datetime) -> list[int]:
        mine = look_up(my_booking, actor=nurse, session_id=here, now=now)
        return [other.session_id for other in mine.other_dates]

    assert (offered(library.other, NOON), offered(library.asked, NOON)) == ([], [kept])
    assert offered(library.other, OPENS) == [kept]
    with pytest.raises(KeptForThoseAsked):
        carry_out(book_any, actor=library.other, session_ids=(here, kept), now=NOON)


def test_the_list_says_whom_it_is_kept_for() -> None:
    library = Library()
    library.schedule()

    def kept(nurse: Actor) -> datetime | None:
        return look_up(upcoming_sessions, actor=nurse, now=NOON)[0][0].kept_until

    assert (kept(library.asked), kept(library.other)) == (None, OPENS)


def test_nobody_slips_in_while_it_is_being_made() -> None:
    library = Library()

    def book_the_first(nurse: Actor) -> object:
        lines, _ = look_up(upcoming_sessions, actor=nurse, now=NOON)
        return carry_out(book, actor=nurse, session_id=lines[0].id, now=NOON) if lines else None

    acts: list[Callable[[], object]] = [library.schedule, *([partial(book_the_first, library.other)] * 6)]
    made, *tried = at_once(acts)
    assert isinstance(made, int)
    assert {type(each) for each in tried} <= {type(None), KeptForThoseAsked}
    assert look_up(get_session, actor=library.by, session_id=made).line.places_taken == 0


def test_it_opens_at_the_stop_point_at_the_latest_also_after_a_move() -> None:
    library = Library()
    stops_at = START - 4 * HOUR
    session_id = library.schedule(last_day=date(2027, 1, 31))
    assert look_up(find_asked_first, actor=library.by, session_id=session_id, now=stops_at - HOUR)
    assert look_up(find_asked_first, actor=library.by, session_id=session_id, now=stops_at) is None
    sooner = library.plan(starts_at=START - 7 * DAY)
    carry_out(change_session, actor=library.by, session_id=session_id, plan=sooner, now=NOON)
    now = stops_at - 7 * DAY
    assert carry_out(book, actor=library.other, session_id=session_id, now=now) is BookingState.CONFIRMED


def test_without_time_or_people_there_is_no_such_session() -> None:
    library = Library()
    with pytest.raises(NoTimeToAskFirst):
        library.schedule(last_day=date(2026, 11, 30))
    with pytest.raises(NoTimeToAskFirst):
        library.schedule(library.plan(starts_at=NOON + 3 * HOUR))
    with pytest.raises(NobodyToAskFirst):
        library.schedule(library.plan(site_id=None, online_link="https://meet.example/x"))
    with pytest.raises(NobodyToAskFirst):
        library.schedule(library.plan(article_ids=()))
    assert look_up(upcoming_sessions, actor=library.by, now=NOON) == ([], 0)
    assert look_up(messages) == []


@pytest.mark.parametrize(
    ("link", "online", "people"),
    [("", False, 2), ("https://meet.example/x", False, 3), ("https://m.example/x", True, 1)],
)
def test_how_many_could_be_asked_depends_on_where_it_takes_place(link: str, *, online: bool, people: int) -> None:
    library = Library()
    library.say(library.other, None)
    plan = library.plan(online_link=link, **({"site_id": None} if online else {}))
    found = look_up(to_ask_first, actor=library.by, group_id=library.group_id, plan=plan, now=NOON)
    assert (found.people, found.last_day) == (people, date(2026, 12, 6))


def test_whoever_has_booked_by_then_or_cannot_any_more_is_not_asked() -> None:
    library = Library()
    session_id = library.schedule()
    first, second = (row.id for row in look_up(messages))
    carry_out(book, actor=library.asked, session_id=session_id, now=NOON)
    assert look_up(find_letter, message_id=first, now=NOON) is None
    letter = look_up(find_letter, message_id=second, now=NOON)
    assert letter
    assert letter.meeting
    assert letter.meeting.open_to_all_at == OPENS
    assert letter.stop_token
    assert look_up(find_letter, message_id=second, now=START) is None


def test_of_a_series_the_first_session_is_kept_and_the_others_are_for_everybody() -> None:
    library = Library()
    dates = [PlannedDate(at.date(), at) for at in (START, START + 7 * DAY, START + 14 * DAY)]
    schedule = partial(
        schedule_series,
        actor=library.by,
        group_id=library.group_id,
        pattern=Pattern.EVERY_WEEK,
        nation=Nation.ENGLAND,
        skips_bank_holidays=True,
        dates=dates,
        plan=library.plan(),
        now=NOON,
    )
    first, second, third = carry_out(schedule, last_day=LAST_DAY)
    assert look_up(asked, session_id=first) == {library.asked.person_id, library.also_asked.person_id}
    assert [row.session_id for row in look_up(messages)] == [first, first]
    with pytest.raises(KeptForThoseAsked):
        carry_out(book, actor=library.other, session_id=first, now=NOON)
    for session_id, nurse in ((first, library.asked), (second, library.other), (third, library.asked)):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    carry_out(take_interest_back, actor=library.asked, article_id=library.article_id)
    carry_out(take_interest_back, actor=library.also_asked, article_id=library.article_id)
    with pytest.raises(NobodyToAskFirst):
        carry_out(schedule, last_day=LAST_DAY)
    assert look_up(upcoming_sessions, actor=library.by, now=NOON)[1] == 3


def test_each_act_is_for_its_role_and_for_what_there_is() -> None:
    library = Library()
    session_id, nurse, by = library.schedule(), library.asked, library.by
    for act in (
        partial(say_interest, actor=by, article_id=library.article_id, site_id=None, now=NOON),
        partial(open_to_all, actor=nurse, session_id=session_id, now=NOON),
        partial(
            schedule_session,
            actor=nurse,
            group_id=library.group_id,
            plan=library.plan(),
            last_day=LAST_DAY,
            now=NOON,
        ),
    ):
        with pytest.raises(NotForYourRole):
            carry_out(act)
    for article_id, site_id in ((99, None), (library.article_id, 99)):
        with pytest.raises(NotFound):
            carry_out(say_interest, actor=nurse, article_id=article_id, site_id=site_id, now=NOON)
