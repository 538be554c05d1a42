"""The keys that protect reflective accounts: in a file outside the database, or given by a setting."""

import os
from functools import cache
from pathlib import Path
from tempfile import mkstemp

from cryptography.fernet import Fernet, MultiFernet

from revalidation.domain.refusals import KeyDoesNotFit
from revalidation.settings import account_keys


def encrypting() -> MultiFernet:
    """What encrypts under the newest key; the first time, the key file is made."""
    key, file = account_keys()
    if not key and not file.exists():
        write_first_key(file, Fernet.generate_key())
    return decrypting()


def decrypting() -> MultiFernet:
    """What decrypts under any of the keys. Raises KeyDoesNotFit where there is none: a new one would fit nothing."""
    key, file = account_keys()
    try:
        return _from_text(key or _read(file))
    except FileNotFoundError:
        raise KeyDoesNotFit from None


def secrets() -> list[bytes]:
    """The keys themselves, newest first, for signatures that nothing has to be stored for."""
    encrypting()  # makes the key file the first time
    key, file = account_keys()
    return [each.encode() for each in _split(key or _read(file))]


@cache
def _from_text(keys: str) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _split(keys)])


def _split(keys: str) -> list[str]:
    return keys.replace(",", " ").split()


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="ascii")


def write_first_key(path: Path, key: bytes) -> None:
    """Make a key file, readable by its owner only; of several that try at once, the first one's key stands."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, prefix=f"{path.name}.")  # a name of its own for every thread, and 0600
    draft = Path(name)
    with os.fdopen(handle, "wb") as file:
        file.write(key + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails if another process was first; a half-written file is never seen
    except FileExistsError:
        pass
    finally:
        draft.unlink()
