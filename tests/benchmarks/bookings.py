"""Measures bookings against the same statements in raw SQL, and the list of sessions as it grows.

`python -m tests.benchmarks.bookings` prints figures and ratios, on SQLite and on PostgreSQL. Trust the ratios.
"""

import argparse
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert
from sqlalchemy.engine import make_url

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.domain.people import Actor
from revalidation.domain.sessions import SessionState
from revalidation.queries.sessions import upcoming_sessions
from revalidation.storage.database import Db, engine
from revalidation.storage.migrating import migrate
from revalidation.storage.sessions import GroupSessionRow
from revalidation.storage.tokens import new_token
from tests import make
from tests.conftest import use
from tests.postgres import running_postgres

PEOPLE = 100
PLACES = 20
SMALL, LARGE = 1_000, 100_000
NOW = datetime.now(UTC).replace(microsecond=0)

# What `book` sends for a free place, statement by statement; `?` stands for a value. A test compares the two.
HOLD = "SELECT pg_advisory_xact_lock(7316)"
WANTED = (
    "SELECT s.id, s.group_id, s.state, s.starts_at, s.capacity, s.places_taken,"
    " (SELECT count(*) FROM booking WHERE session_id = s.id AND state = 'waiting'),"
    " (SELECT state FROM booking WHERE session_id = s.id AND person_id = ?"
    " AND state IN ('confirmed', 'waiting', 'offered')),"
    " (SELECT min(b.session_id) FROM booking b JOIN group_session e ON e.id = b.session_id"
    " WHERE b.person_id = ? AND b.state IN ('confirmed', 'waiting', 'offered')"
    " AND (b.request_id IS NULL OR b.request_id <> 0)"
    " AND e.starts_at < s.ends_at AND e.ends_at > s.starts_at),"
    " CASE WHEN s.open_to_all_at IS NOT NULL AND NOT EXISTS"
    " (SELECT * FROM asked_first WHERE session_id = s.id AND person_id = ?) THEN s.open_to_all_at END"
    " FROM group_session s WHERE s.id = ? AND EXISTS (SELECT * FROM person WHERE id = ?)"
)
TAKE = "UPDATE group_session SET places_taken = places_taken + 1 WHERE id = ? AND places_taken < capacity RETURNING id"
BOOK = (
    "INSERT INTO booking (session_id, person_id, state, queued_at, changed_at, is_priority, sure_at, is_vacated,"
    " sequence) VALUES (?, ?, 'confirmed', ?, ?, ?, ?, ?, 1) RETURNING id"
)
CHANGE = (
    "INSERT INTO booking_change (booking_id, at, actor_id, event, state, note)"
    " VALUES (?, ?, ?, 'booked', 'confirmed', '')"
)
TELL = (
    'INSERT INTO message ("key", kind, person_id, session_id, booking_id, sequence, due_at, state, tries, trouble,'
    " created_at) VALUES (?, 'booked', ?, ?, ?, 0, ?, 'waiting', 0, '', ?)"
)


