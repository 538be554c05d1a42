"""What a password must be, and how long an account waits after wrong ones."""

from datetime import timedelta

from revalidation.domain.refusals import PasswordsDiffer, PasswordTooEasy, PasswordTooShort, TooLong

LEAST_LENGTH = 12
LIMIT = 200
FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)  # wrong tries older than this no longer count

_WELL_KNOWN = (
    "password",
    "letmein",
    "welcome",
    "qwerty",
    "changeme",
    "revalidation",
    "123456",
    "abcdef",
    "iloveyou",
    "florencenightingale",
)


def checked_password(typed: str, again: str, *, email: str, name: str) -> str:
    """The password as typed, if it is long enough, hard enough and typed the same twice."""
    if len(typed) < LEAST_LENGTH:
        raise PasswordTooShort(field="password", least=LEAST_LENGTH)
    if len(typed) > LIMIT:
        raise TooLong(field="password", what="A password", limit=LIMIT, length=len(typed))
    if _easy(typed.casefold(), email=email, name=name):
        raise PasswordTooEasy(field="password")
    if typed != again:
        raise PasswordsDiffer(field="again")
    return typed


def wait_after(wrong_tries: int) -> timedelta:
    """How long an account waits after so many wrong passwords in a row: not for four, then 1, 2, 4, 8, 15 minutes."""
    if wrong_tries < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(wrong_tries - FREE_TRIES, 10)), LONGEST_WAIT)


def _easy(password: str, *, email: str, name: str) -> bool:
    if len(set(password)) < 5:  # noqa: PLR2004 (four different characters are a pattern, not a password)
        return True
    known = [*_WELL_KNOWN, email.split("@", maxsplit=1)[0], *name.split()]
    for part in known:
        word = part.casefold()
        if len(word) > 3 and word in password:  # noqa: PLR2004 (short names occur inside ordinary words)
            password = password.replace(word, "")
    return len(password) < LEAST_LENGTH - 4
