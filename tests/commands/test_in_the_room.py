"""Whatever happens around the start of a session, in whatever order: no place too many, and none counted wrong."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from random import Random

import pytest
from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book, cancel_booking
from revalidation.commands.check_in import check_in
from revalidation.commands.offers import accept_offer, claim_place
from revalidation.commands.register import RegisterEntry, mark_register
from revalidation.commands.sessions import change_session
from revalidation.commands.waiting_list import give_place_by_hand, remove_by_hand
from revalidation.commands.walk_ins import CAME_BACK, undo_walk_in, walk_in
from revalidation.domain.bookings import BookingEvent
from revalidation.domain.check_in import code_window
from revalidation.domain.checks import FindingKind
from revalidation.domain.people import Actor
from revalidation.domain.places import PlaceRules
from revalidation.domain.refusals import Refusal
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionPlan
from revalidation.queries.checks import findings
from revalidation.storage.bookings import BookingChangeRow
from revalidation.storage.database import Db
from revalidation.storage.keys import secrets
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.usefixtures("database")

Act = Callable[[], object]
Command = Callable[..., object]

COURSES, STEPS, RARELY = 6, 100, 0.1
RULES = (PlaceRules(books_outright=True), PlaceRules(stop_hours=0), PlaceRules(books_outright=True, stop_hours=0))
LEFT_FOR_LATER = {FindingKind.UNMARKED_REGISTER, FindingKind.OFFER_OVERDUE}  # of the librarian and the worker


def acts(luck: Random, by: Actor, nurses: Sequence[Actor], at: tuple[int, datetime, datetime]) -> list[Act]:
    """Everything that somebody could do just now."""
    session_id, starts_at, now = at
    nurse = luck.choice(nurses)
    entry = RegisterEntry(luck.choice([*Mark, Mark.DID_NOT_ATTEND, None]), luck.randint(1, 60))
    plan = SessionPlan(starts_at, 60, luck.choice([1, 2, 2, 3]), 0, None, "https://meet.example/readers")
    back = [each.person_id for each in nurses if luck.random() < RARELY]
    code = code_window(secrets()[0], session_id, now).code
    person_id = nurse.person_id

    def hers(command: Command, **how: object) -> Act:
        return partial(carry_out, command, actor=nurse, session_id=session_id, now=now, **how)

    def by_hand(command: Command, **how: object) -> Act:
        return partial(carry_out, command, actor=by, session_id=session_id, now=now, **how)

    return [
        *[hers(command) for command in (book, book, book, cancel_booking, accept_offer, claim_place)],
        *[by_hand(command, person_id=person_id) for command in (walk_in, walk_in, walk_in, undo_walk_in)],
        *[by_hand(command, person_id=person_id, note="Asked") for command in (give_place_by_hand, remove_by_hand)],
        by_hand(mark_register, entries={person_id: entry}),
        by_hand(change_session, plan=plan, waiting_again=back),
        hers(check_in, code=code),
    ]


def what_happened(db: Db) -> set[BookingEvent | str]:
    changes = db.scalars(select(BookingChangeRow)).all()
    return {change.event for change in changes} | {change.note for change in changes}


def test_around_the_start_places_are_counted_right_after_every_step() -> None:
    by, nurses = make.librarian(), [make.person(f"Nurse {number}") for number in range(7)]
    for seed in range(COURSES):
        luck = Random(seed)  # noqa: S311 (no secret)
        group_id = make.group(by, f"Group {seed}", rules=RULES[seed % len(RULES)])
        starts_at = NOON + timedelta(days=seed + 1)
        now = starts_at - timedelta(minutes=25)
        session_id = make.session(by, group_id, starts_at=starts_at, capacity=2)
        for _ in range(STEPS):
            with suppress(Refusal):
                luck.choice(acts(luck, by, nurses, (session_id, starts_at, now)))()
            found = [each for each in look_up(findings, now=now) if each.kind not in LEFT_FOR_LATER]
            assert found == []
            now += timedelta(minutes=luck.choice([0, 0, 1, 2]))
    assert look_up(what_happened) >= {BookingEvent.WALKED_IN, BookingEvent.PLACE_TAKEN, CAME_BACK}
