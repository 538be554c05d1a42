"""Places offered in turn, held for a while, declined, run out, and claimed shortly before the start."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, book_any, cancel_booking, confirm_booking
from revalidation.commands.due import ask_who_comes, settle_session
from revalidation.commands.offers import accept_offer, claim_place, decline_offer
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.domain.bookings import BookingEvent, BookingState, CancelReason
from revalidation.domain.messages import MessageKind, MessageState
from revalidation.domain.people import Actor
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import (
    ClaimTooEarly,
    NoSuchOffer,
    NothingToClaim,
    NothingToConfirm,
    OtherArticle,
)
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.bookings import my_booking
from revalidation.queries.checks import findings
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

START = NOON + timedelta(days=7)
RULES = PlaceRules(offer_hours=6, stop_hours=4, late_hours=24)


def house(*, waiting: int = 2, rules: PlaceRules = RULES) -> tuple[Actor, int, list[Actor]]:
    """One place, taken, and so many who wait for it."""
    by = make.librarian()
    session_id = make.session(by, make.group(by, rules=rules), capacity=1, articles=(make.article(by),))
    nurses = [make.person(f"Nurse {number}") for number in range(waiting + 1)]
    for minute, nurse in enumerate(nurses):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    return by, session_id, nurses


def states(session_id: int, nurses: list[Actor], *, hours: float = 1) -> list[BookingState | None]:
    now = NOON + timedelta(hours=hours)
    return [look_up(my_booking, actor=nurse, session_id=session_id, now=now).state for nurse in nurses]


def events(session_id: int, nurse: Actor) -> list[BookingEvent]:
    history = look_up(my_booking, actor=nurse, session_id=session_id, now=NOON).history
    return [change.event for change in history]


def kinds_to(nurse: Actor) -> list[MessageKind]:
    def read(db: Db) -> list[MessageKind]:
        wanted = select(MessageRow.kind).where(MessageRow.person_id == nurse.person_id).order_by(MessageRow.id)
        return list(db.scalars(wanted))

    return look_up(read)


CONFIRMED, WAITING, OFFERED = BookingState.CONFIRMED, BookingState.WAITING, BookingState.OFFERED
CANCELLED, LATE = BookingState.CANCELLED, BookingState.CANCELLED_LATE


def test_a_freed_place_is_offered_to_the_longest_waiting_and_held() -> None:
    _, session_id, nurses = house()
    carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=NOON + timedelta(hours=1))
    assert states(session_id, nurses) == [CANCELLED, OFFERED, WAITING]
    mine = look_up(my_booking, actor=nurses[1], session_id=session_id, now=NOON + timedelta(hours=1))
    assert mine.offer_ends_at == NOON + timedelta(hours=7)
    newcomer = make.person("Newcomer")
    assert carry_out(book, actor=newcomer, session_id=session_id, now=NOON + timedelta(hours=2)) is WAITING
    carry_out(accept_offer, actor=nurses[1], session_id=session_id, now=NOON + timedelta(hours=6))
    assert states(session_id, [*nurses, newcomer]) == [CANCELLED, CONFIRMED, WAITING, WAITING]
    assert kinds_to(nurses[1]) == [MessageKind.WAITING, MessageKind.OFFERED, MessageKind.CLAIMED]


def test_an_offer_that_runs_out_or_is_declined_goes_on_to_the_next() -> None:
    _, session_id, nurses = house(waiting=3)
    carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=NOON + timedelta(hours=1))
    with pytest.raises(NoSuchOffer):
        carry_out(accept_offer, actor=nurses[1], session_id=session_id, now=NOON + timedelta(hours=7))
    carry_out(settle_session, session_id=session_id, now=NOON + timedelta(hours=7))
    assert states(session_id, nurses) == [CANCELLED, CANCELLED, OFFERED, WAITING]
    assert events(session_id, nurses[1])[-1] is BookingEvent.LAPSED
    carry_out(decline_offer, actor=nurses[2], session_id=session_id, now=NOON + timedelta(hours=8))
    assert states(session_id, nurses) == [CANCELLED, CANCELLED, CANCELLED, OFFERED]
    with pytest.raises(NoSuchOffer):
        carry_out(decline_offer, actor=nurses[2], session_id=session_id, now=NOON + timedelta(hours=8))


def test_after_the_stop_point_the_first_who_claims_has_the_place() -> None:
    _, session_id, nurses = house()
    short = START - timedelta(hours=3)
    assert carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=short) is LATE
    assert states(session_id, nurses) == [LATE, WAITING, WAITING]
    newcomer = make.person("Newcomer")
    assert carry_out(book, actor=newcomer, session_id=session_id, now=short + timedelta(minutes=1)) is WAITING
    with pytest.raises(ClaimTooEarly):
        carry_out(claim_place, actor=newcomer, session_id=session_id, now=short + timedelta(minutes=2))
    assert look_up(my_booking, actor=nurses[2], session_id=session_id, now=short).can_claim
    carry_out(claim_place, actor=nurses[2], session_id=session_id, now=short + timedelta(minutes=3))
    for late_comer in (nurses[1], newcomer):
        with pytest.raises(NothingToClaim):
            carry_out(claim_place, actor=late_comer, session_id=session_id, now=short + timedelta(minutes=30))
    assert states(session_id, nurses) == [LATE, WAITING, CONFIRMED]
    assert kinds_to(nurses[1]).count(MessageKind.FIRST_TO_CLAIM) == 1
    assert look_up(findings, now=short + timedelta(minutes=30)) == []


def test_a_reason_is_kept_in_the_history_of_whoever_gave_it() -> None:
    _, session_id, nurses = house()
    how = {"reason": CancelReason.WARD}
    carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=NOON + timedelta(hours=1), **how)
    last = look_up(my_booking, actor=nurses[0], session_id=session_id, now=NOON).history[-1]
    assert (last.event, last.reason, last.by_id) == (
        BookingEvent.CANCELLED,
        CancelReason.WARD,
        nurses[0].person_id,
    )


def two_dates(rules: PlaceRules = RULES) -> tuple[Actor, int, int, list[Actor]]:
    """Two dates of one article with one place each, both taken by others."""
    by = make.librarian()
    group_id, article_id = make.group(by, rules=rules), make.article(by)
    first, second = (
        make.session(by, group_id, starts_at=START + timedelta(days=days), capacity=1, articles=(article_id,))
        for days in (0, 2)
    )
    nurses = [make.person(f"Nurse {number}") for number in range(3)]
    for nurse, session_id in ((nurses[0], first), (nurses[1], second)):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    return by, first, second, nurses


def test_one_wait_spans_several_dates_and_the_first_place_wins() -> None:
    _, first, second, nurses = two_dates()
    carry_out(book_any, actor=nurses[2], session_ids=(first, second), now=NOON)
    carry_out(cancel_booking, actor=nurses[1], session_id=second, now=NOON + timedelta(hours=1))
    carry_out(accept_offer, actor=nurses[2], session_id=second, now=NOON + timedelta(hours=2))
    assert states(second, nurses[2:]) == [CONFIRMED]
    assert states(first, nurses[2:]) == [CANCELLED]
    assert events(first, nurses[2])[-1] is BookingEvent.GOT_ANOTHER_DATE


def test_changing_the_date_keeps_the_old_place_until_the_new_one_is_sure() -> None:
    _, first, second, nurses = two_dates()
    waiting = make.person("Waiting")
    carry_out(book, actor=waiting, session_id=first, now=NOON)
    carry_out(book_any, actor=nurses[0], session_ids=(first, second), now=NOON)
    assert states(first, [nurses[0], waiting]) == [CONFIRMED, WAITING]
    carry_out(cancel_booking, actor=nurses[1], session_id=second, now=NOON + timedelta(hours=1))
    assert states(first, [nurses[0], waiting]) == [CONFIRMED, WAITING]
    carry_out(accept_offer, actor=nurses[0], session_id=second, now=NOON + timedelta(hours=2))
    assert states(first, [nurses[0], waiting]) == [CANCELLED, OFFERED]
    assert states(second, [nurses[0]]) == [CONFIRMED]


def test_one_wait_spans_only_dates_of_one_article() -> None:
    by, first, _, nurses = two_dates()
    other = make.session(by, make.group(by, "Others"), starts_at=START + timedelta(days=9), articles=())
    with pytest.raises(OtherArticle):
        carry_out(book_any, actor=nurses[2], session_ids=(first, other), now=NOON)


def test_moving_keeps_everybody_and_nobody_who_gives_back_the_new_time_is_late() -> None:
    by, session_id, nurses = house()
    plan = SessionPlan(NOON + timedelta(hours=20), 60, 1, 0, None, "https://meet.example/readers")
    carry_out(change_session, actor=by, session_id=session_id, plan=plan, now=NOON + timedelta(hours=1))
    assert states(session_id, nurses) == [CONFIRMED, WAITING, WAITING]
    assert [kinds_to(nurse)[-1] for nurse in nurses] == [MessageKind.MOVED] * 3
    ended = carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=NOON + timedelta(hours=10))
    assert ended is CANCELLED


def test_fewer_places_send_whom_the_librarian_chose_to_the_front_of_the_queue() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by, rules=RULES), capacity=2)
    nurses = [make.person(f"Nurse {number}") for number in range(3)]
    for minute, nurse in enumerate(nurses):
        carry_out(book, actor=nurse, session_id=session_id, now=NOON + timedelta(minutes=minute))
    plan = SessionPlan(START, 60, 1, 0, None, "https://meet.example/readers")
    back, later = (nurses[0].person_id,), NOON + timedelta(hours=1)
    carry_out(change_session, actor=by, session_id=session_id, plan=plan, now=later, waiting_again=back)
    assert states(session_id, nurses) == [WAITING, CONFIRMED, WAITING]
    carry_out(cancel_booking, actor=nurses[1], session_id=session_id, now=NOON + timedelta(hours=2))
    assert states(session_id, nurses) == [OFFERED, CANCELLED, WAITING]


def test_a_place_is_released_only_if_its_owner_was_really_asked_and_did_not_answer() -> None:
    rules = PlaceRules(offer_hours=6, stop_hours=4, confirm_days=2)
    _, session_id, nurses = house(rules=rules)
    carry_out(ask_who_comes, now=START - timedelta(days=2))
    answer_by = look_up(my_booking, actor=nurses[0], session_id=session_id, now=NOON).answer_by
    assert answer_by
    carry_out(settle_session, session_id=session_id, now=answer_by)
    assert states(session_id, nurses) == [CONFIRMED, WAITING, WAITING]

    def send(db: Db) -> None:
        asked = db.scalars(select(MessageRow).where(MessageRow.kind == MessageKind.CONFIRM)).one()
        asked.state, asked.ended_at = MessageState.SENT, START - timedelta(days=2)

    carry_out(send)
    carry_out(settle_session, session_id=session_id, now=answer_by)
    assert states(session_id, nurses) == [CANCELLED, OFFERED, WAITING]
    assert events(session_id, nurses[0])[-1] is BookingEvent.RELEASED


def test_whoever_says_that_she_comes_keeps_her_place() -> None:
    rules = PlaceRules(offer_hours=6, stop_hours=4, confirm_days=2)
    _, session_id, nurses = house(rules=rules)
    carry_out(ask_who_comes, now=START - timedelta(days=2))
    carry_out(confirm_booking, actor=nurses[0], session_id=session_id, now=START - timedelta(days=2))
    assert look_up(my_booking, actor=nurses[0], session_id=session_id, now=NOON).answer_by is None
    assert events(session_id, nurses[0])[-1] is BookingEvent.CONFIRMED_AGAIN
    with pytest.raises(NothingToConfirm):
        carry_out(confirm_booking, actor=nurses[1], session_id=session_id, now=START - timedelta(days=2))


def test_calling_a_session_off_ends_every_booking_and_tells_everybody() -> None:
    by, session_id, nurses = house()
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON + timedelta(hours=1))
    assert states(session_id, nurses) == [CANCELLED] * 3
    assert [kinds_to(nurse)[-1] for nurse in nurses] == [MessageKind.SESSION_CANCELLED] * 3
