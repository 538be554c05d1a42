"""Copy the SQLite database to a file, even while the app runs."""

import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from revalidation.cli.telling import say, stop
from revalidation.settings import settings


def add_arguments(parser: ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument("file", metavar="FILE", type=Path, help="where the copy goes; it must not exist yet")


def run(chosen: Namespace) -> None:
    """Write the copy beside its final name first, so that a half copy is never taken for a whole one."""
    source, target = _source(), chosen.file.absolute()
    if target.exists():
        stop(f"{target} exists already. Please choose another name, so that no earlier copy is lost.")
    if not target.parent.is_dir():
        stop(f"There is no folder {target.parent}. Please make it first.")
    say(f"Copying the database to {target} …")
    with _unfinished(target.with_name(f"{target.name}.unfinished")) as draft:
        try:
            _copy(source, draft)
        except sqlite3.Error as error:
            stop(f"The database could not be copied: {error}. No copy was kept.")
        draft.rename(target)
    say("The copy is whole.")
    say(_key_reminder())
    if settings().pack_key_file.exists():
        say(f"The key that signs evidence packs is in {settings().pack_key_file}: please keep it as well.")
    if any(path.is_file() for path in settings().evidence.glob("*")):
        say(f"Uploaded files are not in it either. Please copy the folder {settings().evidence} as well.")


def _source() -> Path:
    """The file to copy, if the database is one."""
    url = make_url(settings().database)
    if not settings().is_embedded:
        stop("This command copies SQLite databases only. For PostgreSQL, please use pg_dump.")
    path = Path(url.database or "")
    if not path.is_file():
        stop(f"There is no database at {path} yet, so there is nothing to copy.")
    return path


@contextmanager
def _unfinished(draft: Path) -> Iterator[Path]:
    """An empty file that only its owner can read, removed at the end unless it was renamed."""
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        stop(f"{draft.parent} can't be written to: {error.strerror}.")
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _copy(source: Path, draft: Path) -> None:
    """Copy by SQLite's own backup, in one step, so that nobody who writes meanwhile makes it begin again."""
    address = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as live, closing(sqlite3.connect(draft)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
        found = copy.execute("PRAGMA quick_check").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)


def _key_reminder() -> str:
    where = "the setting REVALIDATION_KEY" if settings().key else str(settings().key_file)
    return (
        f"Reflective accounts in it can only be read with the key, which is not in the copy. "
        f"The key is in {where}: please keep it too, in another safe place."
    )
