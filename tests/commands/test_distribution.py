"""Articles that are sent: to whom, how often, and what is said of it afterwards."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.distribution import send_article, send_for_session, send_to_newcomers
from revalidation.commands.messages import claim_message, note_dropped, note_sent
from revalidation.commands.reading import set_reading_state
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.domain.distribution import Basis, ReadingState
from revalidation.domain.letters import Letter
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.people import Actor, Role
from revalidation.domain.reading_refusals import NobodyChosen, NothingToSend, TooLateToSend
from revalidation.domain.refusals import NotForYourRole, SessionCancelled
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.distribution import nurses_to_send_to, reading_counts, sent_counts, sent_to
from revalidation.queries.letters import find_letter
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

DAY = timedelta(days=1)
START = NOON + 7 * DAY


def booked(session_id: int, *names: str) -> list[Actor]:
    nurses = [make.person(name) for name in names]
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    return nurses


def library(*, capacity: int = 8, articles: int = 1) -> tuple[Actor, int, tuple[int, ...]]:
    """A librarian, a session, and what it reads."""
    by = make.librarian()
    read = tuple(make.article(by, f"Article {number}") for number in range(articles))
    return by, make.session(by, make.group(by), capacity=capacity, articles=read), read


def send(by: Actor, session_id: int, *, with_waiting: bool = False, now: datetime = NOON) -> int:
    return carry_out(send_for_session, actor=by, session_id=session_id, with_waiting=with_waiting, now=now)


def plan(*articles: int, starts_at: datetime = START) -> SessionPlan:
    return SessionPlan(starts_at, 60, 8, 0, None, "https://meet.example/readers", articles)


def letters(now: datetime = NOON) -> list[Letter | None]:
    """All that the outbox would say of articles now."""

    def ids(db: Db) -> list[int]:
        wanted = select(MessageRow.id).where(MessageRow.kind == MessageKind.ARTICLE)
        return list(db.scalars(wanted.order_by(MessageRow.id)))

    return [look_up(find_letter, message_id=each, now=now) for each in look_up(ids)]


def work_through(now: datetime) -> None:
    """What the worker does with the outbox."""
    while (claimed := carry_out(claim_message, now=now)) is not None:
        applies = look_up(find_letter, message_id=claimed.id, now=now)
        carry_out(note_sent if applies else note_dropped, claimed=claimed, now=now)


def whom(by: Actor, article_id: int) -> list[str]:
    return sorted(line.name for line in look_up(sent_to, actor=by, article_id=article_id)[0])


def test_everybody_with_a_place_is_sent_it_once_and_who_waits_only_if_wanted() -> None:
    by, session_id, (article_id,) = library(capacity=2)
    booked(session_id, "Ann", "Bea", "Cal")
    assert send(by, session_id) == 2
    assert send(by, session_id) == 0
    counts = look_up(sent_counts, actor=by, session_id=session_id)
    assert (counts.placed, counts.placed_sent, counts.waiting, counts.waiting_sent) == (2, 2, 1, 0)
    assert send(by, session_id, with_waiting=True) == 1
    assert send(by, session_id, with_waiting=True) == 0
    assert whom(by, article_id) == ["Ann", "Bea", "Cal"]
    assert look_up(sent_counts, actor=by, session_id=session_id).waiting_sent == 1
    assert len(letters()) == 3


def test_nobody_is_sent_it_twice_however_many_press_at_once() -> None:
    by, session_id, (article_id,) = library()
    booked(session_id, "Ann", "Bea", "Cal")
    other = make.person("Dot")
    presses = [partial(send, by, session_id), partial(carry_out, send_to_newcomers, now=NOON)] * 3
    ids = [other.person_id]
    alone = partial(carry_out, send_article, actor=by, article_id=article_id, person_ids=ids, now=NOON)
    came = at_once([*presses, alone, alone])
    assert [each for each in came if isinstance(each, Exception)] == []
    assert whom(by, article_id) == ["Ann", "Bea", "Cal", "Dot"]
    assert len(letters()) == 4


def test_the_letter_names_the_article_and_the_session_and_leads_to_its_page() -> None:
    by, session_id, read = library(articles=2)
    (nurse,) = booked(session_id, "Ann")
    assert send(by, session_id) == 1
    for letter, article_id in zip(letters(), read, strict=True):
        assert letter
        assert (letter.name, letter.email) == (nurse.name, nurse.email)
        assert letter.meeting
        assert (letter.meeting.id, letter.meeting.starts_at) == (session_id, START)
        assert letter.article
        assert (letter.article.id, letter.article.prompts) == (article_id, 1)
        assert letter.article.citation.startswith("Bowers L, James K. Article")
        assert letter.article.address == "https://doi.org/10.1234/wards"
        assert letter.entry is None


def test_who_gets_a_place_later_is_sent_it_by_the_worker_and_nobody_where_nothing_was_sent() -> None:
    by, session_id, (article_id,) = library(capacity=2)
    other = make.session(by, make.group(by, "Others"), starts_at=START + DAY, articles=(article_id,))
    booked(session_id, "Ann")
    carry_out(book, actor=make.person("Dot"), session_id=other, now=NOON)
    assert carry_out(send_to_newcomers, now=NOON) == 0
    send(by, session_id)
    booked(session_id, "Bea", "Cal")  # Cal waits
    assert carry_out(send_to_newcomers, now=NOON) == 1
    assert carry_out(send_to_newcomers, now=NOON) == 0
    assert whom(by, article_id) == ["Ann", "Bea"]


def test_an_article_that_is_chosen_later_waits_for_the_librarian() -> None:
    by, session_id, (article_id,) = library()
    booked(session_id, "Ann")
    send(by, session_id)
    more = make.article(by, "Another")
    carry_out(change_session, actor=by, session_id=session_id, plan=plan(article_id, more), now=NOON)
    assert carry_out(send_to_newcomers, now=NOON) == 0
    assert look_up(sent_counts, actor=by, session_id=session_id).placed_sent == 0
    assert send(by, session_id) == 1
    assert whom(by, article_id) == whom(by, more) == ["Ann"]


def test_who_cancels_before_it_goes_out_was_not_sent_it_and_is_if_she_books_again() -> None:
    by, session_id, (article_id,) = library()
    (nurse,) = booked(session_id, "Ann")
    send(by, session_id)
    carry_out(cancel_booking, actor=nurse, session_id=session_id, now=NOON)
    assert letters() == [None]
    booked(session_id, "Bea")
    assert carry_out(send_to_newcomers, now=NOON) == 1
    work_through(NOON)
    assert whom(by, article_id) == ["Bea"]
    carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    assert carry_out(send_to_newcomers, now=NOON) == 1
    work_through(NOON)
    assert whom(by, article_id) == ["Ann", "Bea"]


def test_what_no_longer_holds_is_not_sent() -> None:
    by, session_id, (article_id,) = library()
    booked(session_id, "Ann")
    send(by, session_id)
    assert all(letters())
    assert letters(START + timedelta(hours=2)) == [None]
    carry_out(change_session, actor=by, session_id=session_id, plan=plan(), now=NOON)
    assert letters() == [None]
    carry_out(change_session, actor=by, session_id=session_id, plan=plan(article_id), now=NOON)
    assert all(letters())
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    assert letters() == [None]


def test_what_cannot_be_sent_is_refused() -> None:
    by, session_id, (article_id,) = library()
    (nurse,) = booked(session_id, "Ann")
    with pytest.raises(NotForYourRole):
        send(nurse, session_id)
    with pytest.raises(NotForYourRole):
        carry_out(send_article, actor=nurse, article_id=article_id, person_ids=[nurse.person_id], now=NOON)
    with pytest.raises(TooLateToSend):
        send(by, session_id, now=START + timedelta(hours=1))
    with pytest.raises(NobodyChosen):
        carry_out(send_article, actor=by, article_id=article_id, person_ids=[], now=NOON)
    carry_out(change_session, actor=by, session_id=session_id, plan=plan(), now=NOON)
    with pytest.raises(NothingToSend):
        send(by, session_id)
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON)
    with pytest.raises(SessionCancelled):
        send(by, session_id)


def test_chosen_nurses_are_sent_it_once_for_no_session() -> None:
    by, session_id, (article_id,) = library()
    ann, bea = make.person("Ann"), make.person("Bea")
    both = make.person("Both", Role.NURSE, Role.LIBRARIAN)
    ids = [ann.person_id, both.person_id, by.person_id]
    assert carry_out(send_article, actor=by, article_id=article_id, person_ids=ids, now=NOON) == 2
    assert carry_out(send_article, actor=by, article_id=article_id, person_ids=ids, now=NOON) == 0
    assert list(look_up(nurses_to_send_to, actor=by, article_id=article_id, search="")) == [bea.person_id]
    assert look_up(nurses_to_send_to, actor=by, article_id=article_id, search="an") == {}
    first = letters()[0]
    assert first
    assert (first.meeting, first.booking) == (None, None)
    carry_out(book, actor=ann, session_id=session_id, now=NOON)
    assert send(by, session_id) == 1  # it is for a session now, and says when that is


def test_the_library_sees_who_was_sent_what_when_and_on_which_basis() -> None:
    by, session_id, (article_id,) = library()
    booked(session_id, "Ann")
    send(by, session_id)
    work_through(NOON + timedelta(minutes=1))
    bea = make.person("Bea")
    carry_out(send_article, actor=by, article_id=article_id, person_ids=[bea.person_id], now=NOON + DAY)
    lines, total = look_up(sent_to, actor=by, article_id=article_id, limit=1)
    assert total == 2
    assert [(line.name, line.sent_at, line.starts_at, line.delivery) for line in lines] == [
        ("Bea", NOON + DAY, None, MessageState.WAITING)
    ]
    (older,), _ = look_up(sent_to, actor=by, article_id=article_id, limit=1, offset=1)
    assert (older.name, older.group, older.starts_at, older.basis) == ("Ann", "Evening readers", START, Basis.LINK)
    assert older.delivery is MessageState.SENT


def test_how_many_have_read_it_is_counted_from_five_people_on_and_never_of_others() -> None:
    by, session_id, (article_id,) = library(capacity=5)
    nurses = booked(session_id, "Ann", "Bea", "Cal", "Dot")
    for nurse in (*nurses[:2], make.person("Somebody Else")):
        read = ReadingState.READ
        carry_out(set_reading_state, actor=nurse, article_id=article_id, reading_state=read, now=NOON)
    assert look_up(reading_counts, actor=by, session_id=session_id)[article_id].by_state == {}
    booked(session_id, "Eve", "Fay")  # Fay waits
    found = look_up(reading_counts, actor=by, session_id=session_id)[article_id]
    assert (found.people, found.by_state) == (5, {ReadingState.READ: 2})
    with pytest.raises(NotForYourRole):
        look_up(reading_counts, actor=nurses[0], session_id=session_id)
