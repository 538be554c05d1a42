import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from revalidation.commands.demonstration import PASSWORD
from revalidation.settings import ROOT
from revalidation.storage.database import engine
from revalidation.storage.migrating import is_up_to_date

Done = subprocess.CompletedProcess[str]


def run(data: Path, *typed: str, **settings: str) -> Done:
    """The command line with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REVALIDATION_")}
    return subprocess.run(  # noqa: S603 (our own command line)
        [sys.executable, "-m", "revalidation", *typed],
        cwd=ROOT,
        env={**kept, "PYTHONUTF8": "1", "REVALIDATION_DATA": str(data), **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM person ORDER BY id")]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A data folder that was filled from the command line, and what that printed."""
    data = tmp_path_factory.mktemp("cli") / "data"
    return data, run(data, "demo")


@pytest.fixture
def older_postgres(postgres: str) -> str:
    """A PostgreSQL database without any tables."""
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier("older")))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier("older")))
    return f"{postgres}/older"


def test_demo_fills_an_empty_folder_and_says_who_can_be_tried(demonstration: tuple[Path, Done]) -> None:
    data, done = demonstration
    assert (done.returncode, done.stderr) == (0, "")
    assert "100%" in done.stdout
    assert PASSWORD in done.stdout
    assert "margaret.ashworth-pell@demo.example  (Margaret Ashworth-Pell, librarian)" in done.stdout
    assert "Siân Ŵyn-Jones, nurse" in done.stdout
    assert "streamlit run streamlit_app.py" in done.stdout
    assert len(names(data / "revalidation.db")) == 60


def test_demo_refuses_a_second_time_in_one_sentence(demonstration: tuple[Path, Done]) -> None:
    data, _ = demonstration
    before = (data / "revalidation.db").read_bytes()
    done = run(data, "demo")
    assert (done.returncode, done.stdout.count("%")) == (2, 0)
    assert done.stderr.strip().splitlines() == [
        "The demonstration data only goes into an empty database, and this one already holds people."
    ]
    assert (data / "revalidation.db").read_bytes() == before


def test_a_name_that_the_terminal_cannot_show_stops_nothing(demonstration: tuple[Path, Done], tmp_path: Path) -> None:
    data, _ = demonstration
    done = run(data, "backup", str(tmp_path / "Ŵyn.db"), PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "?yn.db" in done.stdout


def test_a_backup_opens_and_holds_the_same_people(demonstration: tuple[Path, Done], tmp_path: Path) -> None:
    data, _ = demonstration
    copy = tmp_path / "copy.db"
    done = run(data, "backup", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    assert str(data / "keys" / "accounts.key") in done.stdout
    assert names(copy) == names(data / "revalidation.db")
    assert list(tmp_path.iterdir()) == [copy]
    if os.name == "posix":
        assert copy.stat().st_mode & 0o077 == 0


def test_a_backup_holds_what_is_not_yet_in_the_main_file(demonstration: tuple[Path, Done], tmp_path: Path) -> None:
    data, _ = demonstration
    with closing(sqlite3.connect(data / "revalidation.db", isolation_level=None)) as app:
        app.execute("UPDATE site SET address = 'Just now' WHERE id = 1")
        app.execute("BEGIN IMMEDIATE")
        app.execute("UPDATE site SET address = 'Not yet' WHERE id = 2")
        done = run(data, "backup", str(tmp_path / "copy.db"))
        app.execute("ROLLBACK")
    assert done.returncode == 0
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        found = [address for (address,) in copy.execute("SELECT address FROM site WHERE id < 3 ORDER BY id")]
    assert found[0] == "Just now"
    assert found[1] != "Not yet"


def test_a_backup_never_replaces_a_file(demonstration: tuple[Path, Done], tmp_path: Path) -> None:
    data, _ = demonstration
    earlier = tmp_path / "earlier.db"
    earlier.write_text("precious")
    done = run(data, "backup", str(earlier))
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert earlier.read_text() == "precious"


def test_a_backup_of_nothing_is_refused_and_makes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "backup", str(tmp_path / "copy.db"))
    assert done.returncode == 2
    assert "nothing to copy" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_backup_into_a_folder_that_is_not_there_is_refused(demonstration: tuple[Path, Done], tmp_path: Path) -> None:
    done = run(demonstration[0], "backup", str(tmp_path / "nowhere" / "copy.db"))
    assert done.returncode == 2
    assert "There is no folder" in done.stderr


def test_a_file_that_is_no_database_leaves_no_copy(tmp_path: Path) -> None:
    (tmp_path / "revalidation.db").write_text("this is not a database" * 100)
    done = run(tmp_path, "backup", str(tmp_path / "copy.db"))
    assert done.returncode == 2
    assert "could not be copied" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["revalidation.db"]


def test_a_backup_of_postgresql_is_left_to_pg_dump(tmp_path: Path) -> None:
    done = run(tmp_path, "backup", str(tmp_path / "copy"), REVALIDATION_DATABASE="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 2
    assert "pg_dump" in done.stderr


def test_migrate_makes_the_newest_tables_on_sqlite(tmp_path: Path) -> None:
    done = run(tmp_path, "migrate")
    assert (done.returncode, done.stderr) == (0, "")
    url = f"sqlite:///{tmp_path / 'revalidation.db'}"
    assert is_up_to_date(url)
    engine(url).dispose()


def test_postgresql_is_migrated_by_whoever_runs_it_and_never_by_the_demonstration(
    older_postgres: str, tmp_path: Path
) -> None:
    url = older_postgres.replace("postgresql:", "postgresql+psycopg:")
    refused = run(tmp_path, "demo", REVALIDATION_DATABASE=older_postgres)
    assert refused.returncode == 2
    assert "python -m revalidation migrate" in refused.stderr
    assert not is_up_to_date(url)
    done = run(tmp_path, "migrate", REVALIDATION_DATABASE=older_postgres)
    assert (done.returncode, done.stderr) == (0, "")
    assert is_up_to_date(url)
    engine(url).dispose()


def test_a_database_that_is_not_there_gets_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    done = run(tmp_path, "migrate", REVALIDATION_DATABASE="postgresql://nobody:secret@127.0.0.1:1/none")
    assert done.returncode == 2
    assert done.stderr.startswith("The database can't be used: ")
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_help_names_every_command(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert done.returncode == 0
    for command in ("demo", "migrate", "backup"):
        assert f"\n    {command} " in done.stdout


def test_an_unknown_command_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "dance")
    assert done.returncode == 2
    assert "invalid choice" in done.stderr
