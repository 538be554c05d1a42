"""Bringing a database up to the newest tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from revalidation.storage.database import engine

_SCRIPTS = Path(__file__).parent / "migrations"


class BrokenForeignKeysError(RuntimeError):
    """A migration left rows that point nowhere; it was rolled back."""


def configuration(url: str) -> Config:
    """Alembic's settings for a database."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    """Bring the database up to the newest tables; several processes may try at once.

    On SQLite foreign keys are off meanwhile (rebuilding a parent table would delete its children) and checked before
    the commit.
    """
    with engine(url).execution_options(sqlite_begin="BEGIN IMMEDIATE").connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                if not is_sqlite:
                    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7315)")
                config = configuration(url)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise BrokenForeignKeysError
        finally:
            if is_sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]


def is_up_to_date(url: str) -> bool:
    """Whether the database has the newest tables."""
    with engine(url).connect() as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    return set(heads) == set(ScriptDirectory.from_config(configuration(url)).get_heads())
