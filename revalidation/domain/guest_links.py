"""Personal links that lead nowhere: how many from one address are forgiven, and how long it waits after that."""

from datetime import timedelta

FREE_TRIES = 20
WAIT = timedelta(minutes=1)


def wait_after_wrong_links(wrong: int) -> timedelta:
    """How long an address waits after so many wrong links."""
    return WAIT if wrong >= FREE_TRIES else timedelta(0)
