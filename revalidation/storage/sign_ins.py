"""Tables of sign-ins and of wrong tries."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.storage.base import Row


class SignInRow(Row):
    """One sign-in of one browser: first a ticket, then a cookie, both kept as digests."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    ticket_digest: Mapped[str | None] = mapped_column(unique=True)
    ticket_ends_at: Mapped[datetime]
    token_digest: Mapped[str | None] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SignInTryRow(Row):
    """Wrong passwords in a row for an address, whether or not anybody has it."""

    __tablename__ = "sign_in_try"

    email_digest: Mapped[str] = mapped_column(primary_key=True)
    wrong: Mapped[int]
    last_at: Mapped[datetime]
