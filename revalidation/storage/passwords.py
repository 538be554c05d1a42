"""Passwords as they are kept: Argon2id with the parameters that OWASP names first."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked for people who are not there, so that the answer takes as long as for those who are.
_NOBODY = _HASHER.hash("nobody has this password")


def password_hash(password: str) -> str:
    """What is kept instead of the password."""
    return _HASHER.hash(password)


def password_fits(password: str, kept: str | None) -> bool:
    """Whether this is the password; takes the same time where there is none."""
    try:
        return _HASHER.verify(kept or _NOBODY, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def hash_is_outdated(kept: str) -> bool:
    """Whether the parameters have changed since it was made."""
    return _HASHER.check_needs_rehash(kept)
