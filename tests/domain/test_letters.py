from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from revalidation.domain.bookings import BookingState
from revalidation.domain.bulletins import Bulletin, NewOnTopic
from revalidation.domain.groups import GroupKind
from revalidation.domain.letters import (
    Letter,
    Meeting,
    Obstacles,
    SearchTold,
    SignOffAsked,
    Standing,
    ToRead,
    still_applies,
)
from revalidation.domain.messages import MessageKind
from revalidation.domain.search_requests import SearchState
from revalidation.domain.sign_offs import SignOffKind
from tests.make import NOON

START = NOON + timedelta(days=2)
MEETING = Meeting(1, "Evening readers", GroupKind.READING_GROUP, START, START + timedelta(hours=1), "Online", "")
CONFIRMED, WAITING, OFFERED = (
    Standing(BookingState.CONFIRMED),
    Standing(BookingState.WAITING),
    Standing(BookingState.OFFERED, offer_ends_at=NOON + timedelta(hours=1)),
)
ENDED, LATE = Standing(BookingState.CANCELLED), Standing(BookingState.CANCELLED_LATE)
ASKED = Standing(BookingState.CONFIRMED, asked_at=NOON, answer_by=NOON + timedelta(hours=12))
SURE = replace(ASKED, sure_at=NOON)
SURE_BEFORE = replace(ASKED, sure_at=NOON - timedelta(days=9))
NEVER_ASKED = replace(ASKED, asked_at=None)
ALL = {
    "confirmed": CONFIRMED,
    "waiting": WAITING,
    "offered": OFFERED,
    "ended": ENDED,
    "late": LATE,
    "asked": ASKED,
    "sure": SURE,
    "sure before": SURE_BEFORE,
    "never asked": NEVER_ASKED,
}
PLACED = "confirmed, asked, sure, sure before, never asked"
AGREES = {
    MessageKind.BOOKED: PLACED,
    MessageKind.CLAIMED: PLACED,
    MessageKind.PROMOTED: PLACED,
    MessageKind.GIVEN_BY_HAND: PLACED,
    MessageKind.REMINDER: PLACED,
    MessageKind.WAITING: "waiting",
    MessageKind.OFFERED: "offered",
    MessageKind.FIRST_TO_CLAIM: "waiting",
    MessageKind.LAPSED: "ended, late",
    MessageKind.CANCELLED: "ended, late",
    MessageKind.RELEASED: "ended, late",
    MessageKind.SESSION_CANCELLED: "ended, late",
    MessageKind.TAKEN_BACK: "waiting, offered, ended, late",
    MessageKind.MOVED: f"{PLACED}, waiting, offered",
    MessageKind.CONFIRM: "asked, sure before",
}
UNTIL_THE_END = {
    MessageKind.BOOKED,
    MessageKind.CLAIMED,
    MessageKind.PROMOTED,
    MessageKind.GIVEN_BY_HAND,
    MessageKind.CANCELLED,
    MessageKind.RELEASED,
    MessageKind.SESSION_CANCELLED,
    MessageKind.TAKEN_BACK,
    MessageKind.MOVED,
}


def letter(kind: MessageKind, **parts: Any) -> Letter:  # noqa: ANN401 (any field of a letter)
    facts = {"meeting": replace(MEETING, claims_are_open=True), **parts}
    return Letter(kind=kind, key="k", name="Nurse One", email="one@trust.example", **facts)


@pytest.mark.parametrize("kind", list(AGREES))
@pytest.mark.parametrize("standing", list(ALL))
def test_a_message_is_sent_only_while_it_says_what_is(kind: MessageKind, standing: str) -> None:
    expected = standing in AGREES[kind].split(", ")
    assert still_applies(letter(kind, booking=ALL[standing]), Obstacles(), NOON) is expected


@pytest.mark.parametrize("kind", list(AGREES))
def test_a_message_is_not_sent_when_it_is_too_late_to_be_of_use(kind: MessageKind) -> None:
    standing = replace(ALL[AGREES[kind].split(", ")[0]], answer_by=START + timedelta(days=1))
    if standing.offer_ends_at:
        standing = replace(standing, offer_ends_at=START + timedelta(days=1))
    meant = letter(kind, booking=standing)
    during = START + timedelta(minutes=1)
    assert still_applies(meant, Obstacles(), START - timedelta(minutes=1))
    assert still_applies(meant, Obstacles(), during) is (kind in UNTIL_THE_END)
    assert not still_applies(meant, Obstacles(), MEETING.ends_at)


