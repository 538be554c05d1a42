"""Runs migrations on the connection that `storage/migrating.py` hands over."""

from typing import Any, Literal

from alembic import context

from revalidation.storage.base import Encrypted, UtcDateTime
from revalidation.storage.tables import metadata


def plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:  # noqa: ANN401 (Alembic's signature)
    """Write our column kinds as what the database sees, so that old migrations outlive them."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Encrypted):
        return "sa.LargeBinary()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_as_batch=True,
    render_item=plain_type,
    compare_type=True,
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
