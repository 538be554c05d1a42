"""What is sent to the database meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from revalidation.storage.database import engine


@contextmanager
def counted(url: str) -> Iterator[list[str]]:
    """Every statement that is sent to the database meanwhile."""
    sent: list[str] = []

    def note(*about: object) -> None:
        sent.append(str(about[2]))

    event.listen(engine(url), "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine(url), "before_cursor_execute", note)