@pytest.mark.parametrize("kind", list(AGREES))
def test_the_newest_message_about_a_booking_stands_for_the_older_ones(kind: MessageKind) -> None:
    meant = letter(kind, booking=ALL[AGREES[kind].split(", ")[0]])
    assert not still_applies(meant, Obstacles(is_overtaken=True), NOON)


@pytest.mark.parametrize("kind", list(AGREES))
def test_a_message_about_a_booking_cannot_be_stopped(kind: MessageKind) -> None:
    assert still_applies(letter(kind, booking=ALL[AGREES[kind].split(", ")[0]]), Obstacles(is_stopped=True), NOON)


def test_an_offer_that_has_run_out_is_not_made() -> None:
    assert not still_applies(letter(MessageKind.OFFERED, booking=OFFERED), Obstacles(), NOON + timedelta(hours=1))


def test_nobody_is_called_to_claim_what_is_not_open_to_claim() -> None:
    assert not still_applies(letter(MessageKind.FIRST_TO_CLAIM, booking=WAITING, meeting=MEETING), Obstacles(), NOON)


def test_nobody_is_asked_with_less_than_an_hour_to_answer() -> None:
    asked = letter(MessageKind.CONFIRM, booking=ASKED)
    assert still_applies(asked, Obstacles(), NOON + timedelta(hours=11))
    assert not still_applies(asked, Obstacles(), NOON + timedelta(hours=11, minutes=1))


@pytest.mark.parametrize(
    ("obstacles", "expected"),
    [
        (Obstacles(was_there=True), True),
        (Obstacles(), False),
        (Obstacles(was_there=True, has_account=True), False),
        (Obstacles(was_there=True, is_stopped=True), False),
    ],
)
def test_only_who_was_there_and_has_not_written_is_asked_afterwards(obstacles: Obstacles, *, expected: bool) -> None:
    later = MEETING.ends_at + timedelta(days=1)
    assert still_applies(letter(MessageKind.AFTERWARDS), obstacles, later) is expected


@pytest.mark.parametrize(
    ("obstacles", "expected"),
    [
        (Obstacles(was_there=True), True),
        (Obstacles(was_there=True, has_account=True), True),
        (Obstacles(), False),
        (Obstacles(was_there=True, has_answered=True), False),
        (Obstacles(was_there=True, is_stopped=True), False),
    ],
)
def test_only_who_was_there_and_has_not_answered_is_followed_up(obstacles: Obstacles, *, expected: bool) -> None:
    assert still_applies(letter(MessageKind.FOLLOW_UP), obstacles, MEETING.ends_at) is expected


@pytest.mark.parametrize(("token", "hours", "expected"), [("secret", 1, True), ("", 1, False), ("secret", 0, False)])
def test_somebody_is_asked_to_sign_while_the_link_works(token: str, hours: int, *, expected: bool) -> None:
    meant = letter(
        MessageKind.SIGN_OFF_INVITATION, meeting=None, sign_off_token=token, expires_at=NOON + timedelta(hours=hours)
    )
    assert still_applies(meant, Obstacles(), NOON) is expected


@pytest.mark.parametrize(
    ("topics", "obstacles", "expected"),
    [
        ((NewOnTopic("Sleep", ()),), Obstacles(), True),
        ((), Obstacles(), False),
        ((NewOnTopic("Sleep", ()),), Obstacles(is_stopped=True), False),
    ],
)
def test_a_bulletin_is_sent_while_something_is_in_it_and_she_wants_it(
    topics: tuple[NewOnTopic, ...], obstacles: Obstacles, *, expected: bool
) -> None:
    meant = letter(MessageKind.BULLETIN, meeting=None, bulletin=Bulletin("", topics))
    assert still_applies(meant, obstacles, NOON) is expected
    assert not still_applies(letter(MessageKind.BULLETIN, meeting=None), obstacles, NOON)


