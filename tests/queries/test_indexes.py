"""What a nurse asks about her own things finds them by an index, however many rows other people have."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import signature
from typing import Any

from sqlalchemy import Connection, event

from revalidation.storage.database import engine
from revalidation.storage.portable import KEPT
from tests.all_questions import all_queries, asked, things_of
from tests.whole_nurse import whole_nurse

PERSONAL = {kept.kind.__tablename__ for kept in KEPT}
_SCANS = re.compile(r"SCAN (\w+)|Seq Scan on (\w+)")
Statement = tuple[str, Any]


@contextmanager
def sent_to(url: str) -> Iterator[dict[str, Any]]:
    """Each statement that is sent to the database meanwhile, with the values of its first time."""
    sent: dict[str, Any] = {}

    def note(_connection: Connection, _cursor: object, statement: str, values: Any, *_: object) -> None:  # noqa: ANN401
        sent.setdefault(statement, values)

    event.listen(engine(url), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine(url), "before_cursor_execute", note)


def read_from_end_to_end(connection: Connection, statement: str, values: Any) -> set[str]:  # noqa: ANN401
    """The personal tables of which a statement would read every row."""
    how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    plan = connection.exec_driver_sql(f"{how} {statement}", values)
    found = _SCANS.findall("\n".join(str(row[-1]) for row in plan))
    return {re.sub(r"_\d+$", "", first or second) for first, second in found} & PERSONAL


def test_no_question_of_a_nurse_reads_a_personal_table_from_end_to_end(database: str) -> None:
    whole = whole_nurse("Mine alone")
    things = things_of(whole)
    with sent_to(database) as sent:
        hers = [query for query in all_queries() if "actor" in signature(query).parameters]
        assert list(asked(whole.nurse, things, hers))
    asked_for = {each: values for each, values in sent.items() if each.startswith("SELECT")}
    assert len(asked_for) > 50
    with engine(database).connect() as connection:
        if connection.dialect.name == "postgresql":  # it reads small tables so whatever indexes there are
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        slow = {
            each: tables
            for each, values in asked_for.items()
            if (tables := read_from_end_to_end(connection, each, values))
        }
        assert read_from_end_to_end(connection, "SELECT title FROM reflective_account", ()) == {"reflective_account"}

    assert slow == {}
