"""Measures the evaluation over 100,000 bookings on SQLite: `python -m tests.benchmarks.evaluation`."""

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import insert

from revalidation.acting import carry_out, look_up
from revalidation.domain.bookings import BookingEvent, BookingState
from revalidation.domain.evaluation import EVERYTHING, SessionFigures, Span, find_span
from revalidation.domain.evaluation_export import export_tables
from revalidation.domain.frequency import Demand
from revalidation.domain.people import Actor
from revalidation.domain.register import Mark
from revalidation.domain.sessions import SessionState
from revalidation.queries.evaluation import session_figures
from revalidation.queries.frequency import demands
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db, engine
from revalidation.storage.migrating import migrate
from revalidation.storage.people import PersonRow
from revalidation.storage.register import RegisterMarkRow
from revalidation.storage.sessions import GroupSessionRow
from tests import make
from tests.conftest import use
from tests.make import NOON

SESSIONS, EACH, PEOPLE, GROUPS = 10_000, 10, 2_000, 20
DAY = timedelta(days=1)


def fill(db: Db, *, by: int, group_ids: list[int]) -> None:
    """Ten years of sessions, each with eight who come, one who cancels and one who waits."""
    people = [{"email": f"{each}@x.example", "name": "N", "created_at": NOON} for each in range(PEOPLE)]
    db.execute(insert(PersonRow), people)
    begins = [NOON - 8 * timedelta(hours=number) - DAY for number in range(SESSIONS)]
    session = {"online_link": "https://x.example", "capacity": 8, "minimum_attendance": 0, "places_taken": 8}
    session["state"] = SessionState.SCHEDULED
    sessions = [
        {**session, "group_id": group_ids[number % GROUPS], "starts_at": at, "ends_at": at + DAY / 24}
        for number, at in enumerate(begins)
    ]
    db.execute(insert(GroupSessionRow), sessions)
    bookings, changes, marks = [], [], []
    for number, at in enumerate(begins):
        for place in range(EACH):
            person_id, asked_at = 2 + (number * 7 + place) % PEOPLE, at - timedelta(days=place + 1)
            state = (BookingState.CANCELLED, BookingState.WAITING, *[BookingState.CONFIRMED] * 8)[place]
            booking = {"session_id": number + 1, "person_id": person_id, "state": state, "queued_at": asked_at}
            bookings.append(
                {**booking, "changed_at": asked_at, "is_priority": False, "is_vacated": False, "sequence": 0}
            )
            first = BookingState.WAITING if place == 1 else BookingState.CONFIRMED
            change = {"booking_id": len(bookings), "at": asked_at, "event": BookingEvent.BOOKED, "note": ""}
            changes.append({**change, "state": first})
            if state is BookingState.CONFIRMED:
                mark = {"session_id": number + 1, "person_id": person_id, "mark": list(Mark)[place % 3]}
                marks.append({**mark, "minutes": 60, "marked_at": at, "marked_by_id": by})
    for kind, rows in ((BookingRow, bookings), (BookingChangeRow, changes), (RegisterMarkRow, marks)):
        db.execute(insert(kind), rows)


def timed(what: str, act: Callable[[], object]) -> None:
    """The quickest of three, in seconds of this process: SQLite works inside it."""
    took = []
    for _ in range(3):
        began = time.process_time()
        act()
        took.append(time.process_time() - began)
    sys.stdout.write(f"{what}: {min(took):.2f} s\n")


def _measure(by: Actor, span: Span) -> None:
    def figures() -> list[SessionFigures]:
        return look_up(session_figures, actor=by, span=span, now=NOON)

    def wishes() -> dict[str, list[Demand]]:
        return look_up(demands, actor=by, span=span, now=NOON)

    timed(f"{span.words}, figures", figures)
    timed(f"{span.words}, wishes", wishes)
    found, wanted = figures(), wishes()
    timed(f"{span.words}, tables", lambda: export_tables(found, span, wanted))


def main() -> None:
    """Fill a database and ask."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        url = f"sqlite:///{Path(folder) / 'measured.db'}"
        migrate(url)
        use(url, Path(folder), patch)
        by = make.librarian()
        group_ids = [make.group(by, f"Group {number}") for number in range(GROUPS)]
        carry_out(fill, by=by.person_id, group_ids=group_ids)
        spans = [find_span(key, NOON.date(), (NOON - 3650 * DAY).date()) for key in ("", EVERYTHING)]
        for span in spans:
            _measure(by, span)
        engine(url).dispose()


if __name__ == "__main__":
    main()
