"""The outbox: who may send which message, and for how long."""

from datetime import timedelta
from functools import partial

import pytest

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.commands.invitations import invite
from revalidation.commands.messages import (
    Claimed,
    claim_message,
    give_back,
    note_dropped,
    note_refused,
    note_sent,
    note_worker,
    stop_messages,
    try_again,
    try_all_again,
)
from revalidation.domain.messages import LEASE, TRIES, MessageKind, MessageState, wait_after
from revalidation.domain.people import Actor, Role
from revalidation.domain.refusals import NoSuchLink, NotForYourRole
from revalidation.queries.messages import is_anything_due, messages_about, messages_in, outbox
from revalidation.storage.links import link_token
from tests import make
from tests.at_once import at_once
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")
NO_MAIL = "The mail server refuses the message (451)"


def written(number: int = 1) -> tuple[Actor, int]:
    by = make.librarian()
    session_id = make.session(by, make.group(by), capacity=20)
    for one in range(number):
        carry_out(book, actor=make.person(f"Nurse {one}"), session_id=session_id, now=NOON)
    return by, session_id


def claimed(now: object = NOON) -> Claimed:
    found = carry_out(claim_message, now=now)  # type: ignore[arg-type]
    assert found
    return found


def test_many_workers_at_once_get_a_message_each() -> None:
    written(8)
    found = at_once([partial(carry_out, claim_message, now=NOON) for _ in range(12)])
    ids = [each.id for each in found if isinstance(each, Claimed)]
    assert len(ids) == len(set(ids))
    left = set()
    while rest := carry_out(claim_message, now=NOON):
        left.add(rest.id)
    assert len(set(ids) | left) == 8
    assert not set(ids) & left
    assert not look_up(is_anything_due, now=NOON)


def test_a_lease_that_ran_out_passes_to_the_next_worker_and_the_first_can_note_nothing() -> None:
    by, _ = written()
    first = claimed()
    assert carry_out(claim_message, now=NOON + LEASE - timedelta(seconds=1)) is None
    later = NOON + LEASE
    second = claimed(later)
    assert (second.id, second.key) == (first.id, first.key)
    assert carry_out(note_refused, claimed=first, trouble=NO_MAIL, is_for_good=True, now=later) is MessageState.WAITING
    assert not carry_out(note_dropped, claimed=first, now=later)
    carry_out(give_back, claimed=first)
    assert carry_out(claim_message, now=later) is None
    assert carry_out(note_sent, claimed=second, now=later)
    assert not carry_out(note_sent, claimed=first, now=later)
    assert look_up(outbox, actor=by).waiting == 0


def test_a_message_that_is_given_back_waits_as_before() -> None:
    by, _ = written()
    carry_out(give_back, claimed=claimed())
    ((line,), _) = look_up(messages_in, actor=by, state=MessageState.WAITING)
    assert (line.tries, line.at) == (0, NOON)
    assert claimed()


def test_each_refusal_for_the_moment_waits_longer_until_it_is_dead() -> None:
    by, session_id = written()
    moment, waits = NOON, []
    for tries in range(1, TRIES + 1):
        state = carry_out(note_refused, claimed=claimed(moment), trouble=NO_MAIL, is_for_good=False, now=moment)
        wait = wait_after(tries)
        assert state is (MessageState.WAITING if wait else MessageState.DEAD)
        if wait:
            assert carry_out(claim_message, now=moment + wait - timedelta(seconds=1)) is None
            moment += wait
            waits.append(wait)
    assert waits == sorted(waits)
    ((line,), _) = look_up(messages_about, actor=by, session_id=session_id)
    assert (line.state, line.tries, line.trouble) == (MessageState.DEAD, TRIES, NO_MAIL)


def test_only_a_librarian_tries_again_and_only_what_is_dead() -> None:
    by, _ = written()
    message_id = claimed().id
    with pytest.raises(NotForYourRole):
        carry_out(try_again, actor=make.person("Some Nurse"), message_id=message_id, now=NOON)
    carry_out(try_again, actor=by, message_id=message_id, now=NOON)
    assert carry_out(claim_message, now=NOON) is None  # still in the hands of the first


def test_all_that_failed_is_tried_again_at_once_except_links_that_are_gone() -> None:
    by, _ = written(2)
    carry_out(invite, actor=by, name="New", email="new@trust.example", roles=frozenset({Role.NURSE}), now=NOON)
    for _ in range(3):
        carry_out(note_refused, claimed=claimed(), trouble="550", is_for_good=True, now=NOON)
    with pytest.raises(NotForYourRole):
        carry_out(try_all_again, actor=make.person("Some Nurse"), now=NOON)
    assert carry_out(try_all_again, actor=by, now=NOON) == 2
    ((dead,), _) = look_up(messages_in, actor=by, state=MessageState.DEAD)
    assert dead.kind is MessageKind.INVITATION
    assert carry_out(try_all_again, actor=by, now=NOON) == 0


def test_the_list_of_one_session_leaves_out_what_was_dropped() -> None:
    by, session_id = written(2)
    carry_out(note_dropped, claimed=claimed(), now=NOON)
    lines, total = look_up(messages_about, actor=by, session_id=session_id)
    assert (len(lines), total) == (1, 1)


def test_trouble_counts_from_when_it_began() -> None:
    by, _ = written()
    for minutes, trouble in ((0, "down"), (5, "down"), (9, "down")):
        carry_out(note_worker, trouble=trouble, now=NOON + timedelta(minutes=minutes))
    box = look_up(outbox, actor=by)
    assert (box.trouble_since, box.seen_at) == (NOON, NOON + timedelta(minutes=9))


@pytest.mark.parametrize("kind", [MessageKind.BOOKED, MessageKind.INVITATION])
def test_what_is_about_a_booking_cannot_be_stopped(kind: MessageKind) -> None:
    nurse = make.person()
    with pytest.raises(NoSuchLink):
        carry_out(stop_messages, token=link_token("messages", nurse.person_id), kind=kind)


def test_stopping_twice_at_once_is_as_good_as_once() -> None:
    token = link_token("messages", make.person().person_id)
    stop = partial(carry_out, stop_messages, token=token, kind=MessageKind.AFTERWARDS)
    assert at_once([stop] * 6) == [None] * 6
