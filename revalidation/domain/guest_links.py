"""Personal links and references that lead nowhere: how many from one address are forgiven, and how long it waits."""

from datetime import timedelta

FREE_TRIES = 20
WAIT = timedelta(minutes=1)


def wait_after_wrong_links(wrong: int) -> timedelta:
    """How long an address waits after so many wrong links and references."""
    return WAIT if wrong >= FREE_TRIES else timedelta(0)
