"""Migrations build exactly the tables that the code describes, on both databases."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, inspect, text

from revalidation.storage.database import engine
from revalidation.storage.migrating import BrokenForeignKeysError, is_up_to_date, migrate
from revalidation.storage.tables import metadata
from tests.at_once import at_once, in_processes


@pytest.fixture(params=["sqlite", "postgresql"])
def two_empty_databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    if request.param == "sqlite":
        urls = (f"sqlite:///{tmp_path / 'one.db'}", f"sqlite:///{tmp_path / 'two.db'}")
    else:
        address = request.getfixturevalue("postgres")
        names = (f"empty_{uuid4().hex}", f"empty_{uuid4().hex}")
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            for name in names:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE template0 STRATEGY file_copy").format(sql.Identifier(name))
                )
        one, two = (f"{address}/{name}".replace("postgresql:", "postgresql+psycopg:") for name in names)
        urls = (one, two)
    yield urls
    for url in urls:
        engine(url).dispose()


def table_as_it_is(way_in: Engine, table: str) -> dict[str, Any]:
    """Everything that the database says of a table, in an order of its own."""
    seen = inspect(way_in)
    return {
        "columns": {
            column["name"]: (str(column["type"]), column["nullable"], str(column["default"]))
            for column in seen.get_columns(table)
        },
        "primary key": seen.get_pk_constraint(table),
        "foreign keys": in_order(seen.get_foreign_keys(table)),
        "unique": in_order(seen.get_unique_constraints(table)),
        "indexes": in_order(
            {**index, "dialect_options": sorted((key, str(value)) for key, value in index["dialect_options"].items())}
            for index in seen.get_indexes(table)
        ),
        "checks": in_order(
            {"name": check["name"], "text": " ".join(check["sqltext"].split())}
            for check in seen.get_check_constraints(table)
        ),
        "as written": index_statements(way_in, table),
    }


def in_order(found: Any) -> list[str]:  # noqa: ANN401 (the inspector's own dictionaries)
    return sorted(repr(sorted((key, str(value)) for key, value in one.items())) for one in found)


def index_statements(way_in: Engine, table: str) -> list[str]:
    """The statements that SQLite keeps of its indexes, WHERE and all."""
    if way_in.dialect.name != "sqlite":
        return []
    kept_ones = text("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL")
    with way_in.connect() as connection:
        return sorted(" ".join(kept.split()) for kept in connection.execute(kept_ones, {"table": table}).scalars())


def test_migrating_an_empty_database_builds_exactly_the_tables_of_the_code(
    two_empty_databases: tuple[str, str],
) -> None:
    migrated, described = two_empty_databases
    migrate(migrated)
    metadata().create_all(engine(described))
    tables = set(inspect(engine(migrated)).get_table_names())
    assert tables - {"alembic_version"} == set(inspect(engine(described)).get_table_names()) == set(metadata().tables)
    for table in metadata().tables:
        assert table_as_it_is(engine(migrated), table) == table_as_it_is(engine(described), table)


def test_the_comparison_sees_checks_partial_indexes_enum_values_and_cascades(
    two_empty_databases: tuple[str, str],
) -> None:
    _, described = two_empty_databases
    metadata().create_all(engine(described))
    booking, session = (str(table_as_it_is(engine(described), table)) for table in ("booking", "group_session"))
    assert "cancelled_late" in booking
    assert "_where" in booking
    assert "never_over_booked" in session
    assert ">= 0" in session or "BETWEEN 0" in session
    assert "CASCADE" in str(table_as_it_is(engine(described), "session_article")["foreign keys"])


def test_migrating_twice_changes_nothing(two_empty_databases: tuple[str, str]) -> None:
    url, _ = two_empty_databases
    migrate(url)
    migrate(url)
    assert is_up_to_date(url)


def test_an_empty_database_is_not_up_to_date(two_empty_databases: tuple[str, str]) -> None:
    assert not is_up_to_date(two_empty_databases[0])


def test_two_processes_may_migrate_at_the_same_time(two_empty_databases: tuple[str, str]) -> None:
    url, _ = two_empty_databases
    in_processes(migrate, [(url,)] * 2)
    assert is_up_to_date(url)
    assert set(metadata().tables) < set(inspect(engine(url)).get_table_names())


def test_foreign_keys_are_on_again_after_migrating(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.db'}"
    migrate(url)
    with engine(url).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine(url).dispose()


def test_rows_that_point_nowhere_stop_a_migration_and_foreign_keys_are_on_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.db'}"
    migrate(url)
    with engine(url).connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        connection.exec_driver_sql("INSERT INTO person_role (person_id, role) VALUES (4711, 'nurse')")
        connection.commit()
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
    with pytest.raises(BrokenForeignKeysError):
        migrate(url)
    with engine(url).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine(url).dispose()


def test_many_threads_may_migrate_at_the_same_time(two_empty_databases: tuple[str, str]) -> None:
    """The first visitors of a freshly started app arrive together."""
    url, _ = two_empty_databases
    assert at_once([partial(migrate, url)] * 12) == [None] * 12
    assert is_up_to_date(url)
