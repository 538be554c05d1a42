"""Drafts a migration from what the code's tables say now: `python -m tests.draft_migration 0002 "What it changes"`.

Look the draft over: CHECK constraints and the values of enums are not seen by Alembic. tests/storage/test_migrations.py
says what is missing.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from revalidation.storage.database import engine
from revalidation.storage.migrating import configuration, migrate


def main(revision: str, message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'newest.db'}"
        migrate(url)
        with engine(url).connect() as connection:
            config = configuration(url)
            config.attributes["connection"] = connection
            command.revision(config, message=message, autogenerate=True, rev_id=revision)
        engine(url).dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
