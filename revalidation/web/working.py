"""A worker inside the app, so that nothing else has to be started where the app keeps its own database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread

from revalidation.settings import settings
from revalidation.web.app import lifespan
from revalidation.worker import keep_working


@asynccontextmanager
async def lifespan_with_worker(app: object) -> AsyncIterator[None]:
    """What `lifespan` does, and beside it a worker in a thread, if the settings say so."""
    stop = Event()
    async with lifespan(app):
        if settings().works_inside:
            Thread(target=keep_working, args=(stop,), name="worker", daemon=True).start()
        try:
            yield
        finally:
            stop.set()
