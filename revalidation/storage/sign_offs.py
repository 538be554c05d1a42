"""Tables of reflective discussions and confirmations: who was invited, what was shown, and what was signed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.sign_offs import SignOffKind
from revalidation.storage.base import Encrypted, Row, choice


class SignOffRow(Row):
    """One invitation to sign, by a link that is kept as a digest.

    `completed` is JSON of the other person's part; `shown` is JSON of all that was before her eyes when she signed, and
    `shown_digest` the SHA-256 of that text under the installation's key. Nothing of a signed one ever changes.
    """

    __tablename__ = "sign_off"
    __table_args__ = (CheckConstraint("(signed_at IS NULL) = (shown IS NULL)", name="signed_is_frozen"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SignOffKind] = mapped_column(choice(SignOffKind))
    name: Mapped[str] = mapped_column(Encrypted)
    email: Mapped[str] = mapped_column(Encrypted)
    token_digest: Mapped[str] = mapped_column(unique=True)
    form_version: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    completed: Mapped[str] = mapped_column(Encrypted)
    revision: Mapped[int] = mapped_column(default=0)
    signed_at: Mapped[datetime | None]
    shown: Mapped[str | None] = mapped_column(Encrypted)
    shown_digest: Mapped[str | None]


class SignOffAccountRow(Row):
    """An account that she lets the other person read; it may be gone later, what was signed stays in `shown`."""

    __tablename__ = "sign_off_account"
    __table_args__ = (UniqueConstraint("sign_off_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_off_id: Mapped[int] = mapped_column(ForeignKey("sign_off.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("reflective_account.id", ondelete="SET NULL"), index=True)
    position: Mapped[int]
    signed_revision: Mapped[int | None]
