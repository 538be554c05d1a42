"""What older versions of the tables hold is still there, unchanged, after migrating to the newest."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from revalidation.storage.database import engine
from revalidation.storage.migrating import configuration, is_up_to_date, migrate
from revalidation.storage.tables import metadata
from tests.storage.test_migrations import two_empty_databases  # noqa: F401 (a fixture)

NOON, HOUR = datetime(2026, 6, 1, 12, tzinfo=UTC), timedelta(hours=1)
VALUES: dict[type, Any] = {str: "1", int: 1, bool: True, datetime: NOON, date: NOON.date(), time: time(9), bytes: b"1"}
FILLED = {("account_source", "cpd_entry_id")}  # may be empty, but then another must not be
OLDER = [script.revision for script in ScriptDirectory.from_config(configuration("")).walk_revisions()][1:]


@pytest.fixture(params=OLDER)
def older(request: pytest.FixtureRequest, two_empty_databases: tuple[str, str]) -> str:  # noqa: F811
    """A database at an older revision, with one row in every table."""
    url, _ = two_empty_databases
    with engine(url).execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as connection:
        config = configuration(url)
        config.attributes["connection"] = connection
        command.upgrade(config, request.param)
    with engine(url).begin() as connection:
        for table in tables_of(connection):
            connection.execute(table.insert().values({column.name: value_for(column) for column in table.columns}))
    return url


def tables_of(connection: sa.Connection) -> list[sa.Table]:
    """Parents first, as they are in the database and not in the code."""
    found = sa.MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def value_for(column: sa.Column[Any]) -> Any:  # noqa: ANN401 (whatever the column takes)
    """Something that the column takes; the first of an enum's values, and nothing where nothing is allowed."""
    if column.nullable and (column.table.name, column.name) not in FILLED:
        return None
    described = metadata().tables[column.table.name].columns.get(column.name)
    if described is not None and isinstance(described.type, sa.Enum):
        return described.type.enums[0]
    return NOON + HOUR if column.name == "ends_at" else VALUES[column.type.python_type]


def everything(url: str) -> dict[str, list[dict[str, Any]]]:
    with engine(url).connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
            for table in tables_of(connection)
        }


def test_every_row_of_older_tables_is_kept_with_all_its_values(older: str) -> None:
    before = everything(older)
    assert all(len(rows) == 1 for rows in before.values())
    migrate(older)
    after = everything(older)
    assert is_up_to_date(older)
    for table, (old,) in before.items():
        matching = [new for new in after[table] if old.items() <= new.items()]
        assert len(matching) == 1, table
