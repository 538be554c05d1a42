"""Tables of reflective accounts; every word a nurse wrote is encrypted."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revalidation.domain.accounts import AccountState
from revalidation.storage.base import Encrypted, Row, choice


class ReflectiveAccountRow(Row):
    """One account. `revision` grows with every save, so that two windows cannot overwrite each other unseen."""

    __tablename__ = "reflective_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("group_session.id"), index=True)
    form_version: Mapped[str]
    state: Mapped[AccountState] = mapped_column(choice(AccountState))
    revision: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(Encrypted)
    answer_1: Mapped[str] = mapped_column(Encrypted)
    answer_2: Mapped[str] = mapped_column(Encrypted)
    answer_3: Mapped[str] = mapped_column(Encrypted)
    answer_4: Mapped[str] = mapped_column(Encrypted)
    themes: Mapped[str] = mapped_column(Encrypted)
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