class Raw:
    """The same statements straight to the driver."""

    def __init__(self, url: str) -> None:
        """Connect as the app does."""
        self.is_sqlite = url.startswith("sqlite")
        self.connection: Any
        if self.is_sqlite:
            self.connection = sqlite3.connect(make_url(url).database or "", isolation_level=None)
            for setting in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
                self.connection.execute(f"PRAGMA {setting}")
        else:
            self.connection = psycopg.connect(url.replace("postgresql+psycopg:", "postgresql:"), autocommit=True)

    def send(self, statement: str, *values: object) -> list[Any]:
        """One statement and its rows."""
        cursor = self.connection.execute(statement if self.is_sqlite else statement.replace("?", "%s"), values)
        return list(cursor.fetchall()) if cursor.description else []

    def book(self, nurse: Actor, session_id: int) -> None:
        """One booking in a transaction."""
        me, now = nurse.person_id, f"{NOW:%Y-%m-%d %H:%M:%S.%f}" if self.is_sqlite else NOW
        self.send("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
        if not self.is_sqlite:
            self.send(HOLD)
        self.send(WANTED + ("" if self.is_sqlite else " FOR NO KEY UPDATE OF s"), me, me, me, session_id, me)
        self.send(TAKE, session_id)
        booking_id = self.send(BOOK, session_id, me, now, now, False, now, False)[0][0]  # noqa: FBT003 (columns)
        self.send(CHANGE, booking_id, now, me)
        self.send(TELL, f"booked-{booking_id}-{new_token()}", me, session_id, booking_id, now, now)
        self.send("COMMIT")


def bookings_per_second(url: str, *, rounds: int) -> tuple[float, float]:
    """Ours and raw, in turns, the median of all rounds."""
    by = make.librarian()
    group_id = make.group(by)
    nurses = [make.person(f"Nurse {number}") for number in range(PEOPLE)]
    sessions = [
        make.session(by, group_id, starts_at=NOW + timedelta(days=1, hours=2 * number), capacity=PLACES, now=NOW)
        for number in range(2 * rounds * PEOPLE // PLACES)
    ]
    ours: list[float] = []
    raws: list[float] = []
    raw = Raw(url)
    with closing(raw.connection):
        each = PEOPLE // PLACES
        for number in range(rounds):
            first = sessions[2 * number * each : (2 * number + 1) * each]
            second = sessions[(2 * number + 1) * each : (2 * number + 2) * each]
            ours.append(_speed(lambda nurse, at: carry_out(book, actor=nurse, session_id=at, now=NOW), nurses, first))
            raws.append(_speed(raw.book, nurses, second))
    return statistics.median(ours), statistics.median(raws)


def _speed(act: Callable[[Actor, int], object], nurses: list[Actor], sessions: list[int]) -> float:
    began = time.perf_counter()
    for number, nurse in enumerate(nurses):
        act(nurse, sessions[number // PLACES])
    return len(nurses) / (time.perf_counter() - began)


def list_milliseconds(url: str) -> tuple[float, float]:
    """How long a page of the list takes with few and with many sessions to come."""
    nurse, by = make.person("Reader"), make.librarian("Other Librarian")
    group_id, took = make.group(by, "Many"), []
    before = 0
    for size in (SMALL, LARGE):
        carry_out(add_sessions, group_id=group_id, first=before, last=size)
        before = size
        with engine(url).connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
        took.append(statistics.median(_timed(nurse) for _ in range(40)))
    return took[0] * 1000, took[1] * 1000


def _timed(nurse: Actor) -> float:
    began = time.perf_counter()
    look_up(upcoming_sessions, actor=nurse, now=NOW)
    return time.perf_counter() - began


def add_sessions(db: Db, *, group_id: int, first: int, last: int) -> None:
    """Sessions to come, one every ten minutes."""
    rows = [
        {
            "group_id": group_id,
            "starts_at": NOW + timedelta(days=60, minutes=10 * number),
            "ends_at": NOW + timedelta(days=60, minutes=10 * number + 60),
            "online_link": "https://meet.example/x",
            "capacity": 8,
            "minimum_attendance": 0,
            "places_taken": 0,
            "state": SessionState.SCHEDULED,
        }
        for number in range(first, last)
    ]
    db.execute(insert(GroupSessionRow), rows)


@contextmanager
def databases() -> Iterator[list[tuple[str, str]]]:
    """One of each kind, empty."""
    with TemporaryDirectory() as folder, running_postgres() as address:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE measured")
        postgres = f"{address}/measured".replace("postgresql:", "postgresql+psycopg:")
        yield [("SQLite", f"sqlite:///{Path(folder) / 'measured.db'}"), ("PostgreSQL", postgres)]
        engine(postgres).dispose()


def main() -> None:
    """Measure both databases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with databases() as both:
        for name, url in both:
            migrate(url)
            with TemporaryDirectory() as data, pytest.MonkeyPatch.context() as patch:
                use(url, Path(data), patch)
                ours, raw = bookings_per_second(url, rounds=rounds)
                _say(f"{name}: {ours:.0f} bookings a second, raw {raw:.0f}; ratio {ours / raw:.2f}")
                few, many = list_milliseconds(url)
                grown = f"{SMALL:,} sessions {few:.1f} ms, of {LARGE:,} {many:.1f} ms"
                _say(f"{name}: a page of the list of {grown}; {many / few:.2f} times")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
