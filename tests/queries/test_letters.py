"""Messages as the commands write them, found as letters when their turn comes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.accounts import start_account
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.due import warn_of_too_few, write_afterwards
from revalidation.commands.invitations import accept_invitation, invite, withdraw_invitation
from revalidation.commands.messages import claim_message, note_refused, note_sent, stop_messages
from revalidation.commands.offers import accept_offer
from revalidation.commands.sessions import cancel_session, change_session
from revalidation.domain.bookings import BookingEvent, BookingState, CancelReason
from revalidation.domain.calendars import CalendarMethod
from revalidation.domain.letters import Letter
from revalidation.domain.messages import MessageKind
from revalidation.domain.people import Actor, Role
from revalidation.domain.places import PlaceRules
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.letters import find_letter
from revalidation.queries.links import find_linked_booking
from revalidation.queries.messages import find_choices
from revalidation.storage.database import Db
from revalidation.storage.links import link_token
from revalidation.storage.messages import MessageRow
from tests import make
from tests.make import NOON, PASSWORD

pytestmark = pytest.mark.usefixtures("database")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = NOON + 7 * DAY


def message_ids(db: Db, *, kind: MessageKind) -> list[int]:
    return list(db.scalars(select(MessageRow.id).where(MessageRow.kind == kind).order_by(MessageRow.id)))


def letters(kind: MessageKind, now: object = NOON) -> list[Letter | None]:
    return [look_up(find_letter, message_id=each, now=now) for each in look_up(message_ids, kind=kind)]  # type: ignore[arg-type]


def letter(kind: MessageKind, now: object = NOON) -> Letter:
    (found,) = letters(kind, now)
    assert found
    return found


def secrets_kept(db: Db) -> list[str | None]:
    return list(db.scalars(select(MessageRow.secret).order_by(MessageRow.id)))


def plan(capacity: int = 1, **changes: object) -> SessionPlan:
    whole = {"starts_at": START, "minutes": 60, "capacity": capacity, "minimum_attendance": 0, "site_id": None}
    return SessionPlan(**{**whole, "online_link": "https://meet.example/readers", **changes})  # type: ignore[arg-type]


def full_session() -> tuple[Actor, int, list[Actor]]:
    by = make.librarian()
    session_id = make.session(by, make.group(by, rules=PlaceRules()), capacity=1)
    nurses = [make.person(f"Nurse {number}") for number in range(2)]
    for nurse in nurses:
        carry_out(book, actor=nurse, session_id=session_id, now=NOON)
    return by, session_id, nurses


def test_a_booking_is_confirmed_with_facts_a_link_and_a_calendar_entry() -> None:
    _by, session_id, nurses = full_session()
    found = letter(MessageKind.BOOKED)
    assert (found.name, found.email) == (nurses[0].name, nurses[0].email)
    assert found.meeting
    assert (found.meeting.id, found.meeting.group, found.meeting.where) == (session_id, "Evening readers", "Online")
    assert found.entry
    assert (found.entry.sequence, found.method) == (0, CalendarMethod.REQUEST)
    linked = look_up(find_linked_booking, token=found.booking_token, now=NOON)
    assert linked
    assert linked.actor.person_id == nurses[0].person_id


def test_who_waits_gets_no_calendar_entry_and_no_news_once_she_has_a_place() -> None:
    by, session_id, nurses = full_session()
    assert letter(MessageKind.WAITING).entry is None
    carry_out(change_session, actor=by, session_id=session_id, plan=plan(2), now=NOON)
    offered = letter(MessageKind.OFFERED)
    assert offered.booking
    assert offered.booking.offer_ends_at
    assert letters(MessageKind.WAITING) == [None]
    assert letters(MessageKind.OFFERED, offered.booking.offer_ends_at) == [None]
    carry_out(accept_offer, actor=nurses[1], session_id=session_id, now=NOON)
    assert letters(MessageKind.OFFERED) == [None]
    assert letter(MessageKind.CLAIMED).entry


def test_only_the_newest_calendar_entry_of_a_booking_goes_out() -> None:
    by, session_id, nurses = full_session()
    for days in (1, 2):
        change = plan(starts_at=START + days * DAY)
        carry_out(change_session, actor=by, session_id=session_id, plan=change, now=NOON + days * HOUR)
    assert letters(MessageKind.BOOKED) == [None]
    moved = [found for found in letters(MessageKind.MOVED) if found]
    assert {(found.email, found.entry.sequence if found.entry else None) for found in moved} == {
        (nurses[0].email, 2),
        (nurses[1].email, None),
    }
    carry_out(cancel_session, actor=by, session_id=session_id, now=NOON + 3 * HOUR)
    assert letters(MessageKind.MOVED) == [None] * 4
    ended = {found.email: found for found in letters(MessageKind.SESSION_CANCELLED) if found}
    entry = ended[nurses[0].email].entry
    assert entry
    assert (entry.sequence, entry.is_cancelled, ended[nurses[0].email].method) == (3, True, CalendarMethod.CANCEL)
    assert ended[nurses[1].email].entry is None


def test_a_letter_never_tells_the_reason_of_a_cancellation() -> None:
    _by, session_id, nurses = full_session()
    carry_out(cancel_booking, actor=nurses[0], session_id=session_id, now=NOON, reason=CancelReason.SICKNESS)
    found = letter(MessageKind.CANCELLED)
    assert found.booking
    assert (found.booking.state, found.booking.event) == (BookingState.CANCELLED, BookingEvent.CANCELLED)
    assert "sickness" not in repr(found).lower()


def test_afterwards_is_for_who_was_there_has_not_written_and_wants_it() -> None:
    by, session_id, (nurse, _) = full_session()
    make.attended(by, session_id, nurse, now=START)
    carry_out(write_afterwards, now=START + HOUR)
    found = letter(MessageKind.AFTERWARDS, START + HOUR)
    carry_out(stop_messages, token=found.stop_token, kind=MessageKind.AFTERWARDS)
    assert letters(MessageKind.AFTERWARDS, START + HOUR) == [None]
    choices = look_up(find_choices, token=found.stop_token)
    assert choices
    hers = (MessageKind.AFTERWARDS, MessageKind.FOLLOW_UP, MessageKind.BULLETIN, MessageKind.ASKED_FIRST)
    assert (choices.kinds, choices.stopped) == (hers, (MessageKind.AFTERWARDS,))


def test_who_has_begun_to_write_is_not_asked_to() -> None:
    by, session_id, (nurse, _) = full_session()
    make.attended(by, session_id, nurse, now=START)
    carry_out(write_afterwards, now=START + HOUR)
    carry_out(start_account, actor=nurse, session_id=session_id, now=START + HOUR)
    assert letters(MessageKind.AFTERWARDS, START + 2 * HOUR) == [None]


def test_too_few_people_are_no_news_once_there_are_enough() -> None:
    by = make.librarian()
    session_id = make.session(by, make.group(by))
    change = plan(8, minimum_attendance=1)
    carry_out(change_session, actor=by, session_id=session_id, plan=change, now=NOON)
    soon = START - DAY
    carry_out(warn_of_too_few, now=soon)
    assert letter(MessageKind.BELOW_MINIMUM, soon).email == by.email
    carry_out(book, actor=make.person(), session_id=session_id, now=soon)
    assert letters(MessageKind.BELOW_MINIMUM, soon) == [None]


def test_two_invitations_are_two_letters_and_their_secrets_go_when_they_end() -> None:
    by, roles = make.librarian(), frozenset({Role.NURSE})
    tokens = [
        carry_out(invite, actor=by, name="New Nurse", email=f"new{number}@trust.example", roles=roles, now=NOON)
        for number in range(2)
    ]
    assert [found.invitation_token for found in letters(MessageKind.INVITATION) if found] == tokens
    for is_sent in (True, False):
        claimed = carry_out(claim_message, now=NOON)
        assert claimed
        if is_sent:
            carry_out(note_sent, claimed=claimed, now=NOON)
        else:
            carry_out(note_refused, claimed=claimed, trouble="no", is_for_good=True, now=NOON)
    assert look_up(secrets_kept) == [None, None]


@pytest.mark.parametrize("ends", ["withdrawn", "used", "replaced", "expired"])
def test_an_invitation_that_does_not_work_any_more_is_not_sent(ends: str) -> None:
    by, roles, moment = make.librarian(), frozenset({Role.NURSE}), NOON
    how = {"actor": by, "name": "New Nurse", "email": "new@trust.example", "roles": roles, "now": NOON}
    token = carry_out(invite, **how)  # type: ignore[arg-type]
    if ends == "withdrawn":
        carry_out(withdraw_invitation, actor=by, invitation_id=1, now=NOON)
    elif ends == "used":
        carry_out(accept_invitation, token=token, name="New Nurse", password=PASSWORD, again=PASSWORD, now=NOON)
    elif ends == "replaced":
        carry_out(invite, **how)  # type: ignore[arg-type]
    else:
        moment = NOON + 14 * DAY
    assert letters(MessageKind.INVITATION, moment)[0] is None


@pytest.mark.parametrize("purpose", ["messages", "invitation"])
def test_a_link_for_something_else_opens_no_booking(purpose: str) -> None:
    full_session()
    assert look_up(find_linked_booking, token=link_token(purpose, 1), now=NOON) is None
    assert look_up(find_linked_booking, token=link_token("booking", 999), now=NOON) is None


def test_a_message_that_is_not_there_is_no_letter() -> None:
    assert look_up(find_letter, message_id=1, now=NOON) is None
