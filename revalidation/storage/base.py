"""What every table shares: the naming of its constraints and the few kinds of columns that need care."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from cryptography.fernet import InvalidToken
from sqlalchemy import DateTime, Enum, LargeBinary, MetaData, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase

from revalidation.domain.refusals import KeyDoesNotFit
from revalidation.storage.keys import decrypting, encrypting


class Row(DeclarativeBase):
    """A row of a table. Rows never leave a command or a query."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC; SQLite would drop the time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse moments without a time zone: nobody knows which ones they are."""
        if value is not None and value.tzinfo is None:
            message = "a moment needs a time zone"
            raise ValueError(message)
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the time zone back."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Encrypted(TypeDecorator[str]):
    """Text that only this installation's key opens; the database holds a token of the `cryptography` package."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Encrypt under the newest key."""
        return None if value is None else encrypting().encrypt(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Decrypt under whichever key fits. Raises KeyDoesNotFit."""
        try:
            return None if value is None else decrypting().decrypt(bytes(value)).decode()
        except InvalidToken:
            raise KeyDoesNotFit from None


def choice(kind: type[StrEnum]) -> Enum:
    """An enum column: stored by value, with a CHECK, as text on both databases."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=30,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
    )


PlainText = Text()
TYPES: dict[Any, Any] = {datetime: UtcDateTime(), str: PlainText}
Row.registry.update_type_annotation_map(TYPES)
