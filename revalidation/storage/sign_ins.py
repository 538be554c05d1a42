"""Tables of sign-ins and of wrong tries."""

from datetime import datetime

from sqlalchemy import ForeignKey, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.passwords import FORGOTTEN_AFTER
from revalidation.storage.base import Row
from revalidation.storage.database import Db


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
    """Wrong tries in a row, by the digest of an address, whether or not anybody has it, of a check-in or of links."""

    __tablename__ = "sign_in_try"

    email_digest: Mapped[str] = mapped_column(primary_key=True)
    wrong: Mapped[int]
    last_at: Mapped[datetime]


def held_tries(db: Db, digest: str, now: datetime) -> SignInTryRow:
    """The wrong tries of this digest, held against others that try at this moment; old ones are forgotten first."""
    db.execute(delete(SignInTryRow).where(SignInTryRow.last_at < now - FORGOTTEN_AFTER))
    insert = (sqlite if db.get_bind().dialect.name == "sqlite" else postgresql).insert
    first = insert(SignInTryRow).values(email_digest=digest, wrong=0, last_at=now)
    # One statement that makes or holds the row: a right try may be deleting it at this moment.
    held = first.on_conflict_do_update(index_elements=["email_digest"], set_={"wrong": SignInTryRow.wrong})
    tries: SignInTryRow = db.scalars(held.returning(SignInTryRow)).one()
    return tries