@pytest.mark.parametrize(
    ("change", "obstacles", "now", "expected"),
    [
        ({}, Obstacles(), NOON, True),
        ({"open_to_all_at": NOON - timedelta(hours=1)}, Obstacles(), NOON, True),  # it is still what she asked for
        ({}, Obstacles(is_booked=True), NOON, False),
        ({}, Obstacles(is_stopped=True), NOON, False),
        ({"is_going_ahead": False}, Obstacles(), NOON, False),
        ({}, Obstacles(), START, False),
    ],
)
def test_somebody_is_asked_first_while_she_can_book(
    change: dict[str, Any],
    obstacles: Obstacles,
    now: Any,  # noqa: ANN401
    *,
    expected: bool,
) -> None:
    meant = letter(MessageKind.ASKED_FIRST, meeting=replace(MEETING, **change))
    assert still_applies(meant, obstacles, now) is expected


def test_that_a_form_was_signed_is_told_only_if_there_is_one() -> None:
    signed = SignOffAsked(SignOffKind.DISCUSSION, nurse="A", signer="B")
    assert still_applies(letter(MessageKind.SIGNED, meeting=None, sign_off=signed), Obstacles(), NOON)
    assert not still_applies(letter(MessageKind.SIGNED, meeting=None), Obstacles(), NOON)


@pytest.mark.parametrize(
    ("parts", "now", "expected"),
    [
        ({"booking": CONFIRMED}, NOON, True),
        ({"booking": WAITING}, NOON, True),
        ({"booking": OFFERED}, START, True),
        ({"booking": CONFIRMED}, MEETING.ends_at, False),
        ({"booking": ENDED}, NOON, False),
        ({"booking": CONFIRMED, "meeting": replace(MEETING, is_going_ahead=False)}, NOON, False),
        ({"booking": CONFIRMED, "article": None}, NOON, False),
        ({"meeting": None}, MEETING.ends_at, True),
        ({"meeting": None, "article": None}, NOON, False),
    ],
)
def test_an_article_is_sent_by_itself_or_while_its_reader_is_booked_on_the_session(
    parts: dict[str, Any],
    now: Any,  # noqa: ANN401
    *,
    expected: bool,
) -> None:
    article = ToRead(3, "Talking", "Bowers L. Talking.", "", prompts=2)
    assert still_applies(letter(MessageKind.ARTICLE, **{"article": article, **parts}), Obstacles(), now) is expected


@pytest.mark.parametrize(
    ("change", "now", "expected"),
    [
        ({}, NOON, True),
        ({"places_taken": 3}, NOON, False),
        ({"is_going_ahead": False}, NOON, False),
        ({}, START, False),
    ],
)
def test_too_few_people_are_reported_while_it_is_so(change: dict[str, Any], now: Any, *, expected: bool) -> None:  # noqa: ANN401
    meeting = replace(MEETING, **{"places_taken": 2, "minimum_attendance": 3, **change})
    assert still_applies(letter(MessageKind.BELOW_MINIMUM, meeting=meeting), Obstacles(), now) is expected


@pytest.mark.parametrize(("token", "hours", "expected"), [("secret", 1, True), ("", 1, False), ("secret", 0, False)])
def test_an_invitation_is_sent_while_its_link_works(token: str, hours: int, *, expected: bool) -> None:
    meant = letter(
        MessageKind.INVITATION, meeting=None, invitation_token=token, expires_at=NOON + timedelta(hours=hours)
    )
    assert still_applies(meant, Obstacles(), NOON) is expected


@pytest.mark.parametrize("state", list(SearchState))
@pytest.mark.parametrize(
    ("kind", "told_in"),
    [(MessageKind.SEARCH_ASKED, SearchState.ASKED), (MessageKind.SEARCH_ANSWERED, SearchState.ANSWERED)],
)
def test_a_search_is_told_while_it_stands_there(kind: MessageKind, told_in: SearchState, state: SearchState) -> None:
    meant = letter(kind, meeting=None, search=SearchTold(1, state))
    assert still_applies(meant, Obstacles(), NOON) is (state is told_in)


def test_every_kind_has_been_thought_of() -> None:
    others = {
        MessageKind.AFTERWARDS,
        MessageKind.BELOW_MINIMUM,
        MessageKind.INVITATION,
        MessageKind.FOLLOW_UP,
        MessageKind.SIGN_OFF_INVITATION,
        MessageKind.SIGNED,
        MessageKind.NOTICE,
        MessageKind.SEARCH_ASKED,
        MessageKind.SEARCH_ANSWERED,
        MessageKind.ARTICLE,
        MessageKind.BULLETIN,
        MessageKind.ASKED_FIRST,
    }
    assert set(AGREES) | others == set(MessageKind)
