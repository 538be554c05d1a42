"""The raw side of the benchmark does what `book` does: otherwise the ratio would mean nothing."""

import re
from contextlib import closing
from datetime import timedelta

from sqlalchemy import select

from revalidation.acting import carry_out, look_up
from revalidation.commands.bookings import book
from revalidation.storage.base import Row
from revalidation.storage.bookings import BookingChangeRow, BookingRow
from revalidation.storage.database import Db
from revalidation.storage.messages import MessageRow
from revalidation.storage.sessions import GroupSessionRow
from tests import make
from tests.benchmarks.bookings import NOW, Raw
from tests.statements import counted

OF_EACH_ITS_OWN = {"id", "key", "session_id", "booking_id", "starts_at", "ends_at"}
TABLES: tuple[type[Row], ...] = (GroupSessionRow, BookingRow, BookingChangeRow, MessageRow)


class Noting(Raw):
    """Keeps what it sends."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.sent: list[str] = []

    def send(self, statement: str, *values: object) -> list[object]:
        self.sent.append(statement)
        return super().send(statement, *values)


def kinds(statements: list[str]) -> list[str]:
    """`SELECT`, `INSERT INTO booking` … in order."""
    found = (re.match(r"SELECT|UPDATE \w+|INSERT INTO \w+", statement) for statement in statements)
    return [each.group() for each in found if each]


def rows(db: Db) -> list[list[dict[str, object]]]:
    """What stands in each table, without what differs from booking to booking."""
    return [
        [
            {name: value for name, value in row._asdict().items() if name not in OF_EACH_ITS_OWN}
            for row in db.execute(select(kind.__table__).order_by("id"))
        ]
        for kind in TABLES
    ]


def test_the_raw_side_sends_and_writes_what_book_does(database: str) -> None:
    by, nurse = make.librarian(), make.person()
    group_id = make.group(by)
    ours, raws = (
        make.session(by, group_id, starts_at=NOW + timedelta(days=day), capacity=3, now=NOW) for day in (1, 2)
    )
    with counted(database) as sent:
        carry_out(book, actor=nurse, session_id=ours, now=NOW)
    raw = Noting(database)
    with closing(raw.connection):
        raw.book(nurse, raws)
    assert kinds(raw.sent) == kinds(sent)
    assert len(sent) <= len(raw.sent)
    for of_table in look_up(rows):
        assert len(of_table) == 2
        assert of_table[0] == of_table[1]
