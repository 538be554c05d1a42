"""Uploaded files: each encrypted like the accounts, under a random name in a folder of their own."""

import os
import re
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from tempfile import mkstemp

from cryptography.fernet import InvalidToken
from sqlalchemy import event

from revalidation.domain.refusals import KeyDoesNotFit, NotFound
from revalidation.settings import settings
from revalidation.storage.database import Db
from revalidation.storage.keys import decrypting, encrypting

_NAME = re.compile(r"[0-9a-f]{32}")
_DRAFT = ".draft-"


def keep(content: bytes) -> str:
    """Write a file, encrypted under the newest key, and give the name it is stored by.

    It is whole on the disk before the row that names it is committed. If that never happens, the file belongs to
    nobody, which `python -m revalidation check` says.
    """
    stored_as = token_hex(16)
    _write(stored_as, content)
    return stored_as


def read(stored_as: str) -> bytes:
    """What was kept. Raises NotFound where there is no such file, and KeyDoesNotFit."""
    try:
        return decrypting().decrypt(_path(stored_as).read_bytes())
    except FileNotFoundError:
        raise NotFound(what="file") from None
    except InvalidToken:
        raise KeyDoesNotFit from None


def remove(stored_as: str) -> None:
    """Remove a file for good; twice changes nothing."""
    _path(stored_as).unlink(missing_ok=True)


def remove_once_committed(db: Db, stored_as: str) -> None:
    """Remove a file when the removal of its row is certain: a transaction that fails leaves both."""
    event.listen(db, "after_commit", lambda _db: remove(stored_as), once=True)


def encrypt_anew(stored_as: str) -> None:
    """Write a file again under the newest key. Raises NotFound, KeyDoesNotFit."""
    _write(stored_as, read(stored_as))


def stored_names(*, written_before: datetime | None = None) -> set[str]:
    """The names of all files in the folder, or of those that were there by then."""
    folder = settings().evidence
    if not folder.is_dir():
        return set()
    found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    if written_before is not None:
        found = [path for path in found if path.stat().st_mtime <= written_before.timestamp()]
    return {path.name for path in found}


def _write(stored_as: str, content: bytes) -> None:
    """Under another name first, so that a half-written file is never seen; for its owner only."""
    path = _path(stored_as)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, prefix=_DRAFT)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encrypting().encrypt(content))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _fsync_folder(path.parent)


def _fsync_folder(folder: Path) -> None:
    """Make the new name itself last, where the system lets folders be opened."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _path(stored_as: str) -> Path:
    """Where a file is. Raises NotFound for a name that we never give: it could lead out of the folder."""
    if not _NAME.fullmatch(stored_as):
        raise NotFound(what="file")
    return settings().evidence / stored_as
